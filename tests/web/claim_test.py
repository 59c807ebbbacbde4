#!/usr/bin/env python3
"""A benefit that waits: applied for within a month of hiring, checked, and after three months of work claimed at 360 px by the link
of the receipt, by who knows the account and the telephone number; then examined, decided and paid, which moves one figure.

usage: claim_test.py HASHIRA_BINARY PORTFOLIO_FOLDER [--shots FOLDER]
Exit code 77 (skipped) says what is absent.
"""
import json
import subprocess
import sys
import time
import urllib.request
import uuid

from money_test import Money, Watch, moves_between
from path_test import Walk
from webdriver import Browser, Server, run

PROGRAMME = "career-change-bonus"
DESK = "/desk/" + PROGRAMME
ANSWERS = {
    "applicant_kind": "worker", "municipality": "011002", "hire": "R2-017", "hired_on": "2020-09-01", "lost_work": "true",
    "from_other_trade": "true", "short_handed_trade": "care", "regular_employment": "true", "relocated": "true",
    "migration_grant": "false", "relocation_cost": "180000", "name": "佐々木 望", "name_kana": "ササキ ノゾミ", "postal_code": "060-8588",
    "address": "札幌市中央区北3条西6丁目", "phone": "011-231-4111", "bank_code": "0501", "branch_code": "005",
    "account_type": "ordinary", "account_number": "1234567", "account_holder_kana": "ササキ ノゾミ",
}


def apply(server):
    request = urllib.request.Request(server.url + "/api/v1/programmes/%s/applications" % PROGRAMME, json.dumps({"answers": ANSWERS}).encode(),
                                     {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}, method="POST")
    with urllib.request.urlopen(request, timeout=60) as answer:
        return "/return/" + json.load(answer)["return_token"]


def today(server, day):
    subprocess.run([server.binary, "today", "--data", server.data, day], check=True, stdout=subprocess.DEVNULL)
    time.sleep(1.1)  # the server looks at the business date once a second


def check(office, case):
    office.as_user("officer")
    office.press(case, "form[action$='/precheck'] button", "prechecked")
    assert office.browser.text("#state") == "待機中（事前確認済）", office.browser.text("#state")
    assert "令和2年12月1日" in office.browser.text("#matures"), office.browser.text("#matures")


def claim(phone, server, link):
    """Too early it is refused, by a stranger too; then it is taken once."""
    walk = Walk(phone, server, None)
    walk.open(link + "/claim")
    walk.look("claim")
    early = send_claim(phone, "1234567", "011-231-4111")
    assert "令和2年12月1日" in early, early
    today(server, "2020-12-01")
    for account, number in (("7654321", "011-231-4111"), ("1234567", "011-000-0000")):
        walk.open(link + "/claim")
        refused = send_claim(phone, account, number)
        assert refused and "1234567" not in refused, "the claim of a stranger was taken"
        walk.look("claim-refused")
    walk.open(link)
    phone.submit("main a[href$='/claim']")
    assert send_claim(phone, "1234567", "０１１－２３１－４１１１") is None, phone.text()
    assert phone.text("#state") == "請求受付" and phone.has("[role=status]"), phone.text()
    assert not phone.has("main a[href$='/claim']"), "it can be claimed once"
    walk.look("claimed")


def send_claim(phone, account, number):
    phone.type("#old_account_number", account)
    phone.type("#phone", number)
    phone.submit("main button")
    return phone.text("[role=alert]") if phone.has("[role=alert]") else None


def pay(office, case):
    office.as_user("officer")
    office.press(case, "#screen", "screened")
    office.press(DESK + "?state=screened", "main form button", "drafted")
    draft = office.browser.url[len(office.server.url):]
    office.as_user("approver")
    office.press(draft, "main form[action$='/issue'] button", "issued")
    office.as_user("payer")
    office.press(draft, "main form[action$='/release'] button", "ordered")
    office.press(case, "#paid", "paid")


def walk_claim(server, office, phone):
    office.as_user("officer")
    watch = Watch(office)
    link = apply(server)
    check(office, DESK + "/cases/1")
    claim(phone, server, link)
    assert watch.all_figures() == watch.figures, "a claim moves no figure"
    pay(office, DESK + "/cases/1")
    moves = moves_between(watch.figures, watch.all_figures())
    assert moves == {PROGRAMME + "/workers": 1}, moves
    phone.open(server.url + link)
    assert phone.text("#state") == "支払済" and "480,000円" in phone.text(), phone.text()


def main():
    shots = sys.argv[sys.argv.index("--shots") + 1] if "--shots" in sys.argv else None
    with Server(sys.argv[1], sys.argv[2], "2020-09-10") as server, Browser(360, 740) as phone, Money(server, 1280, shots) as office:
        server.binary = sys.argv[1]
        walk_claim(server, office, phone)
    print("claimed by the link and paid")


if __name__ == "__main__":
    run(main)
