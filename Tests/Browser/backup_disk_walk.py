"""Disks that fill up, cannot be written to or are taken out, during a backup and a restore: it is said, nothing is half
done, earlier backups stay as they were, and with room again the same command goes through.

The disks are small file systems in memory, which only this program sees."""

import json
import os
import random
import subprocess
import sys
import time

import small_disk
from checks import Checks
from office import BINARY, ROOT, DemoOffice


def main(root):
    checks = Checks()
    usb, small = root / "usb", root / "small"
    small_disk.mount("24m", usb)
    small_disk.mount("4m", small)
    with DemoOffice() as place:
        place.start()
        place.stop()
        data, target = place.data, usb / "liuhen"
        run = lambda *arguments: place.run(*[str(one) for one in arguments])
        with checks.step("a disk that is full before the first backup, and within one"):
            small_disk.fill(usb, 8 << 10)
            refused = run("backup", "--data", data, "--to", target)
            checks.that("is told", refused.returncode == 2 and "full" in refused.stderr, refused.stderr)
            (usb / "filler").unlink()
            small_disk.fill(usb, 200 << 10)
            refused = run("backup", "--data", data, "--to", target)
            checks.that("is told in the middle too", refused.returncode == 2 and "full" in refused.stderr, refused.stderr)
            (usb / "filler").unlink()
            made = run("backup", "--data", data, "--to", target, "--format", "json")
            checks.that("with room it comes about", made.returncode == 0, made.stdout + made.stderr)
            good = json.loads(made.stdout)[0]["snapshot"]
        with checks.step("a disk that fills up behind a good backup"):
            (data / "ballast").write_bytes(os.urandom(3 << 20))
            small_disk.fill(usb, 1 << 20)
            refused = run("backup", "--data", data, "--to", target)
            checks.that("is told", refused.returncode == 2 and "full" in refused.stderr, refused.stderr)
            recovery = data / "keys" / "recovery.age-key"
            listed = run("restore", "--from", target, "--recovery", recovery, "--format", "json")
            checks.that("the good one is there", good in listed.stdout, listed.stdout + listed.stderr)
            (usb / "filler").unlink()
            made = run("backup", "--data", data, "--to", target)
            checks.that("with room the next comes about", made.returncode == 0, made.stdout + made.stderr)
        with checks.step("a restore to a disk without room"):
            refused = run("restore", "--from", target, "--to", small / "office", "--recovery", recovery)
            checks.that("is refused before a byte", refused.returncode == 2 and "no room" in refused.stderr, refused.stderr)
            checks.that("and leaves nothing", list(small.iterdir()) == [], list(small.iterdir()))
        with checks.step("a disk that cannot be written to"):
            subprocess.run(["mount", "-o", "remount,ro", str(usb)], check=True)
            refused = run("backup", "--data", data, "--to", target)
            checks.that("is told", refused.returncode == 2 and "cannot be written" in refused.stderr, refused.stderr)
            back = run("restore", "--from", target, "--to", place.folder / "back", "--recovery", recovery)
            checks.that("and still gives the office back", back.returncode == 0, back.stdout + back.stderr)
        with checks.step("a disk that is taken out"):
            subprocess.run(["umount", str(usb)], check=True)
            refused = run("backup", "--data", data, "--to", target)
            checks.that("is told", refused.returncode == 2 and "plugged in" in refused.stderr, refused.stderr)
            checks.that("and nothing is written in its place", list(usb.iterdir()) == [], list(usb.iterdir()))
        with checks.step("an upgrade on a full disk, and one that is killed"):
            old = small / "old"
            old.mkdir()
            kept = ROOT / "Tests" / "OfficeTests" / "Fixtures" / "data-folder-1.tar.gz"
            subprocess.run(["tar", "-xzf", str(kept), "-C", str(old), "--no-same-owner", "-p"], check=True)
            small_disk.fill(small, 40 << 10)
            refused = run("upgrade", "--data", old)
            checks.that("is refused", refused.returncode == 2 and "old state is back" in refused.stderr, refused.stderr)
            checks.that("and is still due", run("upgrade", "--data", old, "--check").returncode == 1)
            (small / "filler").unlink()
            checks.that("the office is as it was", run("verify", "--data", old).returncode == 0)
            for _ in range(8):
                process = subprocess.Popen(
                    [BINARY, "upgrade", "--data", str(old)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(random.uniform(0, 0.2))
                process.kill()
                process.wait()
                checks.that("a killed one leaves it whole", (old / "office.json").exists())
            done = run("upgrade", "--data", old)
            checks.that("with room it goes through", done.returncode == 0, done.stderr)
            checks.that("and verifies", run("verify", "--data", old).returncode == 0)
        checks.that("the office is whole after it all", run("verify", "--data", data).returncode == 0)
    checks.close()


if __name__ == "__main__":
    disks = small_disk.folder()
    sys.exit(main(disks) if disks else small_disk.walk_again(__file__))
