"""The house rules that a machine can see: layers, sizes, banned calls, file heads, documented commands and dependencies.

Prints every breach as file:line: what, how to mend; exits 1 when there is one."""
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SRC = ROOT / "src"
LINES_MAX = 500          # a file over it needs a split, or a reason in LONG
LINE_LENGTH_MAX = 160
LONG = {}                # path → why it is not split yet
BANNED = [
    (re.compile(r"\bstd::(cout|cerr)\b"), "print with fmt, and only in cli", {"cli", "dmn"}),
    (re.compile(r"\bsystem_clock::now\b"), "take the time from the Clock port (base/ports.h)", {"base"}),
    (re.compile(r"\b(?:std::)?(?:rand|srand)\s*\("), "take chance from the Random port (base/ports.h)", set()),
    (re.compile(r"\brandom_device\b"), "take chance from the Random port (base/ports.h)", set()),
    (re.compile(r"\b(?:FIXME|XXX)\b"), "mend it now, or write TODO: with the reason", set()),
    (re.compile(r"^\s*#include <iostream>"), "print with fmt", {"cli", "dmn"}),
]
breaches = []


def breach(path, line, what, mend):
    breaches.append(f"{path.relative_to(ROOT)}:{line}: {what} - {mend}")


def rooms():
    known, order = {}, []
    for line in (SRC / "rooms.txt").read_text().splitlines():
        if match := re.match(r"^([a-z]+):(.*)$", line):
            names = match[2].split()
            known[match[1]] = set(order if names == ["*"] else names) | {"base", match[1]}
            order.append(match[1])
    return known


def check_layers(path, room, known):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = re.match(r'\s*#include "([^"]+)"', line)
        if not match:
            continue
        target = match[1].split("/")[0]
        if "/" not in match[1] or match[1].startswith("."):
            breach(path, number, f'"{match[1]}" names no room', 'include as "room/file.h"')
        elif target not in known:
            breach(path, number, f"there is no room '{target}'", "see src/rooms.txt")
        elif target not in known[room]:
            breach(path, number, f"{room} may not know {target}", "move the code, or change src/rooms.txt and docs/architecture.md")
        elif f"{target}/internal/" in match[1] and target != room:
            breach(path, number, f"{match[1]} is private to {target}", "use what the room shows")


def check_text(path, room):
    lines = path.read_text().splitlines()
    if len(lines) > LINES_MAX and str(path.relative_to(ROOT)) not in LONG:
        breach(path, len(lines), f"{len(lines)} lines", f"split it: files stay under {LINES_MAX}")
    if path.suffix == ".h" and not (lines and lines[0].startswith("//")):
        breach(path, 1, "a header says first what it is", "begin with a comment")
    if path.suffix == ".h" and "#pragma once" not in lines:
        breach(path, 1, "no #pragma once", "add it")
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_LENGTH_MAX and not line.lstrip().startswith("<") and "http" not in line:
            breach(path, number, f"{len(line)} characters", f"keep lines under {LINE_LENGTH_MAX}")
        for pattern, mend, allowed in BANNED:
            if pattern.search(line) and room not in allowed and not path.stem.endswith(("_test", "_fuzz")):
                breach(path, number, f"'{pattern.search(line)[0].strip()}' is banned in {room}", mend)


def check_dependencies():
    documented = (ROOT / "docs/dependencies.md").read_text()
    for name in set(re.findall(r"[a-z0-9.+-]+", " ".join(re.findall(r'packages_\w+="([^"]*)"', (ROOT / "scripts/packages.sh").read_text())))):
        if name not in documented:
            breach(ROOT / "scripts/packages.sh", 1, f"{name} is installed and not documented", "add it to docs/dependencies.md")


def check_commands():
    """Every command explains itself and shows examples; README names no command that does not exist."""
    program = os.environ.get("HASHIRA_PROGRAM")
    if not program:
        return
    def help_of(*words):
        done = subprocess.run([program, *words, "--help"], capture_output=True, text=True)
        assert done.returncode == 0, words
        return done.stdout
    def subcommands(text):
        part = text.split("Subcommands:")[1] if "Subcommands:" in text else ""
        return [line.split()[0] for line in part.splitlines() if re.match(r"^  [a-z]", line) and not line.strip().startswith("hashira")]
    def walk(words):
        text = help_of(*words)
        if words and "Examples:" not in text:
            breach(ROOT / "src/cli", 0, f"hashira {' '.join(words)} --help shows no examples", "add them (cli/command.h)")
        if words and not re.search("[ぁ-んァ-ヶ一-龠]", text.split("Usage:")[0]):
            breach(ROOT / "src/cli/command_words.cpp", 0, f"hashira {' '.join(words)} has no Japanese", "add it there")
        for name in subcommands(text):
            known.add(" ".join([*words, name]))
            walk([*words, name])
    known = set()
    walk([])
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for number, line in enumerate(page.read_text().splitlines(), 1):
            for name in re.findall(r"(?:^|[`/ ])hashira ([a-z]+)\b(?= )", line):
                if name not in known and re.search(rf"hashira {name} (?:--|[A-Z]|[a-z]+ --|programmes|data)", line):
                    breach(page, number, f"hashira has no command '{name}'", "tell the truth about today")


def main():
    known = rooms()
    for room in sorted(p.name for p in SRC.iterdir() if p.is_dir()):
        if room not in known:
            breach(SRC / room, 0, "a folder that is no room", "name it in src/rooms.txt")
            continue
        for path in sorted((SRC / room).rglob("*")):
            if path.suffix in (".h", ".cpp"):
                check_layers(path, room, known)
                check_text(path, room)
    check_dependencies()
    check_commands()
    print("\n".join(breaches) or "the house is tidy")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
