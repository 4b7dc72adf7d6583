"""Holds tuiyan against a model written from docs/model.md alone, with NumPy (model.py).

usage: test_reimplementation.py TUIYAN [REPLICATES]

1. Own luck: both run place.json with random numbers of their own; the means and distributions over replicates of the
   headline quantities must agree. All comparisons together raise a false alarm with a chance of at most 1 in 100
   (Bonferroni; the seeds are fixed, so that a run that passed passes again).
2. The same luck: the model draws by the addresses of section 4, and must then agree number by number.
3. Broken twins: the model with one thing wrong must be found different by the first test.
"""

import copy
import json
import math
import pathlib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import zlib

sys.dont_write_bytecode = True
try:
    import numpy as np
except ImportError:
    sys.exit(f"{sys.executable} has no numpy: install it (Debian: python3-numpy) or point CMake to a Python that has it")

import model  # noqa: E402

HERE = pathlib.Path(__file__).parent
FALSE_ALARM = 0.01
BLOCK = 30  # replicates played at once
DATES = ("2017-12", "2018-07", "2018-12", "2019-12")
YEARS = ("2017", "2018", "2019")
LEVELS = ("exited_share", "self_reliant_share", "returned_share", "registered_persons", "poor_share", "fgt1",
          "mean_income_registered", "true_relapse_share")  # fmt: skip
FLOWS = ("exits_persons_year", "entries_persons_year", "returns_persons_year")


def program(tuiyan, place, replicates):
    """What the program says: {(quantity, at, group): numbers} by mix."""
    with tempfile.TemporaryDirectory() as folder:
        scenario = pathlib.Path(folder, "place.json")
        scenario.write_text(json.dumps(place))
        subprocess.run([tuiyan, "run", scenario, "--replicates", str(replicates), "--threads", "1", "-o", folder, "-q"],
                       check=True, stdout=subprocess.DEVNULL)  # fmt: skip
        result = sqlite3.connect(pathlib.Path(folder, "place.tuiyan"))
        points = [tuple(row) for row in result.execute('SELECT quantity, at, "group" FROM point ORDER BY position')]
        out = []
        for (mix,) in result.execute("SELECT position FROM mix ORDER BY position").fetchall():
            rows = result.execute("SELECT numbers FROM outcome WHERE mix = ? ORDER BY replicate", (mix,)).fetchall()
            numbers = np.array([unpacked(row[0]) for row in rows])
            out.append(dict(zip(points, numbers.T)))
        result.close()
        return out


def unpacked(blob):
    """docs/command-line.md: the doubles' first bytes first, then their second bytes, and so on, deflated."""
    data = np.frombuffer(zlib.decompress(blob), dtype=np.uint8)
    return np.frombuffer(data.reshape(8, -1).T.copy().tobytes(), dtype="<f8")


def reimplemented(place, replicates, draws):
    """The same from the model; draws(first replicate of a block) makes its random numbers."""
    population, blocks = model.Population(place), []
    for first in range(0, replicates, BLOCK):
        blocks.append(model.play(place, population, min(BLOCK, replicates - first), draws(first)))
    return [{key: np.concatenate([b[i][key] for b in blocks]) for key in mix} for i, mix in enumerate(blocks[0])]


def headlines(place):
    """The points compared: by mix, (quantity, at, group)."""
    points = []
    for i, mix in enumerate(place["mixes"]):
        points += [(i, (q, at, None)) for q in LEVELS for at in DATES]
        points += [(i, (q, at, None)) for q in FLOWS for at in YEARS]
        points += [(i, ("natural_change_year", at, g)) for at in YEARS for g in ("births", "deaths")]
        for measure in sorted({item["measure"] for item in mix.get("items", [])}):
            points += [(i, (q, at, measure)) for q in ("spending_year", "enrolled_households") for at in YEARS]
    return points


