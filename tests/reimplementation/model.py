"""The model of docs/model.md once more, written from that text alone, with NumPy.

Numbers in comments are sections of model.md. Only what place.json uses is here: no neighbours, firms, markets or
monitoring. Households of all replicates of a block stand in arrays [replicate, household], members in arrays
[replicate, household, member]; a month is played for all of them at once.
"""

import math
import re

import numpy as np

NEVER = 10**6  # a month that does not come
WELL, CHRONIC, SEVERE = 0, 1, 2
NONE, ABLE, WEAK, UNABLE = 0, 1, 2, 3
OUTSIDE, REGISTERED, EXITED = 0, 1, 2
BORN, CAME, DIED, MOVED = 1, 2, 3, 4
HISTORY = 24
MEMBERS = 20  # most members that a household has had at any time


# ---------------------------------------------------------------------------------------------------------------------
# 4: addresses and random numbers


def mix64(x):
    x = np.atleast_1d(np.asarray(x, dtype=np.uint64))
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def text_hash(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) % 2**64
    return mix64(np.array([value], dtype=np.uint64))


def child(parent, number):
    """H(p, c) of section 4."""
    parent = np.asarray(parent, dtype=np.uint64)
    return mix64(mix64(parent + np.uint64(0x9E3779B97F4A7C15)) ^ np.asarray(number).astype(np.uint64))


def philox(seed, subject, replicate, process, month, draw):
    """Philox 4x32-10: four words for each subject."""
    low = np.uint64(0xFFFFFFFF)
    shift = np.uint64(32)
    subject, replicate = np.broadcast_arrays(np.asarray(subject, dtype=np.uint64), replicate)
    c0, c1 = subject & low, subject >> shift
    c2 = replicate.astype(np.uint64)
    c3 = np.broadcast_to(np.uint64((process << 22) + ((month % 4096) << 10) + draw), subject.shape)
    k0, k1 = seed % 2**32, seed >> 32
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * c0, np.uint64(0xCD9E8D57) * c2
        c0, c1, c2, c3 = (
            (p1 >> shift) ^ c1 ^ np.uint64(k0),
            p1 & low,
            (p0 >> shift) ^ c3 ^ np.uint64(k1),
            p0 & low,
        )
        k0, k1 = (k0 + 0x9E3779B9) % 2**32, (k1 + 0xBB67AE85) % 2**32
    return np.stack([c0, c1, c2, c3], axis=-1)


class OwnDraws:
    """Random numbers of NumPy's own generators, one stream for each purpose and month: nothing of the program's."""

    def __init__(self, seed, block):
        self.seed, self.block, self.kept = seed, block, {}

    def begin(self, world):
        self.shape = {
            "place": (world.R, 1),
            "village": (world.R, world.villages),
            "household": (world.R, world.H),
            "member": (world.R, world.H, MEMBERS),
        }

    def words(self, kind, process, month, draw=0, measure=""):
        key = [self.seed, self.block, process, month, draw, int(text_hash(measure)[0]) if measure else 0]
        stream = np.random.Generator(np.random.SFC64(np.random.SeedSequence(key)))
        size = self.shape[kind] + (4,)
        return np.frombuffer(stream.bytes(4 * math.prod(size)), dtype=np.uint32).reshape(size)


class AddressDraws:
    """The numbers of section 4, for a run that can be held against the program replicate by replicate."""

    def __init__(self, seed, first_replicate):
        self.seed, self.first = seed, first_replicate

    def begin(self, world):
        self.world = world
        self.replicate = self.first + np.arange(world.R)

    def words(self, kind, process, month, draw=0, measure=""):
        subject = self.world.subjects[kind]
        if measure:
            subject = child(subject, text_hash(measure)[0])
        replicate = self.replicate.reshape((-1,) + (1,) * (subject.ndim - 1))
        return philox(self.seed, subject, replicate, process, month, draw)


def uniform(word):
    return (word + 0.5) / 2.0**32


def normal(word0, word1):
    return np.sqrt(-2 * np.log(uniform(word0))) * np.cos(2 * np.pi * uniform(word1))


def second_normal(word0, word1):
    return np.sqrt(-2 * np.log(uniform(word0))) * np.sin(2 * np.pi * uniform(word1))


# ---------------------------------------------------------------------------------------------------------------------
# 2: months, money, chances, dated values


def month_index(text):
    year, _, month = str(text).partition("-")
    return (int(year) - 2000) * 12 + (int(month) - 1 if month else 0)


def month_text(t):
    return f"{2000 + t // 12}-{t % 12 + 1:02}"


def fen(yuan):
    return np.floor(100 * yuan + 0.5)


def dated(value, t):
    if not isinstance(value, list):
        return value
    now = value[0]["value"]
    for step in value:
        if month_index(step["from"]) <= t:
            now = step["value"]
    return now


def monthly(chance, months):
    return 1 - (1 - chance) ** (1 / months)


