#!/usr/bin/env python3
"""Changes a good export in many ways and holds docs/verify.py to finding each: python3 tamper.py VERIFY.PY EXPORT_DIR

Named changes, each with words that the difference must hold; then one flipped bit at random places of every file. Exits 0
when all were found, 1 naming what was not.
"""

import copy
import importlib.util
import json
import os
import random
import shutil
import sys
import tempfile

FILES = ["entries.jsonl", "contributions.jsonl", "figures.jsonl", "heads.jsonl", "checkpoints.jsonl"]


def load_verify(path):
    spec = importlib.util.spec_from_file_location("verify", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(folder):
    return {name: [json.loads(line) for line in open(os.path.join(folder, name), encoding="utf-8")] for name in FILES}


def write(folder, export):
    for name in FILES:
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in export[name])


def first(lines, **wanted):
    return next(line for line in lines if all(line.get(name) == value for name, value in wanted.items()))


def set_field(file, index, name, change):
    def tamper(export):
        line = export[file][index]
        line[name] = change(line[name])

    return tamper


def flip_hex(text):
    return text[:-1] + ("0" if text[-1] != "0" else "1")


def drop(file, index):
    return lambda export: export[file].pop(index)


def repeat(file, index):
    return lambda export: export[file].insert(index, copy.deepcopy(export[file][index]))


def swap(file, a, b):
    def tamper(export):
        export[file][a], export[file][b] = export[file][b], export[file][a]

    return tamper


def cut_tail(export):
    """The last entry and all that speaks of it removed, heads and figures made to fit: only a checkpoint knows."""
    last = export["entries.jsonl"].pop()
    assert not any(c["seq"] == last["seq"] and c["stream"] == last["stream"] for c in export["contributions.jsonl"])
    head = first(export["heads.jsonl"], stream=last["stream"])
    head["seq"], head["hash"] = last["seq"] - 1, export["entries.jsonl"][-1]["hash"]


def body_field(export):
    entry = first(export["entries.jsonl"], type="benefit.paid")
    entry["body"]["amount"] += 1


def extra_body_field(export):
    export["entries.jsonl"][1]["body"]["note"] = "added"


def true_for_one(export):
    export["entries.jsonl"][0]["version"] = True


def synthetic_hidden(export):
    first(export["figures.jsonl"], cell="payments")["synthetic"] = 0


def extra_figure(export):
    line = export["figures.jsonl"][0]
    export["figures.jsonl"].append({**line, "cell": line["figure"] + "|municipality=999999"})


def foreign_checkpoint_key(export):
    export["checkpoints.jsonl"][0]["public_key"] = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"


def contribution_of_nobody(export):
    export["contributions.jsonl"][-1]["seq"] = 10**6