def farthest_apart(a, b):
    """Two samples: differences of their means in standard errors; the statistic of Kolmogorov and Smirnov."""
    a, b = a[np.isfinite(a)], b[np.isfinite(b)]
    error = math.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    difference = a.mean() - b.mean()
    z = difference / error if error > 0 else (0.0 if abs(difference) < 1e-6 * max(1, abs(a.mean())) else math.inf)
    both = np.sort(np.concatenate([a, b]))
    steps = [np.searchsorted(np.sort(x), both, side="right") / len(x) for x in (a, b)]
    distance = np.abs(steps[0] - steps[1]).max() * math.sqrt(len(a) * len(b) / (len(a) + len(b)))
    return z, distance if error > 0 else 0.0


def compare(place, theirs, ours, show=True):
    """How many of the comparisons are beyond their bounds."""
    points = headlines(place)
    alarm = FALSE_ALARM / (2 * len(points))  # of one comparison: a mean and a distribution for each point
    bound_mean = statistics.NormalDist().inv_cdf(1 - alarm / 2)
    bound_distance = math.sqrt(-math.log(alarm / 2) / 2)
    apart, worst = 0, []
    for i, key in points:
        z, distance = farthest_apart(theirs[i][key], ours[i][key])
        beyond = abs(z) > bound_mean or distance > bound_distance
        apart += beyond
        worst.append((beyond, abs(z), place["mixes"][i]["id"], key, np.nanmean(theirs[i][key]),
                      np.nanmean(ours[i][key]), z, distance))  # fmt: skip
    if show:
        print(f"{len(points)} points; bounds: {bound_mean:.2f} standard errors, {bound_distance:.2f} of KS")
        worst.sort(key=lambda row: row[:2], reverse=True)
        for beyond, _, mix, key, x, y, z, distance in worst[: max(10, apart)]:
            name = " ".join(part for part in key if part)
            print(f"  {'APART' if beyond else 'ok   '} {mix:5s} {name:40s} {x:12.5g} {y:12.5g} {z:6.2f} {distance:5.2f}")
    return apart


def equal_share(theirs, ours):
    """Of all numbers that both hold, by mix: the share that is equal but for single precision."""
    shares = []
    for i, mix in enumerate(ours):
        keys = [key for key in mix if key in theirs[i]]
        same = [np.isclose(theirs[i][k], mix[k], rtol=1e-4, atol=1e-5, equal_nan=True).mean() for k in keys]
        shares.append(float(np.mean(same)))
    return shares


def twins(place):
    """The model with one thing wrong, in the first mixes only, which are enough to see it."""
    detection = copy.deepcopy(place)
    detection["mixes"] = place["mixes"][:1]
    for step in detection["registry"]["detection"]:
        step["value"] = min(1, 2 * step["value"])
    yield "detection doubled", detection
    fleeting = copy.deepcopy(place)
    fleeting["mixes"] = place["mixes"][:1]
    income = fleeting["income"]
    income["persistent_sd"] /= math.sqrt(1 - income["persistence"] ** 2)  # the same spread, gone within a month
    income["persistence"] = 0
    yield "income without persistence", fleeting
    idle = copy.deepcopy(place)
    idle["mixes"] = place["mixes"][:2]
    idle["measures"][0]["effects"] = []
    yield "a measure without its effect", idle


def main():
    tuiyan, replicates = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 120
    place = json.loads((HERE / "place.json").read_text())
    wrong = []

    def own(seed):
        return lambda first: model.OwnDraws(seed, first)

    theirs = program(tuiyan, place, replicates)
    print(f"own luck, {replicates} replicates: program, model, standard errors, KS")
    if compare(place, theirs, reimplemented(place, replicates, own(1))):
        wrong.append("the program and the model of its text differ")
    few = 30
    alike = reimplemented(place, few, lambda first: model.AddressDraws(place["seed"], first))
    shares = equal_share([{key: v[:few] for key, v in mix.items()} for mix in theirs], alike)
    print("the same luck, share of equal numbers:", ", ".join(f"{s:.4f}" for s in shares))
    if min(shares) < 0.9:
        wrong.append("the same draws do not give the same numbers")
    for what, twin in twins(place):
        apart = compare(twin, theirs, reimplemented(twin, replicates, own(2)), show=False)
        print(f"broken twin, {what}: {apart} points apart")
        if not apart:
            wrong.append(f"{what} was not noticed")
    for line in wrong:
        print("FAILED:", line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