def log_index(growth, law, t):
    """Sum of ln(1 + g)/12 over the months after the law's month up to t."""
    if t >= law:
        return sum(math.log1p(dated(growth, s)) for s in range(law + 1, t + 1)) / 12
    return -sum(math.log1p(dated(growth, s)) for s in range(t + 1, law + 1)) / 12


def twelfth(year_amount, q):
    """What month q (1 to 12) gets of a year's amount, in whole fen."""
    return np.floor(year_amount * q / 12) - np.floor(year_amount * (q - 1) / 12)


def nearest(x):
    return int(math.floor(x + 0.5))


# ---------------------------------------------------------------------------------------------------------------------
# 7.6: conditions


class Condition:
    TOKEN = re.compile(r"\s*(<=|>=|==|!=|<|>|\(|\)|'[^']*'|[A-Za-z_][\w.]*|[\d.]+)")

    def __init__(self, text):
        self.tokens = self.TOKEN.findall(text or "")

    def __call__(self, attributes, shape):
        if not self.tokens:
            return np.ones(shape, dtype=bool)
        self.at = 0
        self.attributes = attributes
        return np.broadcast_to(self.either(), shape)

    def next(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def either(self):
        value = self.both()
        while self.next() == "or":
            self.take()
            value = value | self.both()
        return value

    def both(self):
        value = self.factor()
        while self.next() == "and":
            self.take()
            value = value & self.factor()
        return value

    def factor(self):
        if self.next() == "not":
            self.take()
            return ~self.factor()
        if self.next() == "(":
            self.take()
            value = self.either()
            self.take()
            return value
        left = self.operand()
        compare = {"<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal, "==": np.equal,
                   "!=": np.not_equal}.get(self.next())  # fmt: skip
        if compare is None:
            return left != 0
        self.take()
        return compare(left, self.operand())

    def operand(self):
        token = self.take()
        if token[0] == "'":
            return token[1:-1]
        if token[0].isdigit() or token[0] == ".":
            return float(token)
        return self.attributes(token)


# ---------------------------------------------------------------------------------------------------------------------
# 5: the population


def smallest(keys, among, number):
    """A mark for those with the smallest keys, ties by id."""
    order = np.argsort(np.where(among, keys, np.inf), kind="stable")
    marked = np.zeros(len(keys), dtype=bool)
    marked[order[: min(number, int(among.sum()))]] = True
    return marked


class Population:
    def __init__(self, place):
        people, seed = place["people"], place["population_seed"]
        self.groups = people["groups"]
        place_subject = text_hash(place["id"])[0]
        N = sum(g["households"] for g in self.groups)
        self.subject = child(place_subject, np.arange(1, N + 1))
        self.member_subject = child(self.subject[:, None], 1000 + np.arange(MEMBERS)[None, :])

        def u(draw):
            return uniform(philox(seed, self.subject, 0, 20, 0, draw)[:, 0])

        self.group = np.repeat(np.arange(len(self.groups)), [g["households"] for g in self.groups])
        standing = [g["standing"] for g in self.groups]
        self.registered = np.array([s == "registered" for s in standing])[self.group]
        # 5.1 sizes
        self.size = np.ones(N, dtype=int)
        start = 0
        for g in self.groups:
            n, left, attempt = g["households"], g["persons"] - g["households"], 0
            base = child(place_subject, text_hash(g["id"])[0])
            while left > 0:
                draw = uniform(philox(seed, child(base, np.array([attempt])), 0, 20, 0, 0)[0, 0])
                h = start + int(n * draw)
                if self.size[h] < 12:
                    self.size[h] += 1
                    left -= 1
                attempt += 1
            start += n
        # 5.2 to 5.4
        worker = np.ones(N, dtype=bool)
        all_old, ill, disabled, self.remote = (np.zeros(N, dtype=bool) for _ in range(4))
        self.land = np.zeros(N)
        for i, g in enumerate(self.groups):
            mine, n = self.group == i, g["households"]
            without = smallest(u(1) + 0.25 * self.size, mine, nearest(g["without_worker"] * n))
            worker &= ~without
            all_old |= smallest(u(2) + (self.size > 2), without, nearest(g["all_old"] * without.sum()))
            ill |= smallest(u(4) + 0.2 * worker, mine, nearest(g["ill"] * n))
            disabled |= smallest(u(5) + 0.3 * worker + 0.3 * all_old, mine, nearest(g["disabled"] * n))
            self.remote |= smallest(u(6), mine, nearest(g["remote"] * n))
            self.land[mine] = g["land"] * n / g["persons"] * self.size[mine]
        # 5.5 children
        slot = np.arange(MEMBERS)[None, :]
        seat_key = np.stack([u(203 + m) + 0.8 * (m == 1) for m in range(MEMBERS)], axis=1)
        is_child = np.zeros((N, MEMBERS), dtype=bool)
        here = slot < self.size[:, None]
        for i, g in enumerate(self.groups):
            several = (self.group == i) & (self.size >= 2)
            seats = (here & (slot >= 1)) & (several & ~all_old)[:, None]
            number = nearest(g["children"] * self.size[several].sum())
            is_child |= smallest(seat_key.ravel(), seats.ravel(), number).reshape(is_child.shape)
        # 5.6 members
        words = np.stack([philox(seed, self.subject, 0, 20, 0, 80 + m) for m in range(MEMBERS)], axis=1)
        a, b, c, d = (uniform(words[..., k]) for k in range(4))
        self.female = np.where(slot == 0, a < 0.3, a < 0.48)
        self.female[:, 1] = ~self.female[:, 0]
        first_two = slot < 2
        own, by_worker = worker[:, None], (slot == 0) | (c < 0.55)
        old = all_old[:, None]
        age = np.where(first_two, 42 + 34 * b, 18 + 60 * b)
        age = np.where(own & ~by_worker, np.where(first_two, 28 + 31 * b, 60 + 22 * b), age)
        age = np.where(own & by_worker, np.where(first_two, 28 + 31 * b, 17 + 12 * b), age)
        age = np.where(old, 60 + 25 * b**2 + 4 * c, age)
        age = np.where(is_child, 16 * b, age)
        ability = np.where((c < 0.4) & (age < 70), WEAK, UNABLE)
        ability = np.where(own & ~old, np.where(by_worker, ABLE, np.where(age < 68, WEAK, UNABLE)), ability)
        ability = np.where(is_child, NONE, ability)
        self.months = np.floor(age * 12).astype(int)
        self.ability, self.here = ability, here
        years = self.months / 12
        # the month in which school is left: age in months, 0 for who is through
        school = np.where(years < 16, 16 * 12, 0)
        school = np.where((years >= 16) & (years < 19) & (d < 0.7), 19 * 12, school)
        school = np.where((years >= 19) & (years < 23) & (d < 0.3), 23 * 12, school)
        self.school_left = school
        self.health = np.zeros((N, MEMBERS), dtype=int)
        oldest = np.argmax(np.where(here, self.months, -1), axis=1)
        self.health[np.arange(N), oldest] = np.where(ill, np.where(u(24) < 0.2, SEVERE, CHRONIC), WELL)
        not_able = here & (ability != ABLE)
        chosen = np.where(not_able.any(axis=1), np.argmax(not_able, axis=1), 0)
        self.disabled = np.zeros((N, MEMBERS), dtype=bool)
        self.disabled[np.arange(N), chosen] = disabled
        # 5.7
        self.village = np.floor(u(7) * people["villages"]).astype(int)
        self.worker, self.all_old, self.ill = worker, all_old, ill
        # 5.8 main causes
        self.cause = np.full(N, -1)
        self.causes(people["causes"], u)
        # 5.9 guarantees
        self.missing = np.zeros((N, len(place["guarantees"])), dtype=bool)
        for g, guarantee in enumerate(place["guarantees"]):
            concerned = Condition(guarantee["who"])(self.attribute, N)
            number = nearest(guarantee["missing"] * self.registered.sum())
            self.missing[:, g] = smallest(u(8 + g), self.registered & concerned, number)

    def attribute(self, name):
        pupil = self.here & (self.months >= 72) & (self.months < self.school_left) & (self.months < 228)
        return {
            "size": self.size,
            "workers": (self.here & (self.ability == ABLE)).sum(axis=1),
            "ill": (self.here & (self.health != WELL)).sum(axis=1),
            "pupils": pupil.sum(axis=1),
            "children": (self.here & (self.months < 192)).sum(axis=1),
        }[name]

    def causes(self, causes, u):
        rows = [i for i, g in enumerate(self.groups) if g["standing"] == "registered"]
        row_sum = np.array([self.groups[i]["households"] for i in rows])
        exact = np.array([c["share"] for c in causes]) * row_sum.sum()
        column_sum = np.floor(exact + 1e-9).astype(int)
        while column_sum.sum() < row_sum.sum():
            column_sum[np.argmax(np.where(exact - column_sum < 1, exact - column_sum, -1))] += 1
        leaning = np.ones((len(rows), len(causes)))
        for c, cause in enumerate(causes):
            for r, i in enumerate(rows):
                if self.groups[i]["id"] in cause.get("groups", []):
                    leaning[r, c] = cause["factor"]
        for _ in range(200):
            leaning *= (row_sum / leaning.sum(axis=1))[:, None]
            leaning *= (column_sum / leaning.sum(axis=0))[None, :]
        cells = np.floor(leaning).astype(int)
        while cells.sum() < row_sum.sum():
            lacks = (cells.sum(axis=1) < row_sum)[:, None] & (cells.sum(axis=0) < column_sum)[None, :]
            at = np.argmax(np.where(lacks, leaning - cells, -np.inf))
            cells[np.unravel_index(at, cells.shape)] += 1
        for r, i in enumerate(rows):
            for c, cause in enumerate(causes):
                fits = Condition(cause.get("fits"))(self.attribute, len(self.size))
                among = (self.group == i) & (self.cause < 0)
                self.cause[smallest(u(40 + c) + 2 * ~fits, among, cells[r, c])] = c


# ---------------------------------------------------------------------------------------------------------------------
# 7.1 to 7.4: what all mixes share


class World:
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

    # 7.2 members

    def lives_begin(self):
        age = self.opening - self.born
        grown = (age[..., :2] >= 240) & (self.left[..., :2] == NEVER)
        unlike = self.female[..., 0] != self.female[..., 1]
        near = np.abs(self.born[..., 0] - self.born[..., 1]) < 240
        couple = grown.all(axis=-1) & unlike & near
        self.partner[..., 0] = np.where(couple, 1, -1)
        self.partner[..., 1] = np.where(couple, 0, -1)
        w = self.words("member", 61, 0)
        self.goes_on = uniform(w[0]) < self.life["secondary"], uniform(w[1]) < self.life["tertiary"]
        in_school = self.school_left > self.opening
        years = np.where(in_school & (self.school_left - self.born == 192), 16, 0)
        years = np.where(in_school & (self.school_left - self.born == 228), 19, years)
        at_first, at_second = years == 16, years == 19
        self.school_left = np.where(at_first & self.goes_on[0], self.born + 228, self.school_left)
        at_second |= at_first & self.goes_on[0]
        self.school_left = np.where(at_second & self.goes_on[1], self.born + 276, self.school_left)

    def present(self, t):
        return (self.came <= t) & (t < self.left)

    def play_year(self, f, last):
        """7.2, a year from its first month f to the month before `last`."""
        length = last - f
        y, life = length / 12, self.life
        here = self.present(f)
        age = f - self.born
        old = age // 12
        u_death, u_event, u_death_month, u_event_month = (uniform(w) for w in self.words("member", 60, f))
        # 1 death
        rate = life["death_at_60"] * 2 ** (((age + 6) / 12 - 60) / life["death_doubling"])
        q = np.maximum(life["death_least"], rate) * np.where(self.female, 1, life["death_male"])
        q = np.minimum(1, q * np.where(self.health_opening != WELL, life["death_ill"], 1))
        dies = here & (u_death < y * q)
        month = f + np.floor(u_death_month * length).astype(int)
        self.left = np.where(dies, month, self.left)
        self.how_left = np.where(dies, DIED, self.how_left)
        # 2 another event; 3 who lost a partner in an earlier year is single
        partner = np.where(self.partner < 0, 0, self.partner)
        partner_left = np.take_along_axis(self.left, partner, axis=-1)
        married = (self.partner >= 0) & (partner_left >= f)
        month = f + np.floor(u_event_month * length).astype(int)
        free = here & (month < self.left)
        bears = free & self.female & married & (old >= 20) & (old <= 39) & (u_event < y * life["birth_rate"])
        single = free & ~married
        girl = single & self.female & (old >= 20) & (old <= 29)
        man = single & ~self.female & (old >= 22) & (old <= 34)
        young = single & (old >= 18) & (old <= 30)
        bound = np.where(girl, y * life["marries_out"], 0)
        marries_out = girl & (u_event < bound)
        bound = bound + np.where(man, y * life["marries_in"], 0)
        marries_in = man & (u_event < bound)
        moves = young & (u_event >= bound) & (u_event < bound + y * life["moves_away"])
        out = marries_out | moves
        self.left = np.where(out, month, self.left)
        self.how_left = np.where(out, MOVED, self.how_left)
        adults = here & (old >= 16)
        for r, h, m in zip(*np.nonzero(bears | marries_in)):
            t = month[r, h, m]
            if self.crowd(r, h, t) >= 15:
                continue
            new = self.members[r, h]
            assert new < MEMBERS, "a household has had too many members"
            self.members[r, h] += 1
            self.came[r, h, new], self.left[r, h, new] = t, NEVER
            self.how_came[r, h, new] = BORN if bears[r, h, m] else CAME
            own = self.subjects["member"][r, h, m]
            if bears[r, h, m]:
                self.subjects["member"][r, h, new] = child(own, 2000 + t)
                self.born[r, h, new], self.mother[r, h, new], self.ability[r, h, new] = t, m, NONE
                self.unsexed.append((r, h, new))
            else:
                self.subjects["member"][r, h, new] = child(own, 10000 + t)
                self.born[r, h, new] = t - max(t - self.born[r, h, m] - 24, 240)
                self.female[r, h, new], self.wife[r, h, new], self.ability[r, h, new] = True, True, ABLE
                self.partner[r, h, new], self.partner[r, h, m] = m, new
                self.school_left[r, h, new] = -NEVER
                adults[r, h, new] = True
        self.finish_births()
        # 4 the last adult takes the children along
        last_adult = np.where(adults, self.left, -NEVER).max(axis=-1)
        alone = (last_adult < last) & (last_adult >= f)
        goes = alone[..., None] & (self.left > last_adult[..., None]) & (self.came < NEVER)
        goes &= self.came <= last_adult[..., None]
        self.left = np.where(goes, last_adult[..., None], self.left)
        self.how_left = np.where(goes, MOVED, self.how_left)
        # 5 given up
        words = self.words("household", 62, f)
        u_split, u_given, u_month = (uniform(w) for w in words[:3])
        month = (f + np.floor(u_month * length).astype(int))[..., None]
        left_then = (self.came <= month) & (month < self.left)
        very_old = left_then.any(axis=-1) & np.all(~left_then | (old >= 70), axis=-1)
        given = very_old & (u_given < y * life["joins_relatives"])
        goes = given[..., None] & (self.left > month) & (self.came < NEVER)
        self.left = np.where(goes, month, self.left)
        self.how_left = np.where(goes, MOVED, self.how_left)
        self.will_split = u_split < y * life["splits"]

    def crowd(self, r, h, t):
        return int(((self.came[r, h] <= t) & (t < self.left[r, h])).sum())

    unsexed = []

    def finish_births(self):
        """Sex and schooling of children born, drawn once all of the year are known."""
        if not self.unsexed:
            return
        w = [uniform(word) for word in self.words("member", 61, 0)]
        for r, h, m in self.unsexed:
            self.female[r, h, m] = w[2][r, h, m] < 0.48
            self.school_left[r, h, m] = self.born[r, h, m] + 192  # none grows up in a run
        self.unsexed = []

    def split(self, t, mixes):
        """7.2, a split at the first month of a year: a couple leaves with the children she bore since."""
        here = self.present(t)
        wives = here & self.wife & self.will_split[..., None] & (self.partner >= 0)
        for r, h in zip(*np.nonzero(wives.any(axis=-1))):
            for m in np.nonzero(wives[r, h])[0]:
                husband = self.partner[r, h, m]
                if here[r, h, husband]:
                    break
            else:
                continue
            move = here[r, h] & (self.mother[r, h] == m)
            move[m] = move[husband] = True
            stays = here[r, h] & ~move & (t - self.born[r, h] >= 192)
            if not stays.any():
                continue
            new = self.number[r]
            assert new < self.H, "no room for another household"
            self.number[r] += 1
            share = move.sum() / here[r, h].sum()
            for name in ("village", "group", "cause", "remote", "base", "p", "grows", "level_open",
                         "harvest", "job_luck"):  # fmt: skip
                array = getattr(self, name)
                array[r, new] = array[r, h]
            self.exists[r, new] = True
            slots = np.nonzero(move)[0]
            place_of = {old: i for i, old in enumerate(slots)}
            self.members[r, new] = len(slots)
            for name in ("born", "female", "ability", "health", "health_opening", "disabled", "left", "how_left",
                         "school_left", "wife", "in_work"):  # fmt: skip
                array = getattr(self, name)
                array[r, new, : len(slots)] = array[r, h, slots]
            self.subjects["member"][r, new, : len(slots)] = self.subjects["member"][r, h, slots]
            self.subjects["household"][r, new] = child(self.subjects["household"][r, h], 20000 + t)
            self.came[r, new, : len(slots)], self.how_came[r, new, : len(slots)] = t, 0
            for i, s in enumerate(slots):
                self.partner[r, new, i] = place_of.get(self.partner[r, h, s], -1)
                self.mother[r, new, i] = place_of.get(self.mother[r, h, s], -1)
            self.left[r, h, slots], self.how_left[r, h, slots] = t, 0
            self.land[r, new] = self.land[r, h] * share
            self.land[r, h] -= self.land[r, new]
            for array in [self.market, self.window, self.window_before]:
                array[r, new] = np.floor(array[r, h] * share + 0.5)
                array[r, h] -= array[r, new]
            self.market12[r, [h, new]] = self.market[r, [h, new]].sum(axis=-1)
            for array in [self.school_cost, self.school_window, self.school_before, self.dibao]:
                array[r, new] = np.floor(array[r, h] * share + 0.5)
                array[r, h] -= array[r, new]
            self.other_transfers[r, new] = self.other_transfers[r, h] * share
            self.other_transfers[r, h] -= self.other_transfers[r, new]
            self.missing[r, new], self.concerned[r, new] = self.missing[r, h], self.concerned[r, h]
            self.split_now.append((r, h, new))
            for mix in mixes:
                mix.split(r, h, new, share)

    def waits_anew(self, t):
        """7.2, the waits of a household born of a split begin anew."""
        if not self.split_now:
            return
        for g, guarantee in enumerate(self.place["guarantees"]):
            loss, regain = self.wait(10, t, g, guarantee["loss"]), self.wait(41, t, g, guarantee["regain"])
            for r, _, new in self.split_now:
                if self.concerned[r, new, g]:
                    lacks = self.missing[r, new, g]
                    self.next_loss[r, new, g] = NEVER if lacks else t + loss[r, new]
                    regained = t + regain[r, new]
                    self.next_regain[r, new, g] = regained if lacks else NEVER

    # counts of now

    def count(self, t):
        """7.2, the household counted anew. Before the start, and without natural change, all is as at the opening."""
        t = t if t >= self.start and self.life["natural_change"] else self.opening
        here = self.present(t)
        age = t - self.born
        self.here, self.size = here, here.sum(axis=-1)
        able = here & (self.ability == ABLE)
        self.able, self.workers = able, able.sum(axis=-1)
        at_school = here & (age >= 72) & (t < self.school_left)
        self.students = (at_school & (age >= 228)).sum(axis=-1)
        self.pupils = at_school.sum(axis=-1) - self.students
        self.old = (here & (age >= 720)).sum(axis=-1)
        self.children = (here & (age < 192)).sum(axis=-1)
        self.all_old = (self.size > 0) & (self.old == self.size)
        self.ill = (here & (self.health != WELL)).sum(axis=-1)
        ill_opening = (here & (self.health_opening != WELL)).any(axis=-1)
        with np.errstate(divide="ignore"):
            known = self.known(self.workers, self.size, (here & self.disabled).any(axis=-1),
                               self.pupils + self.students > 0, ill_opening, self.land, self.remote)  # fmt: skip
        self.level = np.where(self.size > 0, self.base + known, -60)
        self.in_work &= able
        self.transfers = self.other_transfers + self.income["pension"] * self.old  # yuan a year, law's month

    def known(self, workers, size, disabled, learner, ill, land, remote):
        """7.1, what is known of a household's income."""
        i = self.income
        return (
            i["labour_elasticity"] * np.log((workers + i["labour_offset"]) / size)
            + i["remote_effect"] * remote
            + i["disabled_effect"] * disabled
            + i["pupil_effect"] * learner
            + i["chronic_effect"] * ill
            + i["land_effect"] * (land - self.mean_land)
        )

    def age(self, t):
        """7.2, what follows in a month before shocks."""
        here = self.present(t)
        age = t - self.born
        life = self.life
        weak = here & (self.ability == ABLE) & (age == round(life["work_ends"] * 12))
        unable = here & (self.ability == WEAK) & (age == round(life["weakness_ends"] * 12))
        begins = here & (self.ability == NONE) & (t >= self.school_left) & (age >= 192)
        arrives = here & (self.came == t) & (self.how_came == CAME)
        self.ability[weak], self.ability[unable] = WEAK, UNABLE
        self.ability[begins] = np.where(self.disabled[begins], WEAK, ABLE)
        new = ((begins | arrives) & (self.ability == ABLE)).nonzero()
        if new[0].size:
            u = uniform(self.words("member", 8, t)[0])
            self.in_work[new] = (u < self.employed)[new]
        was = self.size > 0
        self.count(t)
        self.dissolved = was & (self.size == 0)
        self.concern(t)

    def concern(self, t):
        """7.2 and 7.4, guarantees that begin or cease to concern a household."""
        for g, guarantee in enumerate(self.place["guarantees"]):
            now = Condition(guarantee["who"])(self.attribute, self.size.shape) & (self.size > 0)
            begins = now & ~self.concerned[..., g]
            self.missing[..., g] &= now & ~begins
            if begins.any():
                wait = self.wait(10, t, g, guarantee["loss"])
                self.next_loss[..., g] = np.where(begins, t + wait, self.next_loss[..., g])
                self.next_regain[..., g] = np.where(begins, NEVER, self.next_regain[..., g])
            self.next_loss[..., g] = np.where(now, self.next_loss[..., g], NEVER)
            self.next_regain[..., g] = np.where(now, self.next_regain[..., g], NEVER)
            self.concerned[..., g] = now

    def wait(self, process, t, g, chance):
        if chance <= 0:
            return np.full(self.size.shape, NEVER)
        u = uniform(self.words("household", process, t, draw=g)[0])
        return np.floor(np.log(u) / math.log1p(-chance)).astype(int)

    def attribute(self, name):
        group_main = np.array([g.get("main", "") for g in self.people["groups"]])
        simple = {"size": "size", "workers": "workers", "pupils": "pupils", "students": "students", "old": "old",
                  "children": "children", "ill": "ill", "land": "land", "remote": "remote", "all_old": "all_old"}  # fmt: skip
        if name in simple:
            return getattr(self, simple[name])
        if name == "severe":
            return self.severe
        if name == "main":
            return group_main[self.group]
        raise KeyError(name)

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
        running = np.where(since <= 12, self.monthly_first, np.where(since <= last, self.monthly_later, 0))
        self.monthly_first = np.where(falls, running + first, self.monthly_first)
        self.monthly_later = np.where(since <= last, self.monthly_later, 0)
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


# ---------------------------------------------------------------------------------------------------------------------
# 7.5, 7.6 and 7.8: what each mix has of its own


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


class Mix:
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

    # 7.5: the register

    def close(self):
        if self.w.closed:
            self.earned_window, self.aid_window = self.earned12.copy(), self.aid12.copy()
            self.share_window = self.medical_share.copy()

    def first_look(self):
        """At the opening, by true income of the last window."""
        w, t = self.w, self.w.opening
        z = 100 * self.w.exit_line(t) * w.size
        own = w.window + self.earned_window + w.transfers_of(self.window_month)
        total = own + 12 * w.dibao + self.aid_window
        self.self_reliant = own >= z
        self.planned = (self.standing == REGISTERED) & (total >= w.registry["planned_from"] * z)

    window_month = 0

    def judge(self, t):
        w, registry = self.w, self.w.registry
        chosen = None
        for r in registry["rounds"]:
            begin = month_index(r["from"]) if r.get("from") else -NEVER
            until = month_index(r["until"]) if r.get("until") else NEVER
            if t % 12 + 1 == r["decided"] and begin <= t <= until and t >= w.start:
                chosen = r
        if chosen is None:
            return
        W = t - (chosen["decided"] - chosen["window_end"]) % 12
        words = w.words("household", 17, t)
        z = normal(words[0], words[1])
        approval, detection = uniform(words[2]), uniform(words[3])
        uncertain = (w.window + self.earned_window) * np.exp(registry["observation_sd"] * z)
        certain = w.transfers_of(W) + 12 * w.dibao + self.aid_window
        line = 100.0 * w.exit_line(t) * w.size
        seen, seen_margin = np.floor(uncertain) + certain, np.floor(uncertain / registry["margin"]) + certain
        free = (self.pending < 0) & (w.size > 0)
        registered = (self.standing == REGISTERED) & free
        lacks = self.lacks().any(axis=-1)
        base = (chosen["in_force"] - chosen["window_end"]) % 12 - (chosen["decided"] - chosen["window_end"]) % 12

        def wait(steps):
            return max(base, (chosen["day"] + sum(s["days"] for s in steps) - 1) // 30)

        def refused(steps, first):
            no = np.zeros(w.size.shape, dtype=bool)
            for s, step in enumerate(steps):
                if step["refused"] > 0:
                    no |= uniform(w.words("household", 40, t, draw=first + s)[0]) < step["refused"]
            return no

        exits = np.zeros_like(free)
        if chosen["kind"] in ("all", "exits"):
            above = registered & (seen >= line)
            exits = above.copy()
            veto = np.zeros_like(free)
            for v in registry["vetoes"]:
                veto |= Condition(v["who"])(self.attribute(t), w.size.shape)
            self.add("above", t, None, above)
            tests = (
                ("margin", seen_margin < line), ("guarantee", lacks), ("veto", veto),
                ("approval", approval >= dated(registry["approval"], t)),
                ("procedure", refused(registry["exit_steps"], 0)),
            )  # fmt: skip
            for reason, fails in tests:
                self.add("held", t, reason, exits & fails)
                exits &= ~fails
            self.pending = np.where(exits, EXITED, self.pending)
            self.force = np.where(exits, t + wait(registry["exit_steps"]), self.force)
        if chosen["kind"] in ("all", "entries"):
            found = free & (self.standing != REGISTERED) & (detection < dated(registry["detection"], t))
            own_cost = w.medical_window * self.share_window + w.school_window
            poor = (seen < line) | lacks
            if registry["expenses_count"]:
                poor |= seen - own_cost < line
            away = found & poor & refused(registry["entry_steps"], 512)
            enters = found & poor & ~away
            self.add("turned_away_persons_year", t, None, away * w.size)
            self.pending = np.where(enters, REGISTERED, self.pending)
            self.force = np.where(enters, t + wait(registry["entry_steps"]), self.force)
        self.planned_next = registered & ~exits & (seen >= registry["planned_from"] * line)
        self.round_force = t + wait(registry["exit_steps"])
        self.self_reliant_next = w.window + self.earned_window + w.transfers_of(W) >= line

    def enforce(self, t):
        now = (self.force == t) & (self.w.size > 0)
        size = self.w.size
        exits = now & (self.pending == EXITED)
        enters = now & (self.pending == REGISTERED)
        self.add("exits_persons_year", t, None, exits * size)
        self.add("exits_households_year", t, None, exits)
        self.add("returns_persons_year", t, None, (enters & self.was_out) * size)
        self.add("entries_persons_year", t, None, (enters & ~self.was_out) * size)
        self.standing = np.where(exits, EXITED, np.where(enters, REGISTERED, self.standing))
        self.was_out |= exits
        self.exit_month = np.where(exits, t, self.exit_month)
        self.supported |= enters
        self.counted |= enters
        self.pending = np.where(self.force == t, -1, self.pending)
        self.force = np.where(self.force == t, NEVER, self.force)
        if t == self.round_force:
            self.planned, self.self_reliant = self.planned_next, self.self_reliant_next
        self.planned &= self.standing == REGISTERED
        after = self.mix.get("withdraw_after")
        if after is not None:
            over = (self.standing == EXITED) & self.supported & (t >= self.exit_month + after)
            self.supported &= ~over
            for m in range(len(self.measures)):
                self.end(m, over & self.enrolled[m].on, False)

    # 7.8

    def record(self, t):
        w, out = self.w, self.out
        at = "start" if t < w.start else month_text(t)
        size = w.size

        def persons(who):
            return (who * size).sum(axis=1).astype(float)

        def ratio(above, below):
            return np.divide(above, below, out=np.full(w.R, np.nan), where=below > 0)

        registered, gone = self.standing == REGISTERED, (self.standing == EXITED) & self.counted
        counted = persons(self.counted)
        income = w.market12 + self.earned12 + self.aid12 + w.transfers_of(t) + 12 * w.dibao
        line = 100.0 * w.line(w.place["poverty_line"], t) * size
        poor = (size > 0) & (income < line)
        with np.errstate(divide="ignore", invalid="ignore"):
            gap = np.floor(1e6 * (1 - np.maximum(income, 0) / line)) / 1e6
        gap = np.where(poor, gap, 0)
        everybody = size.sum(axis=1)
        out["exited_share", at, None] = ratio(persons(gone), counted)
        out["self_reliant_share", at, None] = ratio(persons(gone & self.self_reliant), counted)
        out["returned_share", at, None] = ratio(persons(registered & self.was_out), counted)
        out["registered_households", at, None] = registered.sum(axis=1).astype(float)
        out["registered_persons", at, None] = persons(registered)
        out["poor_share", at, None] = persons(poor) / everybody
        out["fgt1", at, None] = (gap * size).sum(axis=1) / everybody
        out["fgt2", at, None] = (gap * gap * size).sum(axis=1) / everybody
        out["mean_income_registered", at, None] = ratio((income * registered).sum(axis=1) / 100, persons(registered))
        out["true_relapse_share", at, None] = ratio(persons(gone & poor), persons(gone))
        out["unsupported_persons", at, None] = persons((self.standing == EXITED) & ~self.supported)
        if t >= w.start:
            self.poor_months += persons(poor)

    def record_year(self, t):
        at = str(2000 + t // 12)
        for m, name in enumerate(self.ids):
            e = self.enrolled[m]
            self.out["enrolled_households", at, name] = e.on.sum(axis=1).astype(float)
            self.out["displaced_workers", at, name] = np.where(e.on, e.placed - e.real, 0).sum(axis=1).astype(float)
        if self.mix.get("envelope") is not None:
            spent = sum(self.out["spending_year", at, i["measure"]] for i in self.items if i.get("in_envelope"))
            self.out["unspent_year", at, None] = self.mix["envelope"] - spent

    def finish(self):
        out = self.out
        for year in self.years:
            above = out.pop(("above", str(year), None))
            for reason in ("margin", "guarantee", "veto", "approval", "procedure"):
                held = out.pop(("held", str(year), reason))
                share = np.divide(held, above, out=np.full(self.w.R, np.nan), where=above > 0)
                out["held_back_share", str(year), reason] = share
        out["poor_person_years", month_text(self.w.end - 1), None] = self.poor_months / 12
        return out


# ---------------------------------------------------------------------------------------------------------------------
# 3: the schedule


def play(place, population, replicates, draws):
    """Plays all mixes of a block of replicates. Returns {(quantity, time, group): numbers} by mix."""
    w = World(place, population, replicates, draws)
    # 7.1: the history
    for t in range(w.begin, w.first):
        w.strike(t)
        w.earn(t)
        w.close(t)
        if w.closed:
            window_month = t
    w.dibao_in_payment()
    mixes = [Mix(w, mix) for mix in place["mixes"]]
    year_ends = w.start
    for t in range(w.first, w.end):
        w.split_now = []
        w.dissolved = np.zeros_like(w.exists)
        turn = (t - w.first) % w.every == 0
        if t == year_ends and w.life["natural_change"]:
            if t > w.start:
                w.split(t, mixes)
                w.count(t)
            year_ends = next((s for s in range(t + 12, w.end) if (s - w.first) % w.every == 0), w.end)
            w.play_year(t, year_ends)
        if t >= w.start and w.life["natural_change"]:
            w.age(t)
            w.waits_anew(t)
            for mix in mixes:
                mix.natural(t)
        if turn:
            for mix in mixes:
                mix.allocate(t)
        w.strike(t)
        w.earn(t)
        for mix in mixes:
            mix.deliver(t)
        w.close(t)
        if w.closed:
            window_month = t
        for mix in mixes:
            mix.close()
            if t == w.opening:
                mix.window_month = window_month
                mix.first_look()
            mix.judge(t)
            mix.enforce(t)
            if t >= w.opening:
                mix.record(t)
            if t % 12 == 11:
                mix.record_year(t)
    return [mix.finish() for mix in mixes]
