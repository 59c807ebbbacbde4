#!/usr/bin/env python3
"""Writes the benchmark's decision tables and inputs to a folder: the same bytes each time.

table-N.dmn: N rules, UNIQUE, disjoint and complete over region (20 texts) x kind (5 texts) x amount (N/100 intervals).
first-3700.dmn: 3,700 rules, FIRST: 37 regions x 100 rising thresholds `< t`, so that earlier rules hide later ones.
inputs-NAME.csv: 1,000 rows region,kind,amount with a fixed linear congruential generator.
"""
import os
import sys

HEAD = ('<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" namespace="urn:hashira:bench:{name}" '
        'name="{name}" id="m">\n')


def inputs(names):
    text = ""
    for name, kind in names:
        text += (f'<inputData name="{name}" id="i_{name}"><variable name="{name}" typeRef="{kind}"/></inputData>\n')
    return text


def requirement(name):
    return f'<informationRequirement id="r_{name}"><requiredInput href="#i_{name}"/></informationRequirement>\n'


def column(name, kind):
    return f'<input id="c_{name}"><inputExpression id="e_{name}" typeRef="{kind}"><text>{name}</text></inputExpression></input>\n'


def rule(number, cells, output):
    text = f'<rule id="u{number}">'
    for i, cell in enumerate(cells):
        cell = cell.replace("<", "&lt;").replace(">", "&gt;")
        text += f'<inputEntry id="u{number}i{i}"><text>{cell}</text></inputEntry>'
    return text + f'<outputEntry id="u{number}o"><text>{output}</text></outputEntry></rule>\n'


def table(name, policy, names, rules):
    text = HEAD.format(name=name) + inputs(names)
    text += '<decision name="decide" id="d"><variable name="decide" typeRef="number"/>\n'
    text += "".join(requirement(n) for n, _ in names)
    text += f'<decisionTable id="t" hitPolicy="{policy}">\n' + "".join(column(n, k) for n, k in names)
    text += '<output id="o" typeRef="number"/>\n' + "".join(rule(i, c, o) for i, (c, o) in enumerate(rules))
    return text + "</decisionTable></decision>\n</definitions>\n"


def unique_rules(count):
    steps = count // 100
    width = 1000
    for region in range(20):
        for kind in range(5):
            for step in range(steps):
                low, high = step * width, (step + 1) * width
                amount = f">= {low}" if step == steps - 1 else f"[{low}..{high})" if step else f"< {high}"
                yield ([f'"region {region}"', f'"kind {kind}"', amount], (region * 31 + kind * 7 + step) % 1000)


def first_rules():
    for step in range(100):
        for region in range(37):
            yield ([f'"region {region}"', "-", f"< {(step + 1) * 500}"], (region * 100 + step) % 1000)


def rows(seed, regions, kinds, top):
    state = seed
    for _ in range(1000):
        out = []
        for bound in (regions, kinds, top):
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            out.append((state >> 33) % bound)
        yield f"region {out[0]},kind {out[1]},{out[2]}\n"


def main(folder):
    os.makedirs(folder, exist_ok=True)
    names = [("region", "string"), ("kind", "string"), ("amount", "number")]
    for count in (1000, 10000, 100000):
        with open(f"{folder}/table-{count}.dmn", "w") as out:
            out.write(table(f"table-{count}", "UNIQUE", names, unique_rules(count)))
        with open(f"{folder}/inputs-table-{count}.csv", "w") as out:
            out.writelines(rows(count, 20, 5, count // 100 * 1000))
    with open(f"{folder}/first-3700.dmn", "w") as out:
        out.write(table("first-3700", "FIRST", names, first_rules()))
    with open(f"{folder}/inputs-first-3700.csv", "w") as out:
        out.writelines(rows(37, 37, 5, 50000))


if __name__ == "__main__":
    main(sys.argv[1])
