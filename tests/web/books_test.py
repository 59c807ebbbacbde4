#!/usr/bin/env python3
"""The forms of the desk's money pages, at 1280 and 360 px: votes, transfers, the reserve, allotments and their withdrawal by a
planner; a reclaim that is told, paid in instalments, deferred, partly waived, written off; overdue corrections lapsed together; a
sample drawn. Each moves the amounts that it names and no other.

usage: books_test.py HASHIRA_BINARY PORTFOLIO_FOLDER [--shots FOLDER]
Exit code 77 (skipped) says what is absent.
"""
import subprocess
import sys
import time

from money_test import DESK, EACH, PROGRAMME, Money, apply_by_api, books_of, moves_between
from webdriver import Server, run

LINE = "2020/current/07-01-02-18"
SORACHI = "空知総合振興局"


class Books(Money):
    def fill(self, form, **fields):
        """Opens a form of the page that is shown, fills it in and sends it."""
        self.browser.run("document.querySelectorAll('details').forEach(one => one.open = true)")
        for name, value in fields.items():
            field = "form[action$='%s'] [name='%s']" % (form, name)
            if self.browser.has(field + " option"):
                self.browser.click("%s option[value='%s']" % (field, value))
            elif self.browser.has(field + "[type=checkbox]"):
                self.browser.click(field)
            elif self.browser.has(field + "[type=date]"):
                self.browser.run("document.querySelector(\"%s\").value = '%s'" % (field, value))
            else:
                self.browser.type(field, value)
        self.look("form" + form.replace("/", "-"))
        self.browser.submit("form[action$='%s'] button" % form)

    def done(self, form, **fields):
        self.fill(form, **fields)
        assert self.browser.has("[role=status]"), "%s was refused: %s" % (form, self.browser.text())
        self.look("done" + form.replace("/", "-"))

    def refused(self, form, words, **fields):
        self.fill(form, **fields)
        assert words in self.browser.text("[role=alert]"), "%s: %s" % (form, self.browser.text())
        self.look("refused" + form.replace("/", "-"))

    def today(self, day):
        subprocess.run([self.server.binary, "today", "--data", self.server.data, day], check=True, stdout=subprocess.DEVNULL)
        time.sleep(1.1)  # the server looks at the business date once a second


# ---- the budget


def rows_moved(desk, form, expected, **fields):
    """What one form moves: rows and columns of the budget page, each by so much."""
    before = books_of(desk)
    desk.done("/budget/" + form, **fields)
    after = books_of(desk)
    appeared = {name: amount for name, amount in after.items() if name not in before and amount}
    moves = moves_between(before, {name: after[name] for name in before})
    moves.update(appeared)
    assert moves == expected, "%s moved %s, not %s" % (form, moves, expected)
    print("  %s moved %d amounts" % (form, len(expected)), flush=True)


def moves(row, **columns):
    labels = {"voted": "議決額", "moved": "流用・充用", "current": "予算現額", "allotted": "配当", "held": "配当額", "free": "未配当", "left": "配当残"}
    return {(row, labels[column]): amount for column, amount in columns.items()}


