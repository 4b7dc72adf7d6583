"""Section 5 of model.md: members, households and villages, made once from population_seed."""

import math

import numpy as np

from arithmetic import *  # noqa: F403


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
