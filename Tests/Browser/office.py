"""A demo office of its own for a walk: made, served on a free port, stopped and started again."""

import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BINARY = os.environ.get("LIUHEN_BINARY", str(ROOT / ".build" / "debug" / "liuhen"))
PYTHON = os.environ.get("LIUHEN_PYTHON", str(ROOT / ".tools" / "venv" / "bin" / "python"))
FONTS = os.environ.get("LIUHEN_FONTS", str(ROOT / ".tools" / "fonts"))
PASSWORD = "liuhen-demo"


def free_port():
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class DemoOffice:
    """An office with people and, unless told otherwise, no cases. `pack` is the text that it applies."""

    def __init__(self, empty=True, pack="wuhan"):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="liuhen-walk-"))
        self.data = self.folder / "office"
        self.port = free_port()
        self.server = None
        self.log = (self.folder / "server.log").open("ab")
        self.environment = {**os.environ, "LIUHEN_PYTHON": PYTHON, "LIUHEN_FONTS": FONTS}
        made = self.run("demo", "--data", str(self.data), "--pack", pack, *(["--empty"] if empty else []))
        assert made.returncode == 0, made.stdout + made.stderr

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, kind, error, trace):
        self.stop()
        self.log.close()
        if kind is None and "LIUHEN_KEEP" not in os.environ:
            shutil.rmtree(self.folder, ignore_errors=True)
        else:
            print(f"the office is kept in {self.folder}")

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def run(self, *arguments):
        """Runs one command of the product to its end."""
        return subprocess.run(
            [BINARY, *arguments], env=self.environment, capture_output=True, text=True, timeout=300, cwd=self.folder
        )

    def start(self):
        """Starts the server and waits until it answers."""
        self.server = subprocess.Popen(
            [BINARY, "serve", "--data", str(self.data), "--port", str(self.port)],
            env=self.environment, stdout=self.log, stderr=self.log, cwd=self.folder,
        )
        deadline = time.monotonic() + 60
        while True:
            assert self.server.poll() is None, (self.folder / "server.log").read_text()
            try:
                urllib.request.urlopen(f"{self.address}/sign-in", timeout=5).close()
                return
            except (urllib.error.URLError, ConnectionError):
                assert time.monotonic() < deadline, "the server did not answer within a minute"
                time.sleep(0.1)

    def stop(self, kill=False):
        """Ends the server: asked to, or killed outright."""
        if self.server is None:
            return
        if kill:
            self.server.kill()
        else:
            self.server.terminate()
        try:
            self.server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()
        self.server = None

    def set_clock(self, person, moment):
        """Puts the office's clock forward, through its page. `moment` reads 2026-09-21T09:10."""
        form = person.get("/demo/clock").form(having="clock")
        form.set("clock", moment).send(person, expect=303)
