#!/usr/bin/env python3
"""The whole path at 360 px: a shop owner applies, an officer screens and drafts, another decides, a third releases and
marks paid, and the sentence of the report moves by one. Everything through pages, without scripts in them.

usage: path_test.py HASHIRA_BINARY PORTFOLIO_FOLDER [--shots FOLDER]
Exit code 77 (skipped) says what is absent.
"""
import re
import sys

from webdriver import Browser, Server, run

PROGRAMME = "closure-cooperation-benefit"
PASSWORD = "hokkaido-demo"
# What the shop owner answers, by fact; a question that is not listed fails the test.
ANSWERS = {
    "applicant_kind": "sole_proprietor", "municipality": "011002", "industry": None, "requested_facility": "true",
    "closed_throughout": "true", "alcohol_restaurant": "true", "infection_measures": "true", "name": "山田 花子",
    "name_kana": "ヤマダ ハナコ", "postal_code": "060-8588", "address": "札幌市中央区北3条西6丁目", "phone": "011-231-4111",
    "bank_code": "0501", "branch_code": "005", "account_type": None, "account_number": "1234567",
    "account_holder": "ヤマダ ハナコ", "account_holder_kana": "ヤマダ ハナコ", "email": "",
}


class Walk:
    def __init__(self, browser, server, shots):
        self.browser, self.server, self.shots, self.step = browser, server, shots, 0

    def look(self, name):
        """Checks what every page must be, and keeps a picture."""
        browser = self.browser
        width = browser.run("return document.documentElement.scrollWidth")
        assert width <= 360, "%s is %d px wide" % (browser.url, width)
        assert not browser.has("script"), "a script on " + browser.url
        assert len(browser.find_all("h1")) == 1, "not one h1 on " + browser.url
        unlabelled = browser.run(
            "return [...document.querySelectorAll('input:not([type=hidden]),select,textarea')]"
            ".filter(e => !e.labels.length).map(e => e.name)")
        assert unlabelled == [], "controls without label on %s: %s" % (browser.url, unlabelled)
        if self.shots:
            self.step += 1
            browser.screenshot("%s/%02d-%s.png" % (self.shots, self.step, name))

    def open(self, path):
        self.browser.open(self.server.url + path)

    def figure(self):
        """The number of payments as the report's sentence shows it: 0 without records."""
        self.open("/results/" + PROGRAMME)
        text = self.browser.text(".sentence a[href$='/payments']")
        found = re.search(r"[\d,]+", text)
        return int(found.group().replace(",", "")) if found else 0

    def answer(self):
        browser = self.browser
        fact = browser.url.split("?")[0].rsplit("/", 1)[1]
        assert fact in ANSWERS, "an unknown question: " + fact
        value = ANSWERS[fact]
        if browser.has("input[type=radio]"):
            browser.click("input[type=radio]" + ("" if value is None else "[value='%s']" % value))
        elif browser.has("select"):
            browser.click("select option" + ("[value]:nth-child(2)" if value is None else "[value='%s']" % value))
        else:
            browser.type("#answer", value)
        self.look("question-" + fact)
        browser.submit("main button")
        assert not browser.has("[role=alert]"), "%s was refused: %s" % (fact, browser.text("[role=alert]"))

    def apply(self):
        self.open("/")
        self.look("home")
        self.browser.submit("main a[href='/apply']")
        self.browser.submit("main a[href='/apply/%s']" % PROGRAMME)
        self.look("apply")
        self.browser.submit("main button")
        # A wrong answer first: it is named at the top, and beside the field.
        self.browser.submit("main button")
        self.look("error")
        assert self.browser.attribute("[role=alert] a", "href").endswith("#answer")
        for _ in range(40):
            if not re.search("/questions/", self.browser.url):
                break
            self.answer()
        self.look("check")
        assert ANSWERS["name"] in self.browser.text(), "the check page does not show the name"
        self.browser.submit("main button")
        self.look("receipt")
        number = self.browser.text("#number")
        assert ANSWERS["name"] not in self.browser.url and "山田" not in self.browser.url
        return number, self.browser.run("return document.querySelector('#return-link').href")

    def sign_in(self, user):
        self.open("/desk/sign-in")
        self.browser.type("#user", user)
        self.browser.type("#password", PASSWORD)
        self.look("sign-in")
        self.browser.submit("main button")
        assert self.browser.url.endswith("/desk"), "%s was not signed in: %s" % (user, self.browser.text())

    def sign_out(self):
        self.browser.submit(".tools button")

    def state(self):
        return self.browser.text("#state")

    def screen(self, number):
        self.open("/desk/%s?state=submitted" % PROGRAMME)
        self.look("queue")
        self.open("/desk/%s/cases/%s" % (PROGRAMME, number))
        assert ANSWERS["name"] in self.browser.text(), "the officer does not see the name"
        self.look("case")
        self.browser.submit("#screen")
        self.look("screened")

    def draft(self):
        self.open("/desk/%s?state=screened" % PROGRAMME)
        self.look("to-draft")
        self.browser.submit("main form button")
        self.look("draft")
        return self.browser.url

    def refused(self, draft):
        """The officer who drafted may not decide."""
        self.open(draft[len(self.server.url):])
        self.browser.submit("main form[action$='/issue'] button")
        assert self.browser.has("[role=alert]"), "the drafter could decide"
        self.look("refused")

    def press(self, draft, action):
        self.open(draft[len(self.server.url):])
        self.browser.submit("main form[action$='/%s'] button" % action)
        assert not self.browser.has("[role=alert]"), self.browser.text()
        self.look(action)

    def pay(self, number):
        self.open("/desk/%s/cases/%s" % (PROGRAMME, number))
        self.browser.submit("#paid")
        assert not self.browser.has("[role=alert]"), self.browser.text()
        self.look("paid")


def walk_path(walk):
    before = walk.figure()
    number, link = walk.apply()
    case = number.rsplit("/", 1)[1]
    walk.sign_in("officer")
    walk.look("desk")
    walk.screen(case)
    draft = walk.draft()
    walk.refused(draft)
    walk.sign_out()
    walk.sign_in("approver")
    walk.press(draft, "issue")
    walk.sign_out()
    walk.sign_in("payer")
    walk.press(draft, "release")
    walk.pay(case)
    walk.sign_out()
    after = walk.figure()
    walk.look("results")
    assert after == before + 1, "the sentence went from %d to %d" % (before, after)
    walk.browser.open(link)
    walk.look("return-link")
    assert walk.state() == "支払済", walk.state()
    return before, after


def main(arguments):
    shots = arguments[arguments.index("--shots") + 1] if "--shots" in arguments else None
    with Server(arguments[0], arguments[1]) as server, Browser(360, 740) as browser:
        before, after = walk_path(Walk(browser, server, shots))
        # A second person: the figure moves from one to two, and nothing of the first is shown to them.
        browser.devtools("Network.clearBrowserCookies", {})
        ANSWERS.update(name="鈴木 一郎", name_kana="スズキ イチロウ")
        before, after = walk_path(Walk(browser, server, None))
        print("the sentence moved from %d to %d" % (before, after))


if __name__ == "__main__":
    run(lambda: main(sys.argv[1:]))
