"""Sections 7.1, 7.3 and 7.4 of model.md: levels, market income and shocks, the same for every mix.

Households of all replicates of a block stand in arrays [replicate, household], members in arrays
[replicate, household, member]; a month is played for all of them at once.
"""

import math

import numpy as np

from arithmetic import *  # noqa: F403
from lives import Lives


class World(Lives):
    """Households of a block of replicates: their lives, shocks and market incomes."""

    def __init__(self, place, population, replicates, draws, room=30):
        self.place, self.draws = place, draws
        self.income, self.shocks, self.people = place["income"], place["shocks"], place["people"]
        self.life, self.registry = place["demography"], place["registry"]
        self.lines = {line["id"]: line["value"] for line in place["lines"]}
        self.villages = self.people["villages"]
        # 2: months
        self.start = month_index(place["start"])
        self.end = self.start + place["months"]  # the month after the last
        self.first = self.start - place["lead_in"]
        self.begin = self.first - HISTORY
        self.opening = self.start - 1
        self.every = place["allocation_every"]
        self.law = month_index(f"{self.people['registered_income_year']}-07")
        months = range(self.begin - 24, self.end + 13)
        self.price = {t: math.exp(log_index(self.income["price_growth"], self.law, t)) for t in months}
        self.wage = {t: math.exp(log_index(self.income["wage_growth"], self.law, t)) for t in months}
        # arrays
        pop = population
        self.pop, self.R, self.N = pop, replicates, len(pop.size)
        self.H = self.N + room
        self.number = np.full(self.R, self.N)  # households so far, by replicate
        self.r = np.arange(self.R)[:, None]

        def over(values, empty, dtype=None):
            values = np.asarray(values)
            full = np.full((self.R, self.H) + values.shape[1:], empty, dtype=dtype or values.dtype)
            full[:, : self.N] = values
            return full

        self.over = over
        place_subject = text_hash(place["id"])[0]
        village_base = child(place_subject, text_hash("village")[0])
        self.subjects = {
            "place": np.full((self.R, 1), place_subject),
            "village": np.tile(child(village_base, np.arange(self.villages)), (self.R, 1)),
            "household": over(pop.subject, 0),
            "member": over(pop.member_subject, 0),
        }
        self.exists = over(np.ones(self.N, dtype=bool), False)
        self.village = over(pop.village, 0)
        self.group = over(pop.group, 0)
        self.cause = over(pop.cause, -1)
        self.remote = over(pop.remote, False)
        self.land = over(pop.land, 0.0)
        # members
        self.born = over(self.opening - pop.months, 0)
        self.female = over(pop.female, False)
        self.ability = over(pop.ability, NONE)
        self.health = over(pop.health, WELL)
        self.health_opening = self.health.copy()
        self.disabled = over(pop.disabled, False)
        self.came = over(np.where(pop.here, -NEVER, NEVER), NEVER)
        self.left = over(np.where(pop.here, NEVER, -NEVER), -NEVER)
        self.how_came = over(np.zeros_like(pop.months), 0)
        self.how_left = over(np.zeros_like(pop.months), 0)
        school = np.where(pop.school_left > 0, self.opening - pop.months + pop.school_left, -NEVER)
        self.school_left = over(school, -NEVER)
        self.partner = over(np.full_like(pop.months, -1), -1)
        self.mother = over(np.full_like(pop.months, -1), -1)
        self.wife = over(np.zeros(pop.months.shape, dtype=bool), False)  # came by marriage
        self.members = np.zeros((self.R, self.H), dtype=int)  # slots used
        self.members[:, : self.N] = pop.size
        draws.begin(self)
        self.lives_begin()
        self.level_law()
        self.start_of_replicate()

    def words(self, *address, **more):
        words = self.draws.words(*address, **more)
        return tuple(words[..., k] for k in range(4))

    def line(self, name, t):
        return dated(self.lines[name], t)

    def exit_line(self, t):
        return self.line(self.place["exit_line"], t)

    # 7.1 the level law and the start of a replicate

    def level_law(self):
        i, s, pop = self.income, self.shocks, self.pop
        w, b, c = i["wage_share"], i["business_share"], i["property_share"]
        self.employed = s["job_find"] / (s["job_loss"] + s["job_find"])
        loss = s["drought_share"] * s["drought_loss"] + (1 - s["drought_share"]) * s["storm_loss"]
        harvest = 1 - s["crop_share"] * s["weather_rate"] * loss
        self.E = np.where(pop.worker, w * self.employed + b * harvest + c, (b * harvest + c) / (b + c))
        self.sd_p = i["persistent_sd"] / math.sqrt(1 - i["persistence"] ** 2)
        self.mean_land = pop.land.mean()
        age = pop.months[:, :] * pop.here
        workers = (pop.here & (pop.ability == ABLE)).sum(axis=1)
        learners = (pop.here & (age >= 72) & (age < pop.school_left)).any(axis=1)
        known = self.known(workers, pop.size, (pop.here & pop.disabled).any(axis=1), learners, pop.ill, pop.land,
                           pop.remote)  # fmt: skip
        old = (pop.here & (age >= 720)).sum(axis=1)
        reg = pop.registered
        Y, tau = self.people["registered_income"], i["transfer_share"]
        pensions = i["pension"] * old[reg].sum() / pop.size[reg].sum()
        sd = math.sqrt(i["village_sd"] ** 2 + i["household_sd"] ** 2 + self.sd_p**2)
        level, share = self.line(self.people["running_floor_line"], self.law), self.people["running_floor"]
        x = np.arange(-400, 401) / 100
        weight = np.exp(-x * x / 2)

        def dibao(M):
            y = np.exp(math.log(M) - sd**2 / 2 + sd * x)
            return share * (weight * np.maximum(0, level - y)).sum() / weight.sum()

        M = Y * (1 - tau)
        for _ in range(20):
            R = dibao(M)
            self.O = max(0.0, Y * tau - pensions - R)
            M = max(Y - pensions - R - self.O, 1)
        self.M = M
        growth = dated(i["growth_with_worker"], self.law)
        k = self.people["local_income_year"] - self.people["registered_income_year"]
        M_local = self.people["local_income"] * (1 - tau) * (1 + growth) ** -k
        size = pop.size

        def a(M, who):
            return math.log(M / ((size * np.exp(known) * self.E)[who].sum() / size[who].sum()))

        self.a = np.where(reg, a(M, reg), a(M_local, ~reg))
        self.known_opening = known
        self.reference_income = Y * (1 - tau)

    def start_of_replicate(self):
        i, s, pop = self.income, self.shocks, self.pop
        words = self.words("village", 7, 0)
        V = i["village_sd"] * normal(words[0], words[1])
        V = np.take_along_axis(V, self.village, axis=1)
        words = self.words("household", 6, 0)
        z1, z2 = normal(words[0], words[1]), normal(words[2], words[3])
        u, p = i["household_sd"] * z1, self.sd_p * z2
        drift = (i["village_sd"] ** 2 + i["household_sd"] ** 2) / 2
        level = self.over(self.a + self.known_opening, 0.0) + V - drift
        # who is not registered
        self.transfers_opening(pop)
        group_low = np.array([g.get("income_low", 0) for g in pop.groups])[self.group]
        group_high = np.array([g.get("income_high", 0) for g in pop.groups])[self.group]
        z = self.exit_line(self.first)
        size = self.over(pop.size, 1)
        january = self.first - self.first % 12
        T = (self.other_transfers + i["pension"] * self.old_opening) / size * self.price[january]
        E = self.over(self.E, 1.0)
        high = np.maximum(group_high, group_low + 0.01)
        bound_low = np.log(np.maximum(group_low * z - T, 0.02 * z) / E)
        bound_high = np.log(np.maximum(high * z - T, 0.02 * z) / E)
        has_worker = self.over(pop.worker, False)
        self.grows = has_worker.copy()
        rates = [i["growth_without_worker"], i["growth_with_worker"]]
        self.log_growth = {
            t: [log_index(rate, self.law, t) for rate in rates] for t in range(self.begin, self.end)
        }
        G = np.where(has_worker, self.log_growth[self.first][1], self.log_growth[self.first][0])
        mu = level + G - self.sd_p**2 / 2
        sigma = math.hypot(i["household_sd"], self.sd_p)
        if sigma == 0:  # the middle of the bounds
            middle = (bound_low + bound_high) / 2 - mu
            lo, hi = middle, middle + 1e-9
            sigma = 1.0
        else:
            lo, hi = (bound_low - mu) / sigma, (bound_high - mu) / sigma
        mode = np.clip(0, lo, hi)
        x, done = np.zeros_like(lo), self.over(pop.registered, True)
        for d in range(1, 256):
            words = self.words("household", 6, 0, draw=d)
            proposal = lo + uniform(words[0]) * (hi - lo)
            accept = uniform(words[1]) < np.exp((mode**2 - proposal**2) / 2)
            take = ~done & (accept | (d == 255))
            x = np.where(take, proposal, x)
            done = done | take
            if done.all():
                break
        both = sigma * x
        share = 1.0 if self.sd_p == 0 else i["household_sd"] ** 2 / sigma**2
        u_cut = both * share + z1 * i["household_sd"] * self.sd_p / sigma
        registered = self.over(pop.registered, True)
        u, p = np.where(registered, u, u_cut), np.where(registered, p, both - u_cut)
        self.p = p
        self.level_open = level + u
        self.base = self.level_open - self.over(self.known_opening, 0.0)
        # jobs
        self.in_work = uniform(self.words("member", 8, 0)[0]) < self.employed
        # monthly constants of 7.3
        k = 12
        self.rho = i["persistence"] ** (1 / k)
        self.eta = i["persistent_sd"] * math.sqrt((1 - self.rho**2) / (1 - i["persistence"] ** 2))
        season = lambda q4: np.array([(1 - q4) / 9] * 9 + [q4 / 3] * 3)  # noqa: E731
        self.W_wage = i["wage_share"] * season(i["wage_q4"])
        self.W_business = i["business_share"] * season(i["business_q4"])
        self.W_property = i["property_share"] / 12
        self.own_sources = i["business_share"] + i["property_share"]
        W1 = self.W_wage + self.W_business + self.W_property
        W0 = (self.W_business + self.W_property) / self.own_sources
        self.noise = [math.sqrt(math.log1p((math.exp(i["noise_sd"] ** 2) - 1) / (W**2).sum())) for W in (W0, W1)]
        # state of shocks
        shape = (self.R, self.H)
        self.luck = np.zeros(self.R)
        self.harvest = np.ones(shape)
        self.ill_until = np.full(shape, -NEVER)
        self.cost_since = np.full(shape, -NEVER)
        self.monthly_first, self.monthly_later = np.zeros(shape), np.zeros(shape)
        self.medical_cost, self.school_cost = np.zeros(shape), np.zeros(shape)
        self.medical_window, self.school_window = np.zeros(shape), np.zeros(shape)
        self.school_before, self.medical_before = np.zeros(shape), np.zeros(shape)
        self.market = np.zeros(shape + (12,))
        self.window, self.window_before = np.zeros(shape), np.zeros(shape)
        self.dibao = np.zeros(shape)
        self.missing = self.over(pop.missing, False)
        self.next_loss = np.full(self.missing.shape, NEVER)
        self.next_regain = np.full(self.missing.shape, NEVER)
        self.price_log = None
        self.split_now = []
        self.severe = np.zeros(shape, dtype=bool)
        # 7.4: the loss of income H by an illness
        workers = (pop.here & (pop.ability == ABLE)).sum(axis=1)
        all_old = np.all(~pop.here | (pop.months >= 720), axis=1)
        weight = np.where(all_old, s["illness_old"], 1) * np.where(pop.ill, s["illness_ill"], 1)
        kappa = i["labour_offset"]
        ratio = ((workers - 1 + kappa) / (workers + kappa)).clip(0, 1)
        lost = np.where(workers > 0, 1 - ratio ** i["labour_elasticity"], 0)
        mean_lost = (weight * lost).sum() / weight.sum()
        self.illness_log = -math.log(1 - max(0, s["illness_loss"] - s["worker_lost"] * mean_lost))
        self.count(self.begin)
        self.concerned = np.zeros(self.missing.shape, dtype=bool)
        for g, guarantee in enumerate(self.place["guarantees"]):
            self.concerned[..., g] = Condition(guarantee["who"])(self.attribute, shape) & (self.size > 0)

    def transfers_opening(self, pop):
        old = (pop.here & (pop.months >= 720)).sum(axis=1)
        self.old_opening = self.over(old, 0)
        self.other_transfers = self.over(self.O * pop.size, 0.0)

    def transfers_of(self, t):
        """7.1, transfers of the start in the twelve months up to t, in fen."""
        q, january = t % 12 + 1, t - t % 12
        B = self.transfers * 100 / 12
        return q * np.floor(B * self.price[january] + 0.5) + (12 - q) * np.floor(B * self.price[january - 12] + 0.5)

    def dibao_in_payment(self):
        """7.1, at the end of the history."""
        t = self.first - 1
        level = self.line(self.people["running_floor_line"], t)
        u = uniform(self.words("household", 11, 0)[0])
        standing = np.array([g["standing"] for g in self.pop.groups])[self.group]
        gap = 100 * level * self.size - self.market.sum(axis=-1)
        has = self.exists & (standing != "exited") & (gap > 0) & (u < self.people["running_floor"])
        self.dibao = np.where(has, np.floor(gap / 12), 0)

    # 7.4 shocks

    def strike(self, t):
        s = self.shocks
        if t % 12 == 6:
            village, place = self.words("village", 4, t), self.words("place", 4, t)
            shared = uniform(village[2]) < s["weather_place"]
            struck = uniform(np.where(shared, place[0], village[0])) < s["weather_rate"]
            drought = uniform(np.where(shared, place[1], village[1])) < s["drought_share"]
            loss = np.where(drought, s["drought_loss"], s["storm_loss"])
            factor = np.where(struck, 1 - s["crop_share"] * loss, 1)
            self.harvest = np.take_along_axis(factor, self.village, axis=1)
        if t % 12 in (2, 8):
            index = self.price[t] / self.price[self.start]
            bill = (self.pupils * s["pupil_cost"] + self.students * s["student_cost"]) / 2 * index
            self.school_cost += fen(bill)
        # prices of what the place sells
        sd = s["price_sd"] / math.sqrt(1 - s["price_persistence"] ** 2)
        rho = s["price_persistence"] ** (1 / 12)
        if self.price_log is None:
            words = self.words("place", 50, t, draw=1)
            self.price_log = sd * normal(words[0], words[1])[:, 0]
        words = self.words("place", 50, t)
        self.price_log = rho * self.price_log + sd * math.sqrt(1 - rho**2) * normal(words[0], words[1])[:, 0]
        self.sales = np.exp(self.price_log - sd**2 / 2)[:, None]
        # jobs
        if t % 12 == 0 or t == self.begin:
            january = t - t % 12
            a, b = s["job_place_sd"], s["job_village_sd"]
            place, village = self.words("place", 51, january), self.words("village", 51, january)
            luck = np.exp(a * normal(place[0], place[1]) - a * a / 2)
            luck = luck * np.exp(b * normal(village[0], village[1]) - b * b / 2)
            self.job_luck = np.take_along_axis(luck, self.village, axis=1)
        moved = 1 - max(1 - s["job_loss"] - s["job_find"], 1e-12) ** (1 / 3)
        loss = (moved * (1 - self.employed) * self.job_luck)[..., None]
        find = moved * self.employed
        if t % 4 == 0 or t == self.begin:
            self.job_words = self.draws.words("member", 2, t - t % 4)
        word = self.job_words[..., t % 4].astype(float)
        lost = word < np.floor(loss * 2.0**32)
        found = 2.0**32 - 1 - word < math.floor(find * 2**32)
        self.job_lost = self.able & self.in_work & lost
        self.in_work = self.able & np.where(self.in_work, ~lost, found)
        # illness
        self.month_words = self.words("household", 1, t)
        rate = s["illness_rate"] * np.where(self.all_old, s["illness_old"], 1) * np.where(self.ill > 0, s["illness_ill"], 1)
        falls = (self.size > 0) & (uniform(self.month_words[2]) < monthly(np.minimum(rate, 1), 3))
        ill_before = self.ill > 0
        self.ill_until = np.where(falls, t + s["illness_months"], self.ill_until)
        self.severe = t < self.ill_until
        self.falls_ill = falls
        words = self.words("household", 3, t)
        u_worker, u_chronic = uniform(words[0]), uniform(words[1])
        who = falls & (u_worker < s["worker_lost"]) & self.able.any(axis=-1)
        slot = np.argmax(self.able, axis=-1)
        rows = np.nonzero(who)
        self.ability[rows + (slot[rows],)] = self.lost_ability
        well = self.here & (self.health == WELL)
        who = falls & (u_chronic < s["chronic_after"]) & well.any(axis=-1)
        slot = np.argmin(np.where(well, self.born, NEVER), axis=-1)
        rows = np.nonzero(who)
        self.health[rows + (slot[rows],)] = CHRONIC
        # its cost
        with np.errstate(divide="ignore", invalid="ignore"):
            r = self.market.sum(axis=-1) / 100 / self.size / self.reference_income
        sd = s["illness_cost_sd"]
        C = s["illness_cost"] * np.exp(sd * normal(words[2], words[3]) - sd * sd / 2)
        C = C * np.clip(np.nan_to_num(r), 0.1, 10) ** s["cost_elasticity"]
        share, last = s["cost_first_year"], max(s["cost_months"], 13)
        # what is running goes on beside the new case for another first stretch
        since, first = t - self.cost_since, share * C / 12
        running = np.where(since < 12, self.monthly_first, np.where(since < last, self.monthly_later, 0))
        self.monthly_first = np.where(falls, running + first, self.monthly_first)
        self.monthly_later = np.where(since < last, self.monthly_later, 0)
        self.monthly_later += np.where(falls, (1 - share) * C / (last - 12), 0)
        self.cost_since = np.where(falls, t, self.cost_since)
        # ordinary treatment
        v = np.where(ill_before, s["visit_rate_ill"], s["visit_rate"])
        u = uniform(self.month_words[3])
        treated = np.where(u < v, s["visit_cost"] * np.maximum(u / v, 1e-6) ** (-1 / s["visit_tail"]), 0)
        # instalments
        since = t - self.cost_since
        instalment = np.where(since < 12, self.monthly_first, np.where(since < last, self.monthly_later, 0))
        self.medical_month = np.where(self.size > 0, np.floor(100 * (instalment + treated)), 0)
        self.medical_cost += self.medical_month
        # guarantees
        if t == self.start:
            for g, guarantee in enumerate(self.place["guarantees"]):
                self.next_loss[..., g] = np.where(
                    self.concerned[..., g] & ~self.missing[..., g], t + self.wait(10, t, g, guarantee["loss"]), NEVER
                )
                self.next_regain[..., g] = np.where(
                    self.concerned[..., g] & self.missing[..., g], t + self.wait(41, t, g, guarantee["regain"]), NEVER
                )
        if t >= self.start:
            for g, guarantee in enumerate(self.place["guarantees"]):
                lost, back = self.next_loss[..., g] == t, self.next_regain[..., g] == t
                self.missing[..., g] = (self.missing[..., g] | lost) & ~back
                if lost.any():
                    wait = self.wait(41, t + 1, g, guarantee["regain"])
                    self.next_regain[..., g] = np.where(lost, t + 1 + wait, self.next_regain[..., g])
                if back.any():
                    wait = self.wait(10, t + 1, g, guarantee["loss"])
                    self.next_loss[..., g] = np.where(back, t + 1 + wait, self.next_loss[..., g])
        self.count(t)

    lost_ability = UNABLE

    # 7.3 market income

    def earn(self, t):
        i = self.income
        z_slow = normal(self.month_words[0], self.month_words[1])
        z_quick = second_normal(self.month_words[0], self.month_words[1])
        words = self.words("place", 5, t)
        self.luck = self.luck + i["place_growth_sd"] / math.sqrt(12) * normal(words[0], words[1])[:, 0]
        self.p = self.rho * self.p + self.eta * z_slow
        works = self.workers > 0
        s = np.where(works, self.noise[1], self.noise[0])
        G = np.where(self.grows, self.log_growth[t][1], self.log_growth[t][0]) + self.luck[:, None]
        h = np.where(t < self.ill_until, self.illness_log, 0)
        log_m = self.level + G + self.p - self.sd_p**2 / 2 + s * z_quick - s * s / 2 - h
        month = t % 12
        in_work = self.in_work.sum(axis=-1) / np.maximum(self.workers, 1)
        own = self.W_business[month] * self.sales * self.harvest + self.W_property
        parts = np.where(works, self.W_wage[month] * in_work + own, own / self.own_sources)
        self.market_month = np.where(self.size > 0, np.floor(100 * self.size * np.exp(log_m) * parts + 0.5), 0)
        self.market[..., month] = self.market_month
        self.market12 = self.market.sum(axis=-1)

    def held(self, r, window):
        """Whether a round is held whose window ends in this month."""
        decided = window + (r["decided"] - r["window_end"]) % 12
        begin = month_index(r["from"]) if r.get("from") else -NEVER
        until = month_index(r["until"]) if r.get("until") else NEVER
        return begin <= decided <= until

    def close(self, t):
        """7.5, the end of a window."""
        self.closed = any(t % 12 + 1 == r["window_end"] and self.held(r, t) for r in self.registry["rounds"])
        if self.closed:
            self.window_before, self.window = self.window, self.market12.copy()
            self.medical_before, self.medical_window = self.medical_window, self.medical_cost
            self.school_before, self.school_window = self.school_window, self.school_cost
            self.medical_cost, self.school_cost = np.zeros_like(self.medical_cost), np.zeros_like(self.school_cost)
