#!/usr/bin/env python3
"""The way of the money through the pages: application, correction (補正), a draft of 30 cases, issued, letters printed, a run
released by another, the file, one payment bounced, its account changed, paid again. After each step every figure of the portfolio
and every amount of the budget page is read: exactly those moved that should have, by exactly so much.

usage: money_test.py HASHIRA_BINARY PORTFOLIO_FOLDER [--shots FOLDER]
Exit code 77 (skipped) says what is absent.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid

from office_test import DESK, PROGRAMME, Office
from path_test import ANSWERS, Walk
from webdriver import Browser, Server, run

CASES = 30
EACH = 200000  # a sole proprietor who closed: report line 77
NAME = "休業協力・感染リスク低減支援事業 / 主管課"
LABELS = {"left": "配当残", "committed": "負担行為済", "ordered": "支出命令済", "paid": "支出済"}
BOOKS = [(NAME, label) for label in LABELS.values()]
STARTED = time.monotonic()


def digits(number):
    return "".join("レイニサヨゴロナハク"[int(digit)] for digit in str(number))


def first_file(folder, seconds=20):
    """What the browser saved there, once it is whole: Chromium gives a file its name when it has all of it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        names = [name for name in os.listdir(folder) if not name.endswith(".crdownload") and not name.startswith(".")]
        if names:
            with open(os.path.join(folder, names[0]), "rb") as file:
                return file.read()
        time.sleep(0.05)
    raise TimeoutError("the browser saved no file")


def books_of(office):
    """Every amount of the budget page, by row and column."""
    office.open("/desk/budget")
    rows = office.browser.run(
        "return [...document.querySelectorAll('#lines tbody tr, #holdings tbody tr')].map(row =>"
        " [row.querySelector('th').innerText.split('\\n').join(' / '),"
        "  [...row.querySelectorAll('td.number')].map(cell => [cell.dataset.label, cell.textContent])])")
    return {(name, label): int(re.sub("[,円]", "", yen)) for name, cells in rows for label, yen in cells}


class Watch:
    """Every figure of the portfolio as the public API gives it, and every allotment as the budget page shows it."""

    def __init__(self, office):
        self.office = office
        self.programmes = [one["id"] for one in self.get("/api/v1/portfolio")["programmes"]]
        self.figures, self.books = self.all_figures(), books_of(office)
        assert len(self.figures) == 299, "the portfolio has %d figures" % len(self.figures)
        assert BOOKS[0] in self.books, sorted(self.books)

    def get(self, path):
        with urllib.request.urlopen(self.office.server.url + path, timeout=60) as answer:
            return json.load(answer)

    def all_figures(self):
        return {programme + "/" + figure["id"]: figure["value"]
                for programme in self.programmes for figure in self.get("/api/v1/programmes/" + programme)["figures"]}

    def moved(self, step, payments=0, **books):
        """Since the last look exactly these moved: payments, and cases from account to account."""
        figures, ledger = self.all_figures(), books_of(self.office)
        expected = {PROGRAMME + "/payments": payments, PROGRAMME + "/paid_total": payments * EACH} if payments else {}
        moves = moves_between(self.figures, figures)
        assert moves == expected, "%s moved the figures %s, not %s" % (step, moves, expected)
        expected = {(NAME, LABELS[account]): cases * EACH for account, cases in books.items()}
        moves = moves_between(self.books, ledger)
        assert moves == expected, "%s moved the books %s, not %s" % (step, moves, expected)
        self.figures, self.books = figures, ledger
        print("%5.1f s  %s: figures %+d, books %s" % (time.monotonic() - STARTED, step, payments, books or "unmoved"), flush=True)


def moves_between(before, after):
    assert before.keys() == after.keys(), before.keys() ^ after.keys()
    return {name: (after[name] or 0) - (before[name] or 0) for name in after if after[name] != before[name]}


def apply_by_api(url, number):
    answers = {fact: value for fact, value in ANSWERS.items() if value}
    answers.update(industry="restaurant", account_type="ordinary", name="商店%d" % number, name_kana="ショウテン" + digits(number))
    for absent in ("account_holder", "alcohol_restaurant"):
        answers.pop(absent, None)
    request = urllib.request.Request(url + "/api/v1/programmes/%s/applications" % PROGRAMME, json.dumps({"answers": answers}).encode(),
                                     {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}, method="POST")
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert answer.status == 201


