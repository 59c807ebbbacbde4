#!/bin/sh
# Makes src/payments/bank_master/zengin-code.tsv from npm's zengin-code at a pinned version (needs npm and python3).
#
#   scripts/bank-master.sh [VERSION]
#
# The version's last part is the day of the data. Source: zengin-code, MIT, Copyright (c) 2015 Sho Kusano; the notice
# stands in src/payments/bank_master/LICENSE.txt, copied from the package.
set -eu
version=${1:-1.0.0-p20260824}
out="$(cd "$(dirname "$0")/.." && pwd)/src/payments/bank_master"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "zengin-code@$version" >/dev/null
tar xzf zengin-code-*.tgz
cp package/LICENSE.txt "$out/LICENSE.txt"
python3 - "$version" package/lib/zengin-data.js "$out/zengin-code.tsv" <<'PYTHON'
import json, re, sys, unicodedata

version, source, target = sys.argv[1:]
text = open(source, encoding="utf-8").read()
banks = json.loads(text[text.index("{"):text.rindex("}") + 1])
day = re.sub(r".*p(\d{4})(\d{2})(\d{2})$", r"\1-\2-\3", version)

def clean(name):  # names for people: one width, one kind of space
    return " ".join(unicodedata.normalize("NFKC", name).split())

lines = [f"# zengin-code {version}", f"# snapshot {day}"]
for code in sorted(banks):
    bank = banks[code]
    lines.append("\t".join([code, clean(bank["name"]), clean(bank["kana"])]))
    for branch_code in sorted(bank["branches"]):
        branch = bank["branches"][branch_code]
        lines.append("\t".join(["", branch_code, clean(branch["name"]), clean(branch["kana"])]))
open(target, "w", encoding="utf-8").write("\n".join(lines) + "\n")
PYTHON
wc -lc "$out/zengin-code.tsv"