CHANGES = [
    ("a byte of an entry", set_field("entries.jsonl", 3, "bytes", flip_hex), "entry"),
    ("upper-case bytes", set_field("entries.jsonl", 3, "bytes", str.upper), "lower case"),
    ("a hash", set_field("entries.jsonl", 3, "hash", flip_hex), "its hash is"),
    ("the shown actor", set_field("entries.jsonl", 3, "actor", lambda text: text + "x"), "'actor' is shown"),
    ("the shown date", set_field("entries.jsonl", 3, "happened_on", lambda text: "2021-01-01"), "'happened_on' is shown"),
    ("the shown mark", set_field("entries.jsonl", 3, "synthetic", lambda mark: not mark), "'synthetic' is shown"),
    ("an amount in a body", body_field, "'body' is shown"),
    ("a field added to a body", extra_body_field, "'body' is shown"),
    ("true for 1", true_for_one, "'version' is shown"),
    ("an entry removed", drop("entries.jsonl", 4), "is missing before it"),
    ("an entry repeated", repeat("entries.jsonl", 4), "is missing before it"),
    ("two entries swapped", swap("entries.jsonl", 3, 4), "is missing before it"),
    ("the last entry removed", drop("entries.jsonl", -1), "the entries end at"),
    ("the tail cut everywhere", cut_tail, "the stream ends before it"),
    ("a delta", set_field("contributions.jsonl", 0, "delta", lambda delta: delta + 1), "the contributions give"),
    ("a delta of nothing", set_field("contributions.jsonl", 0, "delta", lambda delta: 0), "other than 0"),
    ("a contribution removed", drop("contributions.jsonl", 0), "figure"),
    ("a contribution repeated", repeat("contributions.jsonl", 0), "listed twice"),
    ("a contribution of no entry", contribution_of_nobody, "there is no such entry"),
    ("a contribution of another cell", set_field("contributions.jsonl", 0, "cell", lambda cell: "x" + cell), "not one of"),
    ("a figure's value", set_field("figures.jsonl", 0, "value", lambda value: value + 1), "'value' is"),
    ("a figure's entries", set_field("figures.jsonl", 0, "entries", lambda count: count + 1), "'entries' is"),
    ("a figure's synthetic entries", synthetic_hidden, "'synthetic' is"),
    ("a figure removed", drop("figures.jsonl", 0), "is missing, contributions lead to it"),
    ("a figure repeated", repeat("figures.jsonl", 0), "listed twice"),
    ("a figure added", extra_figure, "no contribution leads to it"),
    ("a head's hash", set_field("heads.jsonl", 0, "hash", flip_hex), "its hash is"),
    ("a head's place", set_field("heads.jsonl", 0, "seq", lambda seq: seq - 1), "the entries end at"),
    ("a head removed", drop("heads.jsonl", 0), "is missing"),
    ("a head repeated", repeat("heads.jsonl", 0), "listed twice"),
    ("a checkpoint's signature", set_field("checkpoints.jsonl", 0, "signature", flip_hex), "the signature is wrong"),
    ("a checkpoint's bytes", set_field("checkpoints.jsonl", 0, "bytes", flip_hex), "the signature is wrong"),
    ("a checkpoint's key", foreign_checkpoint_key, "it names the key"),
    ("a checkpoint's shown heads", set_field("checkpoints.jsonl", 0, "heads", lambda heads: heads[1:]), "it is shown as"),
    ("a checkpoint removed", drop("checkpoints.jsonl", 0), "does not follow"),
    ("checkpoints swapped", swap("checkpoints.jsonl", 0, 1), "does not follow"),
]


def difference(verify, folder, public_key):
    try:
        verify.verify(folder, public_key)
        return None
    except verify.Difference as found:
        return str(found)


def named_changes(verify, export, folder, public_key):
    missed = 0
    for name, tamper, words in CHANGES:
        changed = copy.deepcopy(export)
        tamper(changed)
        write(folder, changed)
        found = difference(verify, folder, public_key)
        if found is None or words not in found:
            print(f"{name}: expected a difference with '{words}', found {found}")
            missed += 1
    return missed


def flipped_bits(verify, source, folder, public_key, count):
    missed, draw = 0, random.Random(20200520)
    for _ in range(count):
        name = draw.choice(FILES)
        for each in FILES:
            shutil.copy(os.path.join(source, each), folder)
        path = os.path.join(folder, name)
        good = open(path, "rb").read()
        at, bit = draw.randrange(len(good)), 1 << draw.randrange(8)
        bad = good[:at] + bytes([good[at] ^ bit]) + good[at + 1 :]
        open(path, "wb").write(bad)
        try:
            if [json.loads(line) for line in bad.splitlines()] == [json.loads(line) for line in good.splitlines()]:
                continue  # a blank became another blank: nothing is said differently
        except ValueError:
            pass
        try:
            found = difference(verify, folder, public_key)
        except UnicodeDecodeError:
            continue  # the program says that it cannot read the file and exits 2
        if found is None:
            print(f"{name}: bit {bit} at byte {at} was flipped and not found")
            missed += 1
    return missed


def main():
    verify, source = load_verify(sys.argv[1]), sys.argv[2]
    export = read(source)
    public_key = export["checkpoints.jsonl"][0]["public_key"]
    with tempfile.TemporaryDirectory() as folder:
        write(folder, export)
        if difference(verify, folder, public_key) is not None:
            print(f"the untouched export: {difference(verify, folder, public_key)}")
            return 1
        flips = 2000 if "HASHIRA_LONG" in os.environ else 100
        missed = named_changes(verify, export, folder, public_key) + flipped_bits(verify, source, folder, public_key, flips)
    print(f"{len(CHANGES)} named changes, {flips} flipped bits, {missed} not found")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
