"""Totals of other bodies through the whole program: received from a file, all or none; in no figure before a second person has
checked them; audited, exported, and counted again in SQL that knows nothing of our code."""
import json
import pathlib
import subprocess
import sys
import tempfile

from server import SOURCE, hashira, init

HEADER = "programme,figure,value,reporter,document,as_of,note\n"
ROWS = ["upopoy,tv_spots,147本,広告会社,report.pdf,,\n", "vocational-training,employment_rate,96.2％,訓練校,report.pdf,2021-05-31,\n",
        "sme-comprehensive-loans,new_loan_amount,\"1兆1,344.7億円\",金融機関,report.pdf,,\n"]


def values(data):
    _, text = hashira("report", "--data", data, "--format", "json")
    return {f"{p['id']}/{figure['id']}": figure["printed"] for p in json.loads(text)["programmes"] for figure in p["figures"] if figure["entries"]}


def main():
    place = pathlib.Path(tempfile.mkdtemp())
    data, file, out = place / "data", place / "totals.csv", place / "export"
    init(data, "2021-05-31")
    (place / "report.pdf").write_text("the document", encoding="utf-8")
    file.write_text(HEADER + "".join(ROWS) + "upopoy,tv_spots,147人,広告会社,report.pdf,,\n", encoding="utf-8")
    refused, _ = hashira("reported", "import", file, "--data", data, "--user", "officer", check=False)
    assert refused == 2, "people are no unit of television spots"
    _, listed = hashira("reported", "list", "--data", data)
    assert listed == "", listed
    file.write_text(HEADER + "".join(ROWS), encoding="utf-8")
    hashira("reported", "import", file, "--data", data, "--user", "officer")
    assert values(data) == {}, values(data)
    for programme in ["upopoy", "vocational-training", "sme-comprehensive-loans"]:
        hashira("reported", "check", "--data", data, "--programme", programme, "--number", 1, "--user", "approver")
    assert values(data) == {"upopoy/tv_spots": "147本", "vocational-training/employment_rate": "96.2％",
                            "sme-comprehensive-loans/new_loan_amount": "1兆1,344.7億円"}, values(data)
    hashira("checkpoint", "--data", data)
    hashira("audit", "--data", data)
    hashira("export", "--data", data, "--out", out)
    subprocess.run([sys.executable, SOURCE / "docs/verify.py", out], check=True)
    subprocess.run([sys.executable, SOURCE / "tests/recount/recount.py", out], check=True)


if __name__ == "__main__":
    sys.exit(main())
