"""The server is killed outright, again and again, while people act on several connections: every act that was
acknowledged is in the log, whole, and nothing else is half there."""

import concurrent.futures
import os
import random
import shutil
import sqlite3
import subprocess
import threading
import time
import uuid

import requests

from checks import Checks
from office import BINARY, DemoOffice
from person import Person

KILLS = int(os.environ.get("LIUHEN_KILLS", "50"))
CONNECTIONS = 4
PICTURE = b"\x89PNG\r\n\x1a\n"


class Writers:
    """People who go on acting until the server is gone. What it acknowledged is remembered."""

    def __init__(self, wang):
        self.wang = wang
        self.acknowledged = set()
        self.sent = 0
        self.lock = threading.Lock()
        page = wang.get("/matters/new?source=complaint")
        self.token = page.token
        self.matter = self.intake(page)
        self.cases = [self.receive(requests.Session()) for _ in range(CONNECTIONS)]
        self.material = wang.get(f"{self.cases[0]}/materials/new").form(having="pages")

    def intake(self, page):
        form = page.form(having="cause-of-action")
        form = form.rows("complainants", [{"name": "田雨", "sex": "女"}], self.wang)
        form = form.rows("employers", [{"part": "employer", "name": "武汉晨光电子有限公司"}], self.wang)
        return form.fill(
            channel="visit", writtenBy="complainant", relation="self", cause_of_action="拖欠工资", industry="general",
            evidence="offered", windowRecordingReason="窗口录像系统检修，已登记", summary="田雨反映某公司拖欠工资。")

    def send(self, session, path, pairs, files=None):
        """Sends one act and remembers it when it was acknowledged. Gives where the answer leads."""
        command = "kill-" + uuid.uuid4().hex
        pairs = [(name, value) for name, value in pairs if name not in ("command", "version")] + [("command", command)]
        session.cookies.update(self.wang.session.cookies)
        parts = [(name, (None, value)) for name, value in pairs] + (files or [])
        with self.lock:
            self.sent += 1
        answer = session.post(
            self.wang.place.address + path, files=parts, allow_redirects=False, timeout=60)
        if answer.status_code != 303:
            raise AssertionError(f"{path}: {answer.status_code} {answer.text[:600]}")
        with self.lock:
            self.acknowledged.add(command)
        return answer.headers["Location"].split("?")[0]

    def receive(self, session):
        return self.send(session, self.matter.action, self.matter.pairs())

    def take(self, session, case, with_scan=True):
        pairs = [(name, value) for name, value in self.material.pairs() if name not in ("item", "name", "pages")]
        pairs += [("item", uuid.uuid4().hex), ("name", "工资结算单"), ("pages", "2")]
        scan = [("upload", ("scan.png", PICTURE + uuid.uuid4().bytes * 64, "image/png"))]
        return self.send(session, f"{case}/materials/new", pairs, scan if with_scan else None)

    def act_until_gone(self, case):
        """Gives what went wrong besides the server being gone; nothing where nothing did."""
        session = requests.Session()
        try:
            while True:
                self.take(session, case, with_scan=random.random() < 0.4)
                if random.random() < 0.2:
                    self.receive(session)
        except requests.exceptions.RequestException:
            return None
        except AssertionError as wrong:
            return str(wrong)


def half_acts(database):
    """Commands whose entries are not all there, and matters without their number or numbers without their matter."""
    found = []
    for command, first, count in database.execute("SELECT command, first, count FROM command"):
        bodies = database.execute(
            "SELECT bytes FROM envelope WHERE position >= ? AND position < ?", (first, first + count)).fetchall()
        if len(bodies) != count or any(f'"{command}"'.encode() not in body[0] for body in bodies):
            found.append(command)
    matters = database.execute("SELECT count(DISTINCT stream) FROM envelope WHERE stream LIKE 'case/%'").fetchone()
    numbers = database.execute("SELECT count(*) FROM envelope WHERE stream LIKE 'series/intake/%'").fetchone()
    return found + ([f"{matters[0]} matters, {numbers[0]} numbers"] if matters != numbers else [])


def examine(copy, acknowledged):
    """What is wrong with a copy of the data of a server that was killed."""
    try:
        verified = subprocess.run(
            [BINARY, "verify", "--data", str(copy)], capture_output=True, text=True, timeout=300, check=False)
        database = sqlite3.connect(copy / "ledger" / "ledger.db")
        known = {row[0] for row in database.execute("SELECT command FROM command")}
        wrong = [f"lost: {command}" for command in sorted(acknowledged - known)] + half_acts(database)
        database.close()
        return wrong if verified.returncode == 0 else wrong + [verified.stdout + verified.stderr]
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def main():
    checks = Checks()
    with DemoOffice() as place, concurrent.futures.ThreadPoolExecutor(CONNECTIONS + 2) as pool:
        writers = Writers(Person(place, "wang"))
        examined = []
        moments = random.Random()
        with checks.step(f"{KILLS} kills"):
            for number in range(KILLS):
                under_way = [pool.submit(writers.act_until_gone, case) for case in writers.cases]
                time.sleep(moments.uniform(0.1, 0.9))
                place.stop(kill=True)
                wrong = [one.result() for one in under_way]
                checks.that("nothing was refused before the kill", wrong == [None] * CONNECTIONS, wrong)
                # Looked at in a copy, as it lay when the server died, while the next server is already at work.
                copy = place.folder / f"killed-{number}"
                shutil.copytree(place.data, copy)
                examined.append(pool.submit(examine, copy, set(writers.acknowledged)))
                place.start()
        with checks.step("what the killed servers left"):
            for number, one in enumerate(examined):
                checks.that(f"all that was acknowledged is there, whole, after kill {number + 1}", one.result() == [], one.result())
        with checks.step("the office after it all"):
            place.stop()
            checks.that("it verifies", place.run("verify", "--data", str(place.data)).returncode == 0)
            checks.that("acts were acknowledged between the kills", len(writers.acknowledged) >= KILLS, len(writers.acknowledged))
            checks.that("acts were under way when it was killed", writers.sent > len(writers.acknowledged), writers.sent)
            print(f"  {writers.sent} acts sent, {len(writers.acknowledged)} acknowledged")
    checks.close()


if __name__ == "__main__":
    main()
