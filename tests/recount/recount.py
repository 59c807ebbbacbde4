#!/usr/bin/env python3
"""Counts every figure of an export again in SQL (recount.sql) and compares all cells: python3 recount.py EXPORT_DIR...

Prints "N cells, 0 differences" and exits 0; otherwise names each differing cell and exits 1. A figure that has records
but no recount is a difference too, so that none is left out unseen.
"""

import json
import os
import sqlite3
import sys


def objects(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def recounted(folder):
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE TABLE entries (stream TEXT, seq INTEGER, type TEXT, happened_on TEXT, case_number INTEGER,"
        " layer TEXT, synthetic INTEGER, body TEXT, PRIMARY KEY (stream, seq))"
    )
    database.executemany(
        "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (e["stream"], e["seq"], e["type"], e["happened_on"], e["case"], e["layer"], e["synthetic"],
             json.dumps(e["body"]))
            for e in objects(folder, "entries.jsonl")
        ),
    )
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "recount.sql"), encoding="utf-8") as sql:
        database.executescript(sql.read())
    return {(programme, cell): value for programme, cell, value in database.execute("SELECT * FROM recount")}


def compare(folder):
    told = {(line["programme"], line["cell"]): line["value"] / 10 ** line.get("scale", 0) for line in objects(folder, "figures.jsonl")}
    counted = recounted(folder)
    differences = 0
    for key in sorted(told.keys() | counted.keys()):
        if told.get(key, 0) != counted.get(key, 0):
            differences += 1
            print(f"{folder}: {'/'.join(key)}: Hashira says {told.get(key, 0)}, SQL counts {counted.get(key, 0)}")
    return len(told), differences


def main():
    cells = differences = 0
    for folder in sys.argv[1:]:
        more_cells, more_differences = compare(folder)
        cells += more_cells
        differences += more_differences
    print(f"{cells} cells, {differences} differences")
    return 1 if differences or not cells else 0


if __name__ == "__main__":
    sys.exit(main())