class Money(Office):
    def press(self, path, css, name):
        self.open(path)
        self.browser.run("document.querySelectorAll('details').forEach(one => one.open = true)")
        self.browser.submit(css)
        assert not self.browser.has("[role=alert]"), self.browser.text()
        self.look(name)

    def as_user(self, user):
        self.open("/desk")
        if self.browser.has(".tools button"):
            self.sign_out()
        self.sign_in(user)

    def case(self, number):
        return DESK + "/cases/%d" % number

    def ask_correction(self, number):
        self.as_user("officer")
        self.open(self.case(number))
        self.browser.run("document.querySelectorAll('details').forEach(one => one.open = true)")
        self.browser.type("#what1", "フリガナを確かめてください")
        self.browser.submit("form[action$='/ask-amendment'] button")
        assert self.browser.text("#state") == "補正依頼中", self.browser.text("#state")
        self.look("correction-asked")

    def draft_all(self):
        for number in range(1, CASES + 1):
            self.open(self.case(number))
            self.browser.submit("#screen")
        self.press(DESK + "?state=screened", "main form button", "drafted")
        return self.browser.url[len(self.server.url):]

    def letters_printed(self):
        self.as_user("officer")
        self.press(DESK + "/letters", "#issue-decision", "letters-issued")
        self.browser.submit("#print")
        assert self.browser.text("body").count("支給決定通知書") >= CASES, "not every case has its letter"
        self.look("letters-printed")

    def run_made(self, value_date, count):
        self.as_user("payer")
        self.open(DESK + "/runs")
        assert self.browser.text("#waiting") == str(count), self.browser.text()
        self.browser.run("document.querySelector('#value_date').value = '%s'" % value_date)
        self.browser.submit("form[action$='/runs'] button")
        run = self.browser.url[len(self.server.url):]
        assert not self.browser.has("form[action$='/release']"), "who made a run may not release it"
        self.as_user("payer2")
        self.press(run, "form[action$='/release'] button", "run-released")
        return run

    def file(self, run):
        """The file for the bank as the browser saves it; written again on the command line it has the same bytes."""
        folder = tempfile.mkdtemp(dir=self.server.folder)
        self.browser.devtools("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": folder})
        self.open(run)
        self.browser.click("form[action$='/file'] button")
        saved = first_file(folder)
        path = os.path.join(self.server.folder, "again.txt")
        subprocess.run([self.server.binary, "payments", "export", "--data", self.server.data, "--programme", PROGRAMME, "--run",
                        run.rsplit("/", 1)[1], "--user", "payer", "--out", path], check=True, stdout=subprocess.DEVNULL)
        with open(path, "rb") as file:
            assert file.read() == saved, "the file of a run is always the same"
        return saved

    def carried_out(self, run, on, today):
        subprocess.run([self.server.binary, "today", "--data", self.server.data, today], check=True, stdout=subprocess.DEVNULL)
        time.sleep(1.1)  # the server looks at the business date once a second
        self.open(run)
        self.browser.run("document.querySelector('#on').value = '%s'" % on)
        self.browser.submit("form[action$='/execute'] button")
        assert not self.browser.has("[role=alert]"), self.browser.text()
        self.look("carried-out")

    def bounced(self, number):
        self.as_user("payer")
        self.press(self.case(number), "form[action$='/payment']:has([value=bounced]) button", "bounced")
        assert self.browser.text("#state") == "振込不能", self.browser.text("#state")

    def account_changed(self, number, account):
        self.as_user("officer")
        self.open(self.case(number))
        self.browser.run("document.querySelectorAll('details').forEach(one => one.open = true)")
        for field, value in {"bank_code": "0501", "branch_code": "005", "account_number": account, "account_holder_kana": "ヤマダ ハナコ",
                             "proof": "通帳の写し", "notice": "電話で連絡"}.items():
            self.browser.type("#" + field, value)
        self.browser.submit("#change-account")
        assert self.browser.text("#state") == "保留", self.browser.text()
        self.look("account-changed")
        self.as_user("approver")
        self.open(self.case(number))
        self.browser.type("#release-reason", "確認済み")
        self.browser.submit("#release")
        assert self.browser.text("#state") == "振込不能", self.browser.text("#state")


def correct(walk, link):
    walk.browser.open(link)
    walk.browser.submit("form[action$='/amend'] button")
    walk.look("correct")
    walk.browser.submit("main button[type=submit]")
    assert not walk.browser.has("[role=alert]"), walk.browser.text()


def put_in(server, office, phone, watch):
    """30 applications, one of them by hand on a phone and corrected there."""
    for number in range(1, CASES):
        apply_by_api(server.url, number)
    case, link = Walk(phone, server, None).apply()
    number = int(case.rsplit("/", 1)[1])
    watch.moved("applying")
    office.ask_correction(number)
    watch.moved("asking for a correction")
    correct(Walk(phone, server, None), link)
    watch.moved("the correction")
    return number, link


def decide(office, watch):
    draft = office.draft_all()
    watch.moved("the draft")
    office.as_user("approver")
    office.press(draft, "main form[action$='/issue'] button", "issued")
    watch.moved("issuing", left=-CASES, committed=CASES)
    office.letters_printed()
    watch.moved("the letters")
    office.as_user("payer")
    office.press(draft, "main form[action$='/release'] button", "ordered")
    watch.moved("the orders", committed=-CASES, ordered=CASES)


def pay(office, watch, value_date, today, account, cases):
    run = office.run_made(value_date, cases)
    watch.moved("the run and its release")
    file = office.file(run)
    assert len(file) == 120 * (cases + 3) and file.count(account) == cases, "the file is not the run's"
    watch.moved("the file")
    office.carried_out(run, value_date, today)
    watch.moved("the bank's day", cases, ordered=-cases, paid=cases)
    return run


def walk_money(server, office, phone):
    office.as_user("officer")
    watch = Watch(office)
    number, link = put_in(server, office, phone, watch)
    decide(office, watch)
    pay(office, watch, "2020-05-22", "2020-05-25", b"1234567", CASES)
    office.bounced(number)
    watch.moved("the bounce", -1, ordered=1, paid=-1)
    office.account_changed(number, "7654321")
    watch.moved("the new account")
    run = pay(office, watch, "2020-05-26", "2020-05-27", b"7654321", 1)
    phone.open(link)
    assert phone.text("#state") == "支払済", phone.text("#state")
    assert office.payments() == CASES, "the report's sentence does not show them"
    return number, run, len(watch.figures)


def main():
    shots = sys.argv[sys.argv.index("--shots") + 1] if "--shots" in sys.argv else None
    with Server(sys.argv[1], sys.argv[2]) as server, Browser(360, 740) as phone:
        server.binary = sys.argv[1]
        with Money(server, 1280, shots) as office:
            number, run, watched = walk_money(server, office, phone)
        with Money(server, 360, shots) as office:
            office.sign_in("payer")
            for page in (office.case(number), run, DESK + "/letters"):
                office.open(page)
                office.look("narrow")
    print("30 cases paid, one of them twice sent and once received; %d figures watched" % watched)


if __name__ == "__main__":
    run(main)
