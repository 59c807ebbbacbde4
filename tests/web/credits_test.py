#!/usr/bin/env python3
"""Credits of CO2 at 360 px: an issue registered with its notice, a sale proposed by one, contracted by another, its price received by a
third; only then the figure moves; then the serials are retired. Looked at once more at 1280 px.

usage: credits_test.py HASHIRA_BINARY PORTFOLIO_FOLDER [--shots FOLDER]
Exit code 77 (skipped) says what is absent.
"""
import os
import sys
import tempfile

from office_test import Office
from webdriver import Server, run

CREDITS = "/desk/forest-credits/credits"


class Seller(Office):
    def sold(self):
        self.open("/results/forest-credits")
        return self.browser.text(".sentence")

    def change_to(self, user):
        self.open("/desk")
        self.sign_out()
        self.sign_in(user)
        self.open(CREDITS)

    def fill(self, action, **fields):
        form = "form[action$='%s']" % action
        self.browser.run("document.querySelectorAll('details').forEach(each => each.open = true)")
        for name, value in fields.items():
            self.browser.type("%s input[name=%s]" % (form, name), value)
        self.browser.submit(form + " button")

    def date(self, action, name, value):
        self.browser.run("document.querySelector(\"form[action$='%s'] input[name=%s]\").value = '%s'" % (action, name, value))

    def sell(self):
        notice = os.path.join(tempfile.mkdtemp(), "notice.pdf")
        with open(notice, "w", encoding="utf-8") as file:
            file.write("registry")
        self.sign_in("officer")
        self.open(CREDITS)
        self.fill("/credits", issuer="北海道", vintage="2012", first="1", last="500", document=notice)
        self.look("issued")
        self.fill("/1/propose", first="1", last="11", buyer="株式会社サンプル", price="110000")
        assert "契約待ち" in self.browser.text("main"), self.browser.text("main")
        self.look("proposed")
        self.change_to("approver")
        self.browser.run("document.querySelectorAll('details').forEach(each => each.open = true)")
        self.date("/sales/1/assess", "due", "2020-06-19")
        self.fill("/sales/1/assess", line="財産収入")
        assert "11" not in self.sold(), "a sale counts before its price is there"
        self.change_to("payer")
        self.fill("/sales/1/receive", amount="110000")
        assert "納入済み" in self.browser.text("main"), self.browser.text("main")
        assert "1件" in self.sold() and "11t-CO2" in self.sold(), self.sold()
        self.change_to("officer")
        self.fill("/1/retire", first="1", last="11", reference="R-2020-1")
        self.look("retired")
        self.fill("/1/propose", first="11", last="12", buyer="株式会社サンプル", price="1")
        assert "売却1" in self.browser.text("main"), "a tonne could be sold twice"


def main():
    shots = sys.argv[sys.argv.index("--shots") + 1] if "--shots" in sys.argv else None
    with Server(sys.argv[1], sys.argv[2]) as server:
        with Seller(server, 360, shots) as seller:
            seller.sell()
        with Seller(server, 1280, shots) as seller:
            seller.sign_in("auditor")
            seller.open(CREDITS)
            seller.look("wide")
    print("ok")


if __name__ == "__main__":
    run(main)
