"""kill -9 under load: every acknowledged application is there, none is half there, the audit passes, the restart is quick.

Rounds: 20, or 200 with HASHIRA_LONG=1. Applications are posted by 16 connections; the moment of the kill is random (seeded)."""
import os
import random
import sys
import tempfile
import threading

from server import PROGRAMME, Server, answers, hashira, init

ROUNDS = 200 if os.environ.get("HASHIRA_LONG") else 20
POSTERS = 16


def post_until_killed(server, first, acknowledged, stop):
    connection = server.connection()
    number = first
    while not stop.is_set():
        number += POSTERS
        try:
            status, receipt = server.request("POST", f"/api/v1/programmes/{PROGRAMME}/applications", {"answers": answers(number)},
                                             {"Idempotency-Key": f"{number:032x}"}, connection)
        except Exception:  # the server was killed: what was not answered was not acknowledged
            return
        if status == 201:
            acknowledged.append((number, receipt["number"], receipt["return_token"]))
        elif status >= 400:
            raise SystemExit(f"an application was refused: {status} {receipt}")


def one_round(server, base, seconds):
    acknowledged, stop = [], threading.Event()
    threads = [threading.Thread(target=post_until_killed, args=(server, base + i, acknowledged, stop)) for i in range(POSTERS)]
    for thread in threads:
        thread.start()
    stop.wait(seconds)
    server.kill()
    stop.set()
    for thread in threads:
        thread.join()
    return acknowledged


def check(server, acknowledged):
    connection = server.connection()
    for number, name, token in acknowledged:
        status, found = server.request("GET", f"/api/v1/applications/{token}", connection=connection)
        if status != 200 or found["number"] != name:
            raise SystemExit(f"application {number} was acknowledged as {name}, now: {status} {found}")


def main():
    chance = random.Random(20200520)
    restarts, total = [], 0
    with tempfile.TemporaryDirectory() as data:
        init(data + "/d")
        server = Server(data + "/d")
        server.start()
        for round_number in range(ROUNDS):
            acknowledged = one_round(server, (round_number + 1) * 1_000_000, 0.05 + chance.random() * 0.6)
            restarts.append(server.start())
            check(server, acknowledged)
            total += len(acknowledged)
            if round_number % 5 == 4 or round_number == ROUNDS - 1:  # replaying everything is what costs: each fifth time
                server.stop()
                hashira("audit", "--data", data + "/d", "--english")
                server.start()
        server.stop()
    if total < ROUNDS:
        raise SystemExit(f"only {total} applications were acknowledged in {ROUNDS} rounds: there was no load")
    print(f"{ROUNDS} kills, {total} acknowledged applications all there; restart median {sorted(restarts)[len(restarts) // 2]:.2f} s,"
          f" longest {max(restarts):.2f} s")


if __name__ == "__main__":
    sys.exit(main())
