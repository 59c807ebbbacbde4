#!/usr/bin/env python3
"""Prints the lines of several engines as one table, with ratios to Hashira by CPU time; a checksum that differs is an error."""
import csv
import sys

rows = []
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as source:
        rows += [row for row in csv.reader(source) if len(row) == 6]
ours = {row[1]: row for row in rows if row[0] == "hashira"}
print(f"{'workload':<14} {'engine':<24} {'cpu ns':>12} {'wall ns':>12} {'x hashira':>10}")
wrong = 0
for engine, workload, _, wall, cpu, checksum in sorted(rows, key=lambda row: (row[1], float(row[4]))):
    base = ours.get(workload)
    ratio = float(cpu) / float(base[4]) if base else 0
    whole = "rows)" not in engine
    mark = "" if not base or not whole or checksum == base[5] else "  DIFFERENT RESULTS"
    wrong += bool(mark)
    print(f"{workload:<14} {engine:<24} {float(cpu):>12.1f} {float(wall):>12.1f} {ratio:>10.2f}{mark}")
sys.exit(1 if wrong else 0)