def budget(office):
    office.as_user("officer")
    office.open("/desk/budget")
    assert not office.browser.has("main form"), "an officer may not change the budget"
    office.as_user("planner")
    line = "07-01-02-18"
    rows_moved(office, "vote", moves(line, voted=3000000, current=3000000, free=3000000),
               line=LINE, vote="supplementary", funding="national", amount="3,000,000")
    rows_moved(office, "vote", moves(line, voted=-500000, current=-500000, free=-500000),
               line=LINE, vote="supplementary", funding="national", amount="△500,000円")
    rows_moved(office, "vote", moves("14-01-01-01 / 予備費 予備費", voted=1000000, current=1000000, free=1000000),
               line="", code="14-01-01-01", name="予備費", reserve="1", vote="original", funding="prefectural", amount="1000000")
    rows_moved(office, "reserve", {**moves("14-01-01-01 / 予備費 予備費", moved=-200000, current=-200000, free=-200000),
                                   **moves(line, moved=200000, current=200000, free=200000)},
               **{"from": "2020/current/14-01-01-01", "to": LINE}, amount="200000", reason="感染拡大のため")
    rows_moved(office, "transfer", {**moves(line, moved=-300000, current=-300000, free=-300000),
                                    **moves("07-01-02-19", moved=300000, current=300000, free=300000)},
               **{"from": LINE, "to": "2020/current/07-01-02-19"}, amount="300000", reason="執行見込みによる")
    sorachi = "休業協力・感染リスク低減支援事業 / " + SORACHI
    rows_moved(office, "allot", {**moves(line, allotted=400000, free=-400000), **moves(sorachi, held=400000, left=400000)},
               line=LINE, programme=PROGRAMME, office="sorachi", amount="400000")
    rows_moved(office, "withdraw", {**moves(line, allotted=-100000, free=100000), **moves(sorachi, held=-100000, left=-100000)},
               allotment="2020/current/sorachi/%s/07-01-02-18" % PROGRAMME, amount="100000", reason="不用の見込み")
    before = books_of(office)
    for form, words, fields in (
            ("vote", "円の数字", {"line": LINE, "vote": "supplementary", "funding": "national", "amount": "100千円"}),
            ("transfer", "項の間", {"from": LINE, "to": "2020/current/07-02-01-05", "amount": "1", "reason": "x"}),
            ("transfer", "理由", {"from": LINE, "to": "2020/current/07-01-02-19", "amount": "1", "reason": ""}),
            ("allot", "足りません", {"line": LINE, "programme": PROGRAMME, "office": "", "amount": "99999999999"}),
            ("withdraw", "配当は", {"allotment": "2020/current/sorachi/%s/07-01-02-18" % PROGRAMME, "amount": "300001", "reason": "x"})):
        office.open("/desk/budget")
        office.refused("/budget/" + form, words, **fields)
    assert books_of(office) == before, "a refusal moved the budget"


# ---- receivables


def paid_cases(office, count):
    """So many cases are paid; two more stay as they came in."""
    for number in range(1, count + 3):
        apply_by_api(office.server.url, number)
    office.as_user("officer")
    for number in range(1, count + 1):
        office.open(office.case(number))
        office.browser.submit("#screen")
    office.press(DESK + "?state=screened", "main form button", "drafted")
    draft = office.browser.url[len(office.server.url):]
    office.as_user("approver")
    office.press(draft, "main form[action$='/issue'] button", "issued")
    office.as_user("payer")
    office.press(draft, "main form[action$='/release'] button", "ordered")
    for number in range(1, count + 1):
        office.open(office.case(number))
        office.browser.submit("#paid")
        assert office.browser.text("#state") == "支払済", office.browser.text()


def reclaim(office, number):
    """The decision is cancelled, and what was paid becomes a receivable: its page."""
    office.as_user("approver")
    office.open(office.case(number))
    office.fill("/cancellation", reason="休業していなかった")
    office.fill("/reclaim", line="")
    office.browser.submit("#owed a")
    assert office.browser.text("#state") == "調定済", office.browser.text()
    return office.browser.url[len(office.server.url):]


def amount(office, css):
    return int(office.browser.text(css).replace(",", "").replace("円", ""))


def instalments(office, claim):
    office.open(claim)
    assert not office.browser.has("#agree"), "an untold claim cannot be paid in parts"
    office.done("/notify", text="納入通知書1号")
    office.refused("/instalments", "2回から120回", count="1", first="2020-07-31", reason="x")
    office.open(claim)
    office.refused("/instalments", "分割の合計", plan="2020-07-31 50,000", reason="x")
    office.open(claim)
    office.refused("/instalments", "理由", count="3", first="2020-07-31", reason="")
    office.open(claim)
    office.done("/instalments", count="3", first="2020-07-31", reason="資力による")
    assert office.browser.text("#state") == "分割納付中"
    plan = office.browser.text("#plan tbody")
    assert "令和2年7月31日 66,668円 0円" in plan and "令和2年8月31日 66,666円 0円" in plan and "令和2年9月30日" in plan, plan
    office.done("/waive", principal="50,000", reason="災害による")
    assert amount(office, "#open") == EACH - 50000, office.browser.text()
    assert "50,000円" in office.browser.text("#plan tbody"), office.browser.text("#plan tbody")
    office.open(claim)
    office.refused("/waive", "受け入れられません", principal="150001", reason="x")


