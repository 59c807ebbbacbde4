"""Worlds of every programme through the whole program, recounted in SQL that knows nothing of our code; then one that is
calibrated. On the last day of the fiscal year, when all of them have taken applications. For each world: synth, audit, export, docs/verify.py, and tests/recount's SQL against every figure and breakdown. 20 worlds."""
import json
import pathlib
import subprocess
import sys
import tempfile

from server import SOURCE, hashira, init

WORLDS = 20
LAST_DAY = "2021-03-31"
PROGRAMMES = ["closure-cooperation-benefit", "business-continuity-benefit", "sapporo-cooperation-benefit", "career-change-bonus",
              "forest-credits", "infection-prevention-subsidy", "small-firm-emergency-support",
              "telework-adoption", "plant-siting-subsidy", "guideline-model", "school-trips",
              "local-tourism-areas", "lodging-hygiene", "innovation-support", "shopping-street-promotion"]


def python(*arguments):
    done = subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{arguments}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def one_world(place, name, *synth):
    data, out = place / name, place / (name + "-export")
    init(data, LAST_DAY)
    hashira("synth", "--data", data, *synth)
    hashira("checkpoint", "--data", data)
    hashira("audit", "--data", data, "--english")
    hashira("export", "--data", data, "--out", out)
    python(SOURCE / "docs/verify.py", out)
    return data, out


def figures(data):
    _, text = hashira("report", "--data", data, "--format", "json")
    return {(p["id"], figure["id"]): figure for p in json.loads(text)["programmes"] if p["id"] in PROGRAMMES
            for figure in p["figures"] if figure["entries"]}


def main():
    place = pathlib.Path(tempfile.mkdtemp())
    seen = set()
    for seed in range(1, WORLDS + 1):
        data, out = one_world(place, f"w{seed}", "--world", seed, "--scale", "0.1")
        python(SOURCE / "tests/recount/recount.py", out)
        seen.add(tuple(sorted((key, f["value"]) for key, f in figures(data).items())))
    if len(seen) < WORLDS - 1:
        raise SystemExit(f"the worlds hardly differ: {seen}")
    data, out = one_world(place, "calibrated", "--calibrated", "--scale", "0.01")
    python(SOURCE / "tests/recount/recount.py", out)
    again = one_world(place, "again", "--calibrated", "--scale", "0.01")[0]
    first, second = figures(data), figures(again)
    assert first == second, "the same seed gave other figures"
    assert {programme for programme, _ in first} == set(PROGRAMMES), first.keys()
    assert all(f["synthetic"] == f["entries"] > 0 for f in first.values()), first
    print(f"{WORLDS} worlds and a calibrated one: recounted in SQL, 0 differences")


if __name__ == "__main__":
    sys.exit(main())
