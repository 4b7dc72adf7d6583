"""Section 7.2 of model.md: births, deaths, marriages, moves, school, work and splits, the same for every mix."""

import math

import numpy as np

from arithmetic import *  # noqa: F403


class Lives:
    """What World knows of members: a year is played at its first month, a month counts households anew."""

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
