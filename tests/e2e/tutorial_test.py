"""docs/tutorial-programme.md does what it says: its files make a programme, its commands run, the figures and the audit agree."""
import json
import re
import subprocess
import sys
import tempfile
import pathlib

from server import PROGRAM, SOURCE

FILE = re.compile(r"^```\w+ file=(\S+)\n(.*?)^```$", re.M | re.S)
COMMAND = re.compile(r"^```sh command\n(.*?)^```$", re.M | re.S)


def main():
    text = (SOURCE / "docs/tutorial-programme.md").read_text()
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place) / "taxi-partition-benefit"
        folder.mkdir()
        files = dict(FILE.findall(text))
        assert set(files) == {"programme.yaml", "questions.yaml", "rules.dmn", "figures.yaml", "narrative.yaml"}, files.keys()
        for name, content in files.items():
            (folder / name).write_text(content)
        (pathlib.Path(place) / "programmes").symlink_to(SOURCE / "programmes")
        outputs = {}
        for line in "".join(COMMAND.findall(text)).splitlines():
            arguments = line.replace("build/release/hashira", PROGRAM).split()
            done = subprocess.run(arguments, cwd=place, capture_output=True, text=True)
            if done.returncode != 0:
                raise SystemExit(f"{line}\n{done.stdout}{done.stderr}")
            outputs[arguments[1]] = done.stdout
        assert re.search(r"exact: [1-9]\d*00000 円|result: [1-9]", outputs["figure"]), outputs["figure"]
        assert "0 differences" in outputs["audit"], outputs["audit"]
        # The report has the new programme at its end, with figures that came from records.
        report = subprocess.run([PROGRAM, "report", "--data", "trial", "--format", "json"], cwd=place, capture_output=True, text=True).stdout
        last = json.loads(report)["programmes"][-1]
        assert last["id"] == "taxi-partition-benefit" and last["figures"][0]["value"] > 0, last
    print("the tutorial's folder is a programme: published, applied for, decided, paid, counted, audited")


if __name__ == "__main__":
    sys.exit(main())
