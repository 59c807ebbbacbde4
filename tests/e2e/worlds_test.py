"""Worlds through the whole program, recounted in SQL that knows nothing of our code; then one that is calibrated.

For each world: synth, audit, export, docs/verify.py, and tests/recount's SQL against every figure and breakdown. 20 worlds."""
import json
import pathlib
import subprocess
import sys
import tempfile

from server import PROGRAMME, SOURCE, hashira, init

WORLDS = 20


def python(*arguments):
    done = subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{arguments}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def one_world(place, name, *synth):
    data, out = place / name, place / (name + "-export")
    init(data)
    hashira("synth", "--data", data, *synth)
    hashira("checkpoint", "--data", data)
    hashira("audit", "--data", data, "--english")
    hashira("export", "--data", data, "--out", out)
    python(SOURCE / "docs/verify.py", out)
    return data, out


def figures(data):
    _, text = hashira("report", "--data", data, "--format", "json")
    programme = next(p for p in json.loads(text)["programmes"] if p["id"] == PROGRAMME)
    return {figure["id"]: figure for figure in programme["figures"]}


def main():
    place = pathlib.Path(tempfile.mkdtemp())
    seen = set()
    for seed in range(1, WORLDS + 1):
        data, out = one_world(place, f"w{seed}", "--world", seed, "--scale", "0.3")
        python(SOURCE / "tests/recount/recount.py", out)
        seen.add(figures(data)["payments"]["value"])
    if len(seen) < WORLDS // 2:
        raise SystemExit(f"the worlds hardly differ: {seen}")
    data, out = one_world(place, "calibrated", "--calibrated", "--scale", "0.1")
    python(SOURCE / "tests/recount/recount.py", out)
    again = one_world(place, "again", "--calibrated", "--scale", "0.1")[0]
    first, second = figures(data), figures(again)
    assert first == second, "the same seed gave other figures"
    assert all(f["synthetic"] == f["entries"] > 0 for f in first.values()), first
    print(f"{WORLDS} worlds and a calibrated one: recounted in SQL, 0 differences")


if __name__ == "__main__":
    sys.exit(main())
