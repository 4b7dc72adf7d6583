"""Section 7.6 of model.md: measures under a mix, their allocation, a month of theirs and their cost."""

import math

import numpy as np

from arithmetic import *  # noqa: F403
from register import Register


class Enrolments:
    """Who has a measure under a mix, and what stands with it."""

    def __init__(self, shape):
        whole = lambda: np.zeros(shape, dtype=int)  # noqa: E731
        self.on = np.zeros(shape, dtype=bool)
        self.failed = np.zeros(shape, dtype=bool)
        self.since, self.begun, self.item = whole(), whole(), whole()  # month of enrolment; t0, which a restart moves
        self.hands, self.placed, self.real, self.units = whole(), whole(), whole(), whole()
        self.lag = whole()
        self.assessed, self.paid = np.zeros(shape), np.zeros(shape)  # top-up: fen a year, fen of the last month
        self.checked = np.zeros(shape, dtype=bool)
        self.crossed = np.full(shape, NEVER)


class Mix(Register):
    def __init__(self, world, mix):
        self.w, self.mix = world, mix
        shape = (world.R, world.H)
        self.measures = world.place["measures"]
        self.ids = [m["id"] for m in self.measures]
        self.items = mix.get("items", [])
        self.enrolled = [Enrolments(shape) for _ in self.measures]
        self.effects = [{e["effect"]: e for e in m["effects"]} for m in self.measures]
        standing = np.array([g["standing"] for g in world.pop.groups])[world.group]
        self.standing = np.where(standing == "registered", REGISTERED, np.where(standing == "fringe", OUTSIDE, EXITED))
        self.standing = np.where(world.exists, self.standing, OUTSIDE)
        self.supported = world.exists & np.isin(standing, ["registered", "exited_supported"])
        self.was_out = self.standing == EXITED
        self.counted = self.standing == REGISTERED
        # who was out before the opening counts as out since the month before the first
        self.exit_month = np.where(self.standing == EXITED, world.first - 1, NEVER)
        self.pending = np.full(shape, -1)  # the standing decided
        self.force = np.full(shape, NEVER)
        self.planned = np.zeros(shape, dtype=bool)
        # planned and self-reliant from the month in which the round comes into force
        self.planned_next, self.self_reliant_next = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
        self.round_force = NEVER
        self.earned, self.aid = np.zeros(shape + (12,)), np.zeros(shape + (12,))
        self.earned12, self.aid12 = np.zeros(shape), np.zeros(shape)
        self.earned_window, self.aid_window = np.zeros(shape), np.zeros(shape)
        self.self_reliant = np.zeros(shape, dtype=bool)
        self.restored = np.zeros(world.missing.shape, dtype=bool)
        self.medical_share, self.share_window = np.ones(shape), np.ones(shape)
        self.once_spent = [np.zeros(world.R) for _ in self.items]  # since January
        years = range(world.first // 12, (world.end - 1) // 12 + 1)
        self.out = {}
        self.years = [2000 + y for y in years]
        for quantity, groups in {
            "exits_persons_year": [None], "exits_households_year": [None], "entries_persons_year": [None],
            "returns_persons_year": [None], "turned_away_persons_year": [None],
            "natural_change_year": ["births", "deaths", "moves_in", "moves_out"],
            "natural_households_year": ["split", "dissolved"],
            "spending_year": self.ids, "annualised_cost_year": self.ids,
            "above": [None], "held": ["margin", "guarantee", "veto", "approval", "procedure"],
        }.items():  # fmt: skip
            for year in self.years:
                for group in groups:
                    self.out[quantity, str(year), group] = np.zeros(world.R)
        self.poor_months = np.zeros(world.R)

    def add(self, quantity, t, group, values):
        self.out[quantity, str(2000 + t // 12), group] += values.sum(axis=1)

    def split(self, r, h, new, share):
        """7.2: under each mix the new household has the standing of the old one."""
        for name in ("standing", "supported", "was_out", "counted", "exit_month", "pending", "force", "planned",
                     "self_reliant", "restored", "planned_next", "self_reliant_next"):  # fmt: skip
            array = getattr(self, name)
            array[r, new] = array[r, h]
        for array in (self.earned, self.aid, self.earned_window, self.aid_window):
            array[r, new] = np.floor(array[r, h] * share + 0.5)
            array[r, h] -= array[r, new]
        for array, sums in ((self.earned, self.earned12), (self.aid, self.aid12)):
            sums[r, h], sums[r, new] = array[r, h].sum(), array[r, new].sum()

    def attribute(self, t):
        w = self.w

        def value(name):
            if name == "income":
                with np.errstate(divide="ignore", invalid="ignore"):
                    return np.nan_to_num((w.market12 + self.earned12) / 100 / w.size)
            if name.startswith("line."):
                return w.line(name[5:], t)
            if name.startswith("lacks."):
                g = [g["id"] for g in w.place["guarantees"]].index(name[6:])
                return self.lacks()[..., g]
            if name.startswith("enrolled."):
                return self.enrolled[self.ids.index(name[9:])].on
            own = {
                "registered": self.standing == REGISTERED,
                "exited": self.standing == EXITED,
                "supported": (self.standing == EXITED) & self.supported,
                "returned": (self.standing == REGISTERED) & self.was_out,
                "planned": self.planned,
            }
            return own[name] if name in own else w.attribute(name)

        return value

    def lacks(self):
        return self.w.missing & ~self.restored

    # 7.2: natural change in the register

    def natural(self, t):
        w = self.w
        registered = self.standing == REGISTERED
        inside = registered[..., None]
        for group, month, how, reason in (
            ("births", w.came, w.how_came, BORN), ("deaths", w.left, w.how_left, DIED),
            ("moves_in", w.came, w.how_came, CAME), ("moves_out", w.left, w.how_left, MOVED),
        ):  # fmt: skip
            self.add("natural_change_year", t, group, (inside & (month == t) & (how == reason)).sum(axis=-1))
        self.add("natural_households_year", t, "dissolved", registered & w.dissolved)
        for r, h, new in w.split_now:
            if self.standing[r, new] == REGISTERED:
                self.out["natural_households_year", str(2000 + t // 12), "split"][r] += 1
        for e in self.enrolled:
            e.on &= w.size > 0
        self.standing = np.where(w.size > 0, self.standing, np.where(w.exists, OUTSIDE, OUTSIDE))

    # 7.6: allocation

    def units_of(self, per):
        w = self.w
        return {
            "household": np.ones_like(w.size), "person": w.size, "worker": w.workers, "pupil": w.pupils, "old": w.old,
        }[per]  # fmt: skip

    def index(self, follows, t, price_year=0):
        series = {"prices": self.w.price, "wages": self.w.wage}.get(follows)
        if series is None:
            return 1.0
        return series[t] / series[month_index(f"{price_year}-07") if price_year else self.w.start]

    def yearly_cost(self, m, units, t):
        return fen(self.measures[m]["cost"].get("yearly", 0) * units * self.index("prices", t))

    def assessment(self, effect, z):
        w = self.w
        income = w.market12 + self.earned12
        return income * np.exp(effect.get("error", 0) * z) * (1 - effect.get("disregard", 0))

    def level(self, effect, t):
        return 100.0 * self.w.line(effect["line"], t) * effect.get("level_share", 1) * self.units_of(effect["per"])

    def expected_cost(self, m, t, enrolled):
        """Expected yearly cost of a household, enrolled or not yet."""
        measure, e, w = self.measures[m], self.enrolled[m], self.w
        units = e.units if enrolled else self.units_of(measure["cost"].get("per", "household"))
        cost = self.yearly_cost(m, units, t)
        if measure["cost"].get("benefit"):
            if "top_up" in self.effects[m]:
                effect = self.effects[m]["top_up"]
                now = self.assessment(effect, 0.0)
                if enrolled:
                    now = np.where(e.checked, e.assessed, now)
                cost = cost + np.maximum(0, np.floor(self.level(effect, t)) - np.floor(now))
        return cost

    def committed(self, i, t):
        m = self.ids.index(self.items[i]["measure"])
        e = self.enrolled[m]
        mine = e.on & (e.item == i)
        return np.where(mine, self.expected_cost(m, t, True), 0).sum(axis=1) + self.once_spent[i]

    def occupied(self):
        return sum(np.where(e.on, np.maximum(e.hands, e.placed), 0) for e in self.enrolled)

    def order_key(self, item, t):
        w, order = self.w, item.get("order", "poorest")
        income = self.attribute(t)("income")
        if order == "largest":
            return -w.size.astype(float)
        if order == "nearest":
            return -income
        if order == "planned":
            return np.where(self.planned, 0, 1e9) + income
        return income

    def allocate(self, t):
        w = self.w
        if t % 12 == 0:
            self.once_spent = [np.zeros(w.R) for _ in self.items]
            self.not_renewed(t)
        for i, item in enumerate(self.items):
            begin = month_index(item["start"]) if item.get("start") else -NEVER
            finish = month_index(item["end"]) if item.get("end") else NEVER
            if not begin <= t < finish:
                continue
            m = self.ids.index(item["measure"])
            measure, e = self.measures[m], self.enrolled[m]
            attribute, shape = self.attribute(t), w.size.shape
            able = (self.standing == REGISTERED) | ((self.standing == EXITED) & self.supported)
            able &= (w.size > 0) & ~e.on
            able &= Condition(measure.get("who"))(attribute, shape) & Condition(item.get("who"))(attribute, shape)
            free = w.workers - self.occupied()
            hands = measure.get("hands", 0)
            job = self.effects[m].get("job")
            able &= free >= max(hands, 1 if job else 0)
            if item.get("households") is None:
                u = uniform(w.words("household", 12, 0, measure=measure["id"])[0])
                able &= u < dated(measure["take_up"], t)
            key = np.where(able, self.order_key(item, t), np.inf)
            queue = np.argsort(key, axis=1, kind="stable")
            number = able.sum(axis=1)
            units = self.units_of(measure["cost"].get("per", "household"))
            once = fen(measure["cost"].get("once", 0) * units * self.index("prices", t))
            money, envelope = item.get("money"), self.mix.get("envelope") if item.get("in_envelope") else None
            joins = able.copy()
            if item.get("households") is not None:
                room = item["households"] - (e.on & (e.item == i)).sum(axis=1)
                rank = np.empty_like(queue)
                np.put_along_axis(rank, queue, np.broadcast_to(np.arange(w.H), queue.shape), axis=1)
                joins &= rank < room[:, None]
            if money is not None or envelope is not None:
                left = np.full(w.R, np.inf)
                if money is not None:
                    left = np.minimum(left, fen(money) - self.committed(i, t))
                if envelope is not None:
                    inside = [k for k, other in enumerate(self.items) if other.get("in_envelope")]
                    left = np.minimum(left, fen(envelope) - sum(self.committed(k, t) for k in inside))
                cost = once + self.expected_cost(m, t, False)
                joins[:] = False
                rows = np.arange(w.R)
                for k in range(int(number.max(initial=0))):
                    h = queue[:, k]
                    fits = (k < number) & (cost[rows, h] <= left)
                    joins[rows, h] |= fits
                    left = left - np.where(fits, cost[rows, h], 0)
            self.once_spent[i] = self.once_spent[i] + np.where(joins, once, 0).sum(axis=1)
            self.enrol(m, i, t, joins, units, free)
            self.spend(m, t, np.where(joins, once, 0), once=True)

    def enrol(self, m, i, t, joins, units, free):
        w, e, measure = self.w, self.enrolled[m], self.measures[m]
        for name, value in (
            ("on", True), ("failed", False), ("since", t), ("begun", t), ("item", i), ("units", units),
            ("hands", measure.get("hands", 0)), ("placed", 0), ("real", 0), ("checked", False), ("crossed", NEVER),
            ("paid", 0), ("assessed", 0),
        ):  # fmt: skip
            setattr(e, name, np.where(joins, value, getattr(e, name)))
        job = self.effects[m].get("job")
        if job and joins.any():
            placed = np.minimum(job.get("workers", 1), free)
            e.placed = np.where(joins, placed, e.placed)
            real = np.zeros_like(placed)
            for k in range(job.get("workers", 1)):
                u = uniform(w.words("household", 15, t, draw=10 + k, measure=measure["id"])[0])
                real += (k < placed) & (u < job["additional"])
            e.real = np.where(joins, real, e.real)
        if "top_up" in self.effects[m]:
            lag = np.where(w.dibao > 0, 0, self.effects[m]["top_up"].get("lag", 0))
            e.lag = np.where(joins, lag, e.lag)

    def not_renewed(self, t):
        """7.6, what outgrew the money is not renewed."""
        for i in reversed(range(len(self.items))):
            item = self.items[i]
            m = self.ids.index(item["measure"])
            e = self.enrolled[m]
            for _ in range(1000):
                over = np.zeros(self.w.R, dtype=bool)
                if item.get("money") is not None:
                    over |= self.committed(i, t) > fen(item["money"])
                if item.get("in_envelope") and self.mix.get("envelope") is not None:
                    inside = [k for k, other in enumerate(self.items) if other.get("in_envelope")]
                    over |= sum(self.committed(k, t) for k in inside) > fen(self.mix["envelope"])
                mine = e.on & (e.item == i)
                over &= mine.any(axis=1)
                if not over.any():
                    break
                key = np.where(mine, self.order_key(item, t), -np.inf)
                last = self.w.H - 1 - np.argmax(key[:, ::-1], axis=1)
                ends = np.zeros_like(mine)
                ends[np.nonzero(over)[0], last[over]] = True
                self.end(m, ends, False)

    def end(self, m, who, by_failure):
        """An enrolment ends; its guarantees stay unless it failed or its measure has a yearly cost."""
        e = self.enrolled[m]
        e.on = e.on & ~who
        if by_failure or self.measures[m]["cost"].get("yearly", 0) > 0:
            self.unset(m, who)

    def unset(self, m, who):
        for effect in self.measures[m]["effects"]:
            if effect["effect"] == "guarantee":
                g = [g["id"] for g in self.w.place["guarantees"]].index(effect["guarantee"])
                self.restored[..., g] &= ~who

    def spend(self, m, t, amount, once=False):
        total = amount.sum(axis=1) / 100
        name = self.ids[m]
        self.out["spending_year", str(2000 + t // 12), name] += total
        if not once:
            self.out["annualised_cost_year", str(2000 + t // 12), name] += total
            return
        months = round(self.measures[m]["cost"].get("life", 1) * 12)
        for year in self.years:
            inside = min(t + months, (year - 2000 + 1) * 12) - max(t, (year - 2000) * 12)
            self.out["annualised_cost_year", str(year), name] += total * max(inside, 0) / months

    # 7.6: a month of a mix

    def deliver(self, t):
        w, q = self.w, t % 12 + 1
        shape = w.size.shape
        earned, aid = np.zeros(shape), np.zeros(shape)
        self.medical_share = np.ones(shape)
        # 1 hands given back
        for _ in range(30):
            over = self.occupied() > w.workers
            if not over.any():
                break
            latest = np.full(shape, -1)
            for m, e in enumerate(self.enrolled):
                key = np.where(e.on & (np.maximum(e.hands, e.placed) > 0), e.since * 64 + e.item, -1)
                latest = np.maximum(latest, key)
            for m, e in enumerate(self.enrolled):
                gives = over & e.on & (np.maximum(e.hands, e.placed) > 0) & (e.since * 64 + e.item == latest)
                several = gives & (e.placed > 1)
                e.real = np.where(several & (e.real > e.placed - 1), e.placed - 1, e.real)
                e.placed = np.where(several, e.placed - 1, e.placed)
                self.end(m, gives & ~several, False)
        for m, measure in enumerate(self.measures):
            e = self.enrolled[m]
            if not e.on.any():
                continue
            # 2 ends, restarts, failures
            finish = np.array([month_index(i["end"]) if i.get("end") else NEVER for i in self.items])[e.item]
            ends = e.on & (t >= finish)
            if measure.get("term", 0) > 0:
                ends |= e.on & (t - e.begun >= measure["term"])
            self.end(m, ends, False)
            helps = e.on & ~e.failed
            restart = monthly(measure.get("restart", 0), 3)
            if restart > 0:
                u = uniform(w.words("household", 14, t, measure=measure["id"])[0])
                anew = e.on & e.failed & (u < restart)
                e.begun = np.where(anew, t, e.begun)
                e.failed &= ~anew
                helps |= anew
            early, late = monthly(measure.get("failure_early", 0), 12), monthly(measure.get("failure_late", 0), 12)
            if early > 0 or late > 0:
                u = uniform(w.words("household", 13, t, measure=measure["id"])[0])
                fails = helps & (u < np.where(t - e.begun < 24, early, late))
                helps &= ~fails
                if restart > 0:
                    e.failed |= fails
                    self.unset(m, fails)
                else:
                    self.end(m, fails, True)
            paid = np.zeros(shape)
            a = t - e.begun
            for effect in measure["effects"]:
                kind = effect["effect"]
                delay = effect.get("delay", 0)
                on = helps & (a >= delay)
                if kind == "income":
                    year = fen(effect["amount"] * self.units_of(effect["per"]) * self.index(effect["follows"], t))
                    pay = twelfth(year, q)
                    if effect.get("ramp", 0):
                        pay = pay * np.minimum(1, (a - delay + 1) / effect["ramp"])
                    if effect.get("weather"):
                        pay = pay * w.harvest
                    pay = np.where(on, np.floor(pay + 0.5), 0)
                    if effect["kind"] == "earned":
                        earned += pay
                    else:
                        aid += pay
                    paid += pay
                elif kind == "job":
                    u = uniform(w.words("household", 15, t, draw=1, measure=measure["id"])[0])
                    parts = on & (u < monthly(effect["separation"], 3))
                    self.end(m, parts, False)
                    helps &= ~parts
                    on &= ~parts
                    year = (effect["wage"] * effect["months"] - effect["given_up"]) * self.index(effect["follows"], t)
                    pay = np.where(on, twelfth(fen(year * e.real), q), 0)
                    earned += pay
                    paid += pay
                elif kind == "top_up":
                    pay, ended = self.top_up(m, effect, t, helps)
                    aid += np.where(helps & ~ended, pay - w.dibao, 0)
                    helps &= ~ended
                    paid += np.where(helps, pay, 0)
                elif kind == "guarantee":
                    g = [g["id"] for g in w.place["guarantees"]].index(effect["guarantee"])
                    self.restored[..., g] |= on
                elif kind == "expense":
                    self.medical_share = np.where(on, self.medical_share * effect["factor"], self.medical_share)
            # 3 costs
            cost = np.where(helps, twelfth(self.yearly_cost(m, e.units, t), q), 0)
            if measure["cost"].get("benefit"):
                cost = cost + paid
            self.spend(m, t, cost)
        # 5 sums of twelve months
        self.earned[..., t % 12], self.aid[..., t % 12] = earned, aid
        self.earned12, self.aid12 = self.earned.sum(axis=-1), self.aid.sum(axis=-1)

    def top_up(self, m, effect, t, helps):
        w, e, q = self.w, self.enrolled[m], t % 12 + 1
        a = t - e.begun
        level = np.floor(self.level(effect, t))
        check = helps & (a >= e.lag) & ((a - e.lag) % 12 == 0)
        if check.any():
            words = w.words("household", 16, t, measure=self.ids[m])
            assessed = np.floor(self.assessment(effect, normal(words[0], words[1])))
            e.assessed = np.where(check, assessed, e.assessed)
            e.checked |= check
            above = assessed >= level
            e.crossed = np.where(check & above & (e.crossed == NEVER), t, e.crossed)
            e.crossed = np.where(check & ~above, NEVER, e.crossed)
        ended = helps & (e.crossed < NEVER) & (t >= e.crossed + effect.get("after_crossing", 0))
        self.end(m, ended, False)
        now = np.maximum(0, twelfth(level, q) - twelfth(e.assessed, q))
        pay = np.where(e.crossed < NEVER, e.paid, now)
        pay = np.where(helps & e.checked & ~ended, pay, 0)
        e.paid = np.where(helps, pay, e.paid)
        return pay, ended
