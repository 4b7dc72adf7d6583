#!/usr/bin/env python3
"""How long the desk takes to draw a frame, with six mixes of Hohhot: at rest and during a full run, screen by screen.

A frame is from taking the status to the finished picture, 16 ms after the one before as under a moving pointer; without
a graphics card Mesa draws it on the same cores as the run. Usage: tests/bench/frame_times.py [BUILD] [SIZE]
"""

import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCREENS = {"plan": 2, "compare": 3, "risk": 4, "assumptions": 5, "runs": 6, "report": 7}


def six_mixes(folder):
    scenario = json.loads((ROOT / "scenarios/hohhot-2017.json").read_text())
    scenario["catalogue"] = str(ROOT / "scenarios" / scenario["catalogue"])
    while len(scenario["mixes"]) < 6:
        more = dict(scenario["mixes"][-1], id=f"more_{len(scenario['mixes'])}")
        scenario["mixes"].append(more)
    path = folder / "six.json"
    path.write_text(json.dumps(scenario, ensure_ascii=False))
    return path


def measured(program, scenario, folder, size, running):
    lines = [] if running else ["wait"]
    for name, key in SCREENS.items():
        lines += [f"key Ctrl+{key}", "look 200", f'dump "{folder}/{name}.json"']
    (folder / "script").write_text("\n".join(lines + ["key Escape", ""]))
    subprocess.run([program, scenario, "--lang", "zh", "--size", size, "--replicates", "5000" if running else "20",
                    "--script", folder / "script"], check=True)
    return {name: json.loads((folder / f"{name}.json").read_text()) for name in SCREENS}


def main():
    build = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build/release"
    size = sys.argv[2] if len(sys.argv) > 2 else "1280x800"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        scenario = six_mixes(folder)
        print(f"{size}, ms a frame: median, 99 of 100 within")
        for running in (False, True):
            for screen, seen in measured(build / "gui/tuiyan-gui", scenario, folder, size, running).items():
                assert seen["running"] == running, "the run ended too soon to be looked at"
                print(f"{'running' if running else 'at rest':8} {screen:12} {seen['frame_ms_median']:6.1f} "
                      f"{seen['frame_ms_99']:6.1f}   ({seen['frames']} frames)")


if __name__ == "__main__":
    main()
