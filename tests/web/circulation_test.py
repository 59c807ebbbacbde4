#!/usr/bin/env python3
"""A draft on its way, in the browser: who may approve depends on the office, the amount and the post; another office must agree to a
large one; it is sent back, circulated again, approved in somebody's stead, the approval taken back, approved again and issued.
The portfolio is that of FY2020 with rules of the test on who approves.

usage: circulation_test.py HASHIRA_BINARY PORTFOLIO_FOLDER [--shots FOLDER]
Exit code 77 (skipped) says what is absent.
"""
import os
import shutil
import subprocess
import sys
import tempfile

from money_test import DESK, Money, apply_by_api
from office_test import PASSWORD
from webdriver import Server, run

APPROVAL = """source: 'assumption: of this test'
bands:
  - {post: deputy_director, office: subprefecture, up_to: 10万円, ja: 副局長専決, en: by the deputy director}
  - {post: director, office: subprefecture, up_to: 50万円, ja: 局長専決, en: by the director}
  - {post: governor, office: econ-sme, covers: all, ja: 知事決裁, en: by the governor}
reviews:
  - {office: econ-planning, from: 50万円}
acting:
  - {post: director, by: deputy_director}
"""
USERS = (("clerk", "officer", "sorachi", ""), ("deputy", "approver", "sorachi", "deputy_director"),
         ("director", "approver", "sorachi", "director"), ("nemuro", "approver", "nemuro", "director"),
         ("governor", "approver", "econ-sme", "governor"), ("planning", "officer", "econ-planning", ""))


def portfolio_with_rules(portfolio, folder):
    copy = os.path.join(folder, "portfolio")
    shutil.copytree(portfolio, copy)
    with open(os.path.join(copy, "approval.yaml"), "w", encoding="utf-8") as file:
        file.write(APPROVAL)
    return copy


def add_users(server):
    for name, role, office, post in USERS:
        subprocess.run([server.binary, "user", "--data", server.data, "--id", name, "--name", name, "--role", role, "--office", office]
                       + (["--post", post] if post else []), input=PASSWORD, text=True, check=True, stdout=subprocess.DEVNULL)


class Circle(Money):
    def does(self, user, draft, action, **fields):
        """What the button answers: the draft's state, or why not."""
        self.as_user(user)
        self.open(draft)
        form = "form[action$='/%s']" % action
        assert self.browser.has(form), "%s is not offered %s: %s" % (user, action, self.browser.text())
        for name, value in fields.items():
            self.browser.type("%s [name='%s']" % (form, name), value)
        self.browser.submit(form + " button")
        self.look("%s-%s" % (user, action))
        return self.browser.text("[role=alert]") if self.browser.has("[role=alert]") else self.browser.text("#state")

    def draft(self, numbers):
        """The officer screens, the clerk of the subprefecture drafts."""
        self.as_user("officer")
        for number in numbers:
            apply_by_api(self.server.url, number)
            self.open(self.case(number))
            self.browser.submit("#screen")
        self.as_user("clerk")
        self.press(DESK + "?state=screened", "main form button", "drafted")
        return self.browser.url[len(self.server.url):]


def small(office):
    """200,000 yen of Sorachi: its director, or the deputy in the director's stead."""
    draft = office.draft([1])
    bands = office.browser.text("#bands")
    assert bands == "局長専決（500,000円まで）\n知事決裁", bands
    assert not office.browser.has("form[action$='/issue']"), "it cannot be issued before it is approved"
    assert "決裁できる職" in office.does("deputy", draft, "approve"), "over 100,000 yen"
    assert "決裁できる職" in office.does("nemuro", draft, "approve"), "another subprefecture"
    assert office.does("director", draft, "send-back", reason="住所を確かめて") == "差戻し"
    assert "住所を確かめて" in office.browser.text(), "the reason is not shown"
    assert office.does("clerk", draft, "recirculate") == "回付中"
    assert "理由" in office.does("deputy", draft, "approve", acting_for="director"), "in whose stead needs a reason"
    assert office.does("deputy", draft, "approve", acting_for="director", reason="出張のため") == "決裁済"
    assert "代決 director" in office.browser.text(), office.browser.text()
    assert office.does("director", draft, "withdraw-approval", reason="金額を確かめる") == "回付中"
    assert office.does("director", draft, "approve") == "決裁済"
    assert office.does("director", draft, "issue") == "決定済"


def large(office):
    """600,000 yen: the planning division agrees, and the governor approves."""
    draft = office.draft([2, 3, 4])
    assert office.browser.text("#bands") == "知事決裁", office.browser.text("#bands")
    assert "経済部 経済企画課" in office.browser.text(), "who must agree is not named"
    assert "決裁できる職" in office.does("director", draft, "approve"), "over 500,000 yen"
    assert "合議" in office.does("governor", draft, "approve"), "before the planning division agreed"
    assert office.does("planning", draft, "review") == "回付中"
    assert office.does("governor", draft, "approve") == "決裁済"
    assert office.does("governor", draft, "issue") == "決定済"
    office.as_user("payer")
    office.press(draft, "main form[action$='/release'] button", "ordered")


def main():
    shots = sys.argv[sys.argv.index("--shots") + 1] if "--shots" in sys.argv else None
    folder = tempfile.mkdtemp(prefix="hashira-web-rules-")
    try:
        with Server(sys.argv[1], portfolio_with_rules(sys.argv[2], folder)) as server:
            server.binary = sys.argv[1]
            add_users(server)
            with Circle(server, 360, shots) as office:
                small(office)
            with Circle(server, 1280, shots) as office:
                large(office)
            audit = subprocess.run([server.binary, "audit", "--data", server.data], stdout=subprocess.DEVNULL, check=False)
            assert audit.returncode == 0, "the audit finds the books wrong"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("a small draft and a large one were approved by whose post covers them")


if __name__ == "__main__":
    run(main)