def deferred_and_written_off(office, claim):
    office.open(claim)
    office.done("/notify", text="納入通知書2号")
    office.done("/defer", due="2020-08-08", reason="入院による")
    assert office.browser.text("#state") == "納期限延長中"
    assert "令和2年8月11日" in office.browser.text(".facts"), "a Saturday before Mountain Day and its substitute moves to the 11th"
    office.today("2020-09-01")
    office.open(claim)
    office.done("/remind", deadline="2020-09-11", text="督促状1号")
    assert office.browser.text("#state") == "督促済"
    office.done("/enforce", text="財産調査")
    assert office.browser.text("#state") == "強制執行中"
    surcharge, late = amount(office, "#surcharge"), amount(office, "#late")
    assert surcharge > 0 and late > 0, office.browser.text()
    office.refused("/write-off", "理由", reason="")
    office.open(claim)
    office.done("/write-off", reason="時効による")
    assert office.browser.text("#state") == "不納欠損" and amount(office, "#open") == 0, office.browser.text()
    assert not office.browser.has(".actions form"), "nothing more can be done with it"


def lapse(office):
    for number in (3, 4):
        office.ask_correction(number)
    office.today("2020-09-20")
    office.as_user("approver")
    office.open(DESK + "/overdue")
    assert office.browser.text("#overdue") == "2", office.browser.text()
    office.browser.click("input[name=case][value='4']")
    office.look("overdue")
    office.browser.submit("#lapse")
    assert "1件の期限経過" in office.browser.text("[role=status]"), office.browser.text()
    assert office.browser.text("#overdue") == "1"
    office.open(office.case(3))
    assert office.browser.text("#state") == "期限経過", office.browser.text("#state")
    office.open(office.case(4))
    assert office.browser.text("#state") == "補正依頼中", "the case that was not ticked lapsed"


def sample(office):
    office.as_user("officer")
    office.open(DESK + "/samples")
    office.browser.run("document.querySelector('#state').value = 'reclaiming'")
    office.browser.type("#size", "1")
    office.browser.submit("#draw")
    assert "抽出 1" in office.browser.text(), office.browser.text()
    office.look("sample-drawn")


def narrow(office, claims):
    office.as_user("planner")
    for page in ["/desk/budget"] + claims + [DESK + "/receivables"]:
        office.as_user("planner" if "budget" in page else "approver")
        for language in ("en", "ja"):
            office.open(page + "?lang=" + language)
            office.browser.run("document.querySelectorAll('details').forEach(one => one.open = true)")
            office.look("narrow-" + language)


def main():
    shots = sys.argv[sys.argv.index("--shots") + 1] if "--shots" in sys.argv else None
    with Server(sys.argv[1], sys.argv[2]) as server:
        server.binary = sys.argv[1]
        with Books(server, 1280, shots) as office:
            budget(office)
            paid_cases(office, 2)
            claims = [reclaim(office, number) for number in (1, 2)]
            instalments(office, claims[0])
            deferred_and_written_off(office, claims[1])
            lapse(office)
            sample(office)
        with Books(server, 360, shots) as office:
            narrow(office, claims)
        audit = subprocess.run([server.binary, "audit", "--data", server.data], stdout=subprocess.DEVNULL, check=False)
        assert audit.returncode == 0, "the audit finds the books wrong"
    print("ok")


if __name__ == "__main__":
    run(main)
