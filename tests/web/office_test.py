#!/usr/bin/env python3
"""The office's side at 1280 and 360 px: letters issued, printed and recorded as sent; a payment run made by one payer,
released by another, exported and carried out; the figure moves with it and by nothing else; orders told to the accounting system
and vouchers taken back; budget, receivables, overdue amendments and samples looked at.

usage: office_test.py HASHIRA_BINARY PORTFOLIO_FOLDER [--shots FOLDER]
Exit code 77 (skipped) says what is absent.
"""
import csv
import re
import subprocess
import sys
import time

from webdriver import Browser, Server, run

PROGRAMME = "closure-cooperation-benefit"
PASSWORD = "hokkaido-demo"
DESK = "/desk/" + PROGRAMME


class Office:
    def __init__(self, server, width, shots):
        self.server, self.width, self.shots = server, width, shots
        self.browser = Browser(width, 900)
        self.step = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.browser.close()

    def open(self, path):
        self.browser.open(self.server.url + path)

    def look(self, name):
        wide = self.browser.run("return document.documentElement.scrollWidth")
        assert wide <= self.width, "%s is %d px wide" % (self.browser.url, wide)
        assert not self.browser.has("script"), "a script on " + self.browser.url
        if self.shots:
            self.step += 1
            self.browser.screenshot("%s/office-%d-%02d-%s.png" % (self.shots, self.width, self.step, name))

    def sign_in(self, user):
        self.open("/desk/sign-in")
        self.browser.type("#user", user)
        self.browser.type("#password", PASSWORD)
        self.browser.submit("main button")
        assert self.browser.url.endswith("/desk"), self.browser.text()

    def sign_out(self):
        self.browser.submit(".tools button")

    def payments(self):
        self.open("/results/" + PROGRAMME)
        found = re.search(r"[\d,]+", self.browser.text(".sentence a[href$='/payments']"))
        return int(found.group().replace(",", "")) if found else 0

    def letters(self):
        self.sign_in("officer")
        self.open(DESK + "/letters")
        self.look("letters-due")
        before = self.payments()
        self.open(DESK + "/letters")
        self.browser.submit("#issue-decision")
        self.look("letters-issued")
        self.browser.submit("#print")
        text = self.browser.text("body")
        assert "支給決定通知書" in text and "{{" not in text and "模擬" in text, text[:300]
        self.look("letters-printed")
        self.open(DESK + "/letters")
        self.browser.submit("form[action$='/sent'] button")
        issued = self.browser.text(".columns table")
        assert "支給決定通知" in issued, issued
        newest = issued.split("\n")[1]
        assert "未発送" not in newest and "令和2年5月20日" in newest, newest
        assert self.payments() == before, "a letter moved the figure"
        self.open("/desk")
        self.sign_out()

    def run(self):
        before = self.payments()
        self.sign_in("payer")
        self.open(DESK + "/runs")
        waiting = int(self.browser.text("#waiting").replace(",", ""))
        assert waiting > 0, "no order waits"
        self.look("runs")
        self.browser.submit("form[action$='/runs'] button")
        run = self.browser.url[len(self.server.url):]
        self.look("run-made")
        assert not self.browser.has("form[action$='/release']"), "who made a run may not release it"
        self.sign_out()
        self.sign_in("payer2")
        self.open(run)
        self.browser.submit("form[action$='/release'] button")
        assert self.browser.text("#state") == "承認済", self.browser.text("#state")
        self.look("run-released")
        return before, waiting, run

    def carry_out(self, before, waiting, run):
        number = run.rsplit("/", 1)[1]
        subprocess.run([self.server.binary, "payments", "export", "--data", self.server.data, "--programme", PROGRAMME,
                        "--run", number, "--user", "payer", "--out", self.server.data + "/run.txt"],
                       check=True, stdout=subprocess.DEVNULL)
        with open(self.server.data + "/run.txt", "rb") as file:
            content = file.read()
        assert len(content) == 120 * (waiting + 3) and content[:1] == b"1" and content[-120:-119] == b"9", len(content)
        subprocess.run([self.server.binary, "today", "--data", self.server.data, "2020-05-25"], check=True, stdout=subprocess.DEVNULL)
        time.sleep(1.1)  # the server looks at the business date once a second
        self.open(run)
        assert self.browser.text("#state") == "送信済", "the server sees what another program did"
        self.browser.run("document.querySelector('#on').value = '2020-05-22'")
        self.browser.submit("form[action$='/execute'] button")
        assert self.browser.text("#paid").replace(",", "") == str(waiting), self.browser.text()
        self.look("run-paid")
        assert self.payments() == before + waiting
        self.open("/desk")
        self.sign_out()


    def hashira(self, *arguments):
        done = subprocess.run([self.server.binary, *arguments, "--data", self.server.data, "--programme", PROGRAMME], stdout=subprocess.PIPE,
                              universal_newlines=True, check=False)
        return done.returncode, done.stdout

    def accounting(self):
        """Orders are exported, their vouchers come back with one amount ten times too large, and the page names it."""
        self.sign_in("payer")
        self.open(DESK + "/accounting")
        self.look("accounting-empty")
        self.browser.run("document.querySelector('#kind').value = 'order'")
        self.browser.submit("#export")
        told = int(self.browser.text("#waiting").replace(",", ""))
        assert told > 0, self.browser.text()
        path = self.server.data + "/orders.csv"
        assert self.hashira("accounting", "export", "--again", "1", "--out", path)[0] == 0
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == told, (len(rows), told)
        rows[0]["金額"] += "0"
        with open(path, "w", encoding="cp932", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["種別", "整理番号", "伝票番号", "金額", "支払日"])
            writer.writerows([row["種別"], row["整理番号"], "D%d" % n, row["金額"], ""] for n, row in enumerate(rows, 1))
        self.browser.type("#file", path)
        self.browser.submit("#import")
        assert "%d件の伝票を取り込みました" % told in self.browser.text(), self.browser.text()
        self.look("accounting-mismatch")
        self.open(DESK + "/accounting")
        listed = self.browser.text("#differences tbody")
        assert "金額が違う" in listed and "D1" in listed, listed
        code, text = self.hashira("accounting", "mismatches")
        assert code == 1 and "amount" in text, text
        self.open("/desk")
        self.sign_out()

    def money_pages(self):
        for page, name in (("/desk/budget", "budget"), (DESK + "/receivables", "receivables"), (DESK + "/overdue", "overdue"),
                           (DESK + "/samples", "samples"), (DESK + "/accounting", "accounting")):
            self.open(page)
            self.look(name)
        self.open(DESK + "/receivables")
        self.browser.submit("#receivables tbody a")
        assert "計算" in self.browser.text(), self.browser.text()
        self.look("receivable")
        self.open(DESK + "/samples")
        drawn = len(self.browser.find_all("section.box"))
        self.browser.submit("#draw")
        assert len(self.browser.find_all("section.box")) == drawn + 1, self.browser.text()
        self.look("sample-drawn")


def main():
    shots = sys.argv[sys.argv.index("--shots") + 1] if "--shots" in sys.argv else None
    with Server(sys.argv[1], sys.argv[2]) as server:
        server.binary = sys.argv[1]
        subprocess.run([sys.argv[1], "synth", "--data", server.data, "--programme", PROGRAMME, "--world", "3", "--scale", "0.2"],
                       check=True, stdout=subprocess.DEVNULL)
        with Office(server, 1280, shots) as office:
            office.letters()
            office.carry_out(*office.run())
            office.accounting()
            office.sign_in("officer")
            office.money_pages()
        with Office(server, 360, shots) as office:
            office.sign_in("officer")
            for page in ("/letters", "/runs", "/runs/1"):
                office.open(DESK + page)
                office.look("narrow" + page.replace("/", "-"))
            office.money_pages()
    print("ok")


if __name__ == "__main__":
    run(main)
