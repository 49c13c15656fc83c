"""An office is backed up through its page, the machine is destroyed, and the office comes back on another one by the
recovery key: the loss is what the page had said. Old backups over a newer log are caught. Backups and restores are killed
outright at random moments, and nothing is half done."""

import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import time

import requests

from checks import Checks
from kill_walk import Writers
from office import BINARY, DemoOffice
from person import Person

KILLS = int(os.environ.get("LIUHEN_BACKUP_KILLS", "3"))


def run(place, *arguments):
    return place.run(*[str(one) for one in arguments])


def entries(place, data):
    """The entries of a log, and whether it verifies."""
    verified = run(place, "verify", "--data", data, "--format", "json")
    report = json.loads(verified.stdout)
    return int(report["facts"].get("entries", -1)), report["ok"], report["findings"]


def finished(admin):
    """The page of backups, once nothing is under way."""
    deadline = time.monotonic() + 60
    while True:
        page = admin.get("/backups")
        if "Refresh" not in page.response.headers:
            return page
        assert time.monotonic() < deadline, page.text
        time.sleep(0.3)


def told_loss(page):
    """How many entries the page says would be lost."""
    found = re.search(r"会丢失(\d+)条日志记录", page.text)
    return int(found.group(1)) if found else 0


def kill_at(place, moment, *arguments):
    """Starts a command and kills it outright after so many seconds. Gives whether it was still at work."""
    process = subprocess.Popen(
        [BINARY, *[str(one) for one in arguments]], env=place.environment, cwd=place.folder,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(timeout=moment)
        return False
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True


def main():
    checks = Checks()
    with DemoOffice() as place:
        disk = place.folder / "disk" / "liuhen"
        disk.parent.mkdir()
        recovery = place.folder / "recovery.txt"
        shutil.copy(place.data / "keys" / "recovery.age-key", recovery)
        admin = Person(place, "admin")
        writers = Writers(Person(place, "wang"))
        case = writers.cases[0]
        with checks.step("a target is set on the page and backed up to at once"):
            checks.that("without one the page is red", "没有备份" in admin.get("/backups").text)
            new = admin.get("/backups/targets/new").form(having="backup-address")
            for wrong in (str(place.data), str(place.data / "backup"), "relative"):
                page = new.fill(backup_title="甲", backup_address=wrong).send(admin)
                checks.that(f"{wrong} is refused", page.status == 422, page.status)
                checks.that("what was typed is there", wrong in page.body)
            new.fill(backup_title="移动硬盘甲", backup_address=str(disk)).send(admin, expect=303)
            deadline = time.monotonic() + 60
            while "备份成功" not in (page := finished(admin)).text and time.monotonic() < deadline:
                time.sleep(0.3)
            checks.that("it is green", "正常" in page.text and "备份成功" in page.text, page.text[:800])
            checks.that("who may not look is refused", writers.wang.get("/backups", expect=None).status == 403)
        with checks.step("a backup by the command line while the server runs"):
            writers.take(requests.Session(), case)
            made = run(place, "backup", "--data", place.data, "--to", disk, "--format", "json")
            checks.that("is made", made.returncode == 0, made.stdout + made.stderr)
            first = json.loads(made.stdout)[0]
            deadline = time.monotonic() + 30
            while first["snapshot"] not in admin.get("/backups").text and time.monotonic() < deadline:
                time.sleep(0.3)
            checks.that("and stands in the log", first["snapshot"] in admin.get("/backups").text)
        with checks.step("a drill on the page"):
            finished(admin).form(action="/drill").send(admin, expect=303)
            deadline = time.monotonic() + 60
            while "试恢复通过" not in (page := finished(admin)).text and time.monotonic() < deadline:
                time.sleep(0.3)
            checks.that("passes", "试恢复通过" in page.text, page.text[:800])
        with checks.step("acts after it, and the machine is destroyed"):
            for _ in range(5):
                writers.take(requests.Session(), case)
            writers.receive(requests.Session())
            said = told_loss(finished(admin))
            place.stop(kill=True)
            size, right, _ = entries(place, place.data)
            checks.that("it verifies", right)
            shutil.move(place.data, place.folder / "destroyed")
        second = place.folder / "second" / "office"
        second.parent.mkdir()
        with checks.step("it comes back by the recovery key"):
            stranger = place.folder / "stranger.txt"
            stranger.write_text(run(place, "keys", "recovery").stdout)
            refused = run(place, "restore", "--from", disk, "--to", second, "--recovery", stranger)
            checks.that("not by another key", refused.returncode == 2 and not second.exists(), refused.stderr)
            refused = run(place, "restore", "--from", disk, "--to", second)
            checks.that("not without a key", refused.returncode == 2 and not second.exists(), refused.stderr)
            offer = run(place, "restore", "--from", disk, "--recovery", recovery, "--format", "json")
            checks.that("the backups are listed", len(json.loads(offer.stdout)) >= 2, offer.stdout)
            back = run(
                place, "restore", "--from", disk, "--to", second, "--recovery", recovery, "--format", "json")
            checks.that("restored", back.returncode == 0, back.stdout + back.stderr)
            result = json.loads(back.stdout)
            checks.that("the loss is what the page said", size - result["entries"] == said, (size, result, said))
            checks.that("it verifies", entries(place, second)[1])
        with checks.step("and goes on"):
            place.data = second
            place.start()
            admin = Person(place, "admin")
            page = admin.get("/backups")
            checks.that("the page says until when the log reaches", "日志到" in page.text and "恢复" in page.text)
            wang = Person(place, "wang")
            writers = Writers(wang)
            place.stop()
            checks.that("it verifies after new acts", entries(place, second)[1])
        with checks.step("an old backup over the newer log is caught"):
            newer, _, _ = entries(place, second)
            back = run(
                place, "restore", "--from", disk, "--to", second, "--recovery", recovery, "--snapshot",
                first["snapshot"], "--format", "json")
            result = json.loads(back.stdout)
            checks.that("it says so", result["known"] == newer, result)
            checks.that("what lay there is put aside", pathlib.Path(result["replaced"]).is_dir())
            served = run(place, "serve", "--data", second, "--port", place.port)
            checks.that("nothing is written to it", served.returncode == 2 and "epoch" in served.stderr, served.stderr)
            alone = run(place, "ledger", "epoch", "--data", second, "--reason", "恢复", "--approver", "wang", "--approver", "wang")
            checks.that("one person cannot approve", alone.returncode == 2)
            both = run(place, "ledger", "epoch", "--data", second, "--reason", "恢复", "--approver", "wang", "--approver", "li")
            checks.that("two can", both.returncode == 0, both.stderr)
            verified = run(place, "verify", "--data", second)
            checks.that("verify tells the epoch", verified.returncode == 0 and "epoch 2" in verified.stdout, verified.stdout)
        moments = random.Random()
        with checks.step(f"{KILLS} kills of a backup"):
            start = time.monotonic()
            checks.that("it runs", run(place, "backup", "--data", second, "--to", place.folder / "disk" / "two").returncode == 0)
            length = time.monotonic() - start
            worked = 0
            for number in range(KILLS):
                target = place.folder / "disk" / ("two" if number % 2 else f"fresh-{number}")
                worked += kill_at(place, moments.uniform(0.05, length), "backup", "--data", second, "--to", target)
            checks.that("some were killed at work", worked > 0)
            checks.that("the office is whole", entries(place, second)[1])
            for target in sorted((place.folder / "disk").iterdir())[1:]:
                made = run(place, "backup", "--data", second, "--to", target)
                checks.that(f"the next backup to {target.name} comes about", made.returncode == 0, made.stdout + made.stderr)
            left = [name for name in ("snapshot", "read-back") if (second / name).exists()]
            checks.that("no copies are left", left == [], left)
        with checks.step(f"{KILLS} kills of a restore"):
            third = place.folder / "third" / "office"
            third.parent.mkdir()
            command = ["restore", "--from", place.folder / "disk" / "two", "--to", third, "--recovery", recovery]
            for _ in range(KILLS):
                kill_at(place, moments.uniform(0.05, length), *command)
                if third.exists():
                    checks.that("what is there is whole", entries(place, third)[1])
                    shutil.rmtree(third)
            done = run(place, *command)
            checks.that("asked for again it is done", done.returncode == 0 and entries(place, third)[1], done.stderr)
            checks.that("nothing lies beside it", [one.name for one in third.parent.iterdir()] == ["office"])
    checks.close()


if __name__ == "__main__":
    sys.exit(main())
