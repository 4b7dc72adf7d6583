"""The model of docs/model.md once more, written from that text alone, with NumPy; section 3, the schedule, is here.

Only what place.json uses is here: no neighbours, firms, markets or monitoring. Numbers in comments are sections of
model.md. findings.md says where the text left a choice, and which was made.
"""

from arithmetic import HISTORY, AddressDraws, OwnDraws, month_index, month_text  # noqa: F401
from mix import Mix
from population import Population  # noqa: F401
from world import World

import numpy as np


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
