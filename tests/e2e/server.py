"""A data folder and a running `hashira serve` for tests that drive the program from outside. Standard library only."""
import http.client
import json
import os
import pathlib
import signal
import subprocess
import time

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("HASHIRA_PROGRAM", str(SOURCE / "build/release/hashira"))
PROGRAMME = "closure-cooperation-benefit"


def hashira(*arguments, check=True):
    """Runs the program; answers (exit code, standard output). A failure that was not expected stops the test."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, cwd=SOURCE)
    if check and done.returncode != 0:
        raise SystemExit(f"hashira {' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.returncode, done.stdout


def init(data, today="2020-05-20"):
    hashira("init", "--data", data, "--portfolio", SOURCE / "programmes/hokkaido-2020", "--today", today, "--demo")


class Server:
    """`with Server(data) as server:` — on a free port of 127.0.0.1."""

    def __init__(self, data):
        self.data = pathlib.Path(data)
        self.port_file = self.data / "port"

    def start(self):
        self.port_file.unlink(missing_ok=True)
        begun = time.monotonic()
        self.process = subprocess.Popen([PROGRAM, "serve", "--data", str(self.data), "--listen", "127.0.0.1:0", "--port-file",
                                         str(self.port_file)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=SOURCE)
        while True:
            if self.process.poll() is not None:
                raise SystemExit("the server ended: " + self.process.stderr.read().decode())
            try:
                self.port = int(self.port_file.read_text())
                status, _ = self.request("GET", "/api/health")
                if status == 200:
                    return time.monotonic() - begun
            except (OSError, ValueError):
                pass
            if time.monotonic() - begun > 60:
                raise SystemExit("the server did not answer within a minute")
            time.sleep(0.01)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait(30)

    def connection(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def request(self, method, path, body=None, headers=None, connection=None):
        connection = connection or self.connection()
        connection.request(method, path, body=None if body is None else json.dumps(body), headers={
            "Content-Type": "application/json", **(headers or {})})
        response = connection.getresponse()
        text = response.read().decode()
        return response.status, json.loads(text) if text.startswith(("{", "[")) else text

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()


def answers(number):
    """A shop owner's complete and right answers; `number` makes one of a kind."""
    return {"applicant_kind": "sole_proprietor", "municipality": "011002", "industry": "restaurant", "requested_facility": "true",
            "closed_throughout": "true", "infection_measures": "true", "name": f"試験商店 {number}",
            "name_kana": f"シケンショウテン {number}", "postal_code": "0600000", "address": "札幌市中央区", "phone": f"0000{number % 10**7:07}",
            "bank_code": "9999", "branch_code": "001", "account_type": "ordinary", "account_number": f"{number % 10**7:07}",
            "account_holder_kana": "シケンショウテン"}
