"""Sections 7.5 and 7.8 of model.md: rounds of the register, and what is counted under a mix."""

import numpy as np

from arithmetic import *  # noqa: F403


class Register:
    """What Mix knows of standing: judging, enforcing, and the outcomes."""

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
