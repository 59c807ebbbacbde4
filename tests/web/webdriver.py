"""A small W3C WebDriver client over chromedriver, standard library only.

Each wait is bounded; a failure names what was looked for and where. Clause: W3C WebDriver, §10-§17.
"""
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Absent(Exception):
    """A program that the test needs is not installed."""


def find_program(*names):
    for name in names:
        path = shutil.which(name)
        if path:
            return path
    raise Absent("none of these is installed: " + ", ".join(names))


class Browser:
    def __init__(self, width, height=800):
        self.profile = tempfile.mkdtemp(prefix="hashira-web-")
        driver = find_program("chromedriver")
        chromium = find_program("chromium", "chromium-browser", "google-chrome")
        port_line = subprocess.Popen([driver, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.process = port_line
        self.base = "http://127.0.0.1:%d" % self._port()
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                     "--disable-background-networking", "--disable-component-update", "--disable-sync",
                     "--disable-dev-shm-usage", "--hide-scrollbars", "--force-device-scale-factor=1",
                     "--user-data-dir=" + self.profile, "--window-size=%d,%d" % (max(width, 500), height)]
        wanted = {"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": {
            "binary": chromium, "args": arguments}}}}
        answer = self._call("POST", "/session", wanted)
        self.session = "/session/" + answer["sessionId"]
        # A phone's width, which no desktop window can have.
        self.devtools("Emulation.setDeviceMetricsOverride",
                      {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})

    def _port(self):
        for line in self.process.stdout:
            if "started successfully on port" in line:
                return int(line.rsplit(" ", 1)[1].strip().rstrip("."))
        raise RuntimeError("chromedriver ended without saying its port")

    def _call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            value = json.load(error)["value"]
            raise LookupError("%s: %s" % (value["error"], value["message"].splitlines()[0])) from None

    def call(self, method, path, body=None):
        return self._call(method, self.session + path, body)

    def devtools(self, command, parameters):
        return self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, url):
        self.call("POST", "/url", {"url": url})

    @property
    def url(self):
        return self.call("GET", "/url")

    def find(self, css):
        try:
            return self.call("POST", "/element", {"using": "css selector", "value": css})[ELEMENT]
        except LookupError as error:
            raise LookupError("%s on %s" % (error, self.url)) from None

    def find_all(self, css):
        return [one[ELEMENT] for one in self.call("POST", "/elements", {"using": "css selector", "value": css})]

    def has(self, css):
        return bool(self.find_all(css))

    def text(self, css="main"):
        return self.call("GET", "/element/%s/text" % self.find(css))

    def attribute(self, css, name):
        return self.call("GET", "/element/%s/attribute/%s" % (self.find(css), name))

    def run(self, script):
        return self.call("POST", "/execute/sync", {"script": script, "args": []})

    def type(self, css, text):
        element = self.find(css)
        self.call("POST", "/element/%s/clear" % element, {})
        self.call("POST", "/element/%s/value" % element, {"text": text})

    def click(self, css):
        element = self.find(css)
        self.call("POST", "/element/%s/click" % element, {})

    def submit(self, css, seconds=20):
        """Clicks and waits until another page has been loaded."""
        self.run("window.hashiraOld = true")
        self.click(css)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if self.run("return !window.hashiraOld && document.readyState === 'complete'"):
                    return
            except LookupError:
                pass
            time.sleep(0.02)
        raise TimeoutError("no new page after clicking %s on %s" % (css, self.url))

    def screenshot(self, path):
        size = self.devtools("Page.getLayoutMetrics", {})["cssContentSize"]
        shot = self.devtools("Page.captureScreenshot", {
            "captureBeyondViewport": True, "format": "png",
            "clip": {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 6000), "scale": 1}})
        with open(path, "wb") as file:
            file.write(base64.b64decode(shot["data"]))

    def close(self):
        try:
            self.call("DELETE", "")
        except (LookupError, OSError):
            pass
        self.process.terminate()
        self.process.wait(timeout=20)
        shutil.rmtree(self.profile, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Server:
    """The hashira program on a free port with a fresh data folder."""

    def __init__(self, binary, portfolio, today="2020-05-20"):
        self.folder = tempfile.mkdtemp(prefix="hashira-web-data-")
        data, port_file = os.path.join(self.folder, "data"), os.path.join(self.folder, "port")
        subprocess.run([binary, "init", "--data", data, "--portfolio", portfolio, "--today", today, "--demo"],
                       check=True, stdout=subprocess.DEVNULL)
        self.data = data
        self.process = subprocess.Popen([binary, "serve", "--data", data, "--listen", "127.0.0.1:0",
                                         "--port-file", port_file], stdout=subprocess.DEVNULL)
        end = time.monotonic() + 30
        while not (os.path.exists(port_file) and os.path.getsize(port_file)):
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError("hashira serve did not start")
            time.sleep(0.02)
        with open(port_file, encoding="ascii") as file:
            self.url = "http://127.0.0.1:%d" % int(file.read())

    def close(self):
        self.process.terminate()
        code = self.process.wait(timeout=20)
        shutil.rmtree(self.folder, ignore_errors=True)
        return code

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def run(main):
    """Runs a test's main. Exit code 77 (skipped) says what is absent."""
    try:
        main()
    except Absent as absent:
        print("skipped: %s" % absent)
        sys.exit(77)
