#!/usr/bin/env python3
"""Prints the lines of several engines as one table, with ratios to Hashira by CPU time; a checksum that differs is an error.

Lines: engine,workload,evaluations,wall ns,cpu ns,checksum. An engine named "... (first N rows)" is compared with Hashira's
`check` line of the same workload and N (its evaluations are N).
"""
import csv
import re
import sys

rows = []
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as source:
        rows += [row for row in csv.reader(source) if len(row) == 6]
ours = {row[1]: row for row in rows if row[0] == "hashira"}
checks = {(row[1], row[2]): row[5] for row in rows if row[0] == "check"}


def expected(engine, workload):
    part = re.search(r"\(first (\d+) rows\)", engine)
    return checks.get((workload, part[1])) if part else ours[workload][5]


print(f"{'workload':<14} {'engine':<28} {'cpu ns':>14} {'wall ns':>14} {'x hashira':>10}")
wrong = 0
for engine, workload, _, wall, cpu, checksum in sorted(rows, key=lambda row: (row[1], float(row[4]))):
    if engine == "check":
        continue
    mark = "" if checksum == expected(engine, workload) else f"  DIFFERENT RESULTS: {checksum}, not {expected(engine, workload)}"
    wrong += bool(mark)
    print(f"{workload:<14} {engine:<28} {float(cpu):>14.1f} {float(wall):>14.1f} {float(cpu) / float(ours[workload][4]):>10.2f}{mark}")
sys.exit(1 if wrong else 0)
