"""Backups to a store that speaks S3, by a foreign program: an office goes there and comes back by its recovery key; wrong
keys and a store that is away are told."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import requests

from checks import Checks
from office import PYTHON, DemoOffice, free_port

CONFIG = """{"identities": [{"name": "office", "credentials": [{"accessKey": "office", "secretKey": "office-secret"}],
"actions": ["Admin", "Read", "Write", "List"]}]}"""


def store(folder, ports):
    """Starts the store and waits until it answers."""
    (folder / "s3.json").write_text(CONFIG)
    weed = pathlib.Path(PYTHON).parent / "weed"
    names = ("master.port", "volume.port", "filer.port", "s3.port", "master.port.grpc", "volume.port.grpc", "filer.port.grpc", "s3.port.grpc")
    process = subprocess.Popen(
        [str(weed), f"-logdir={folder}", "server", "-ip=127.0.0.1", f"-dir={folder}", "-filer", "-s3",
         f"-s3.config={folder / 's3.json'}", "-master.volumeSizeLimitMB=64", "-volume.max=8",
         *[f"-{name}={port}" for name, port in zip(names, ports)]],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    deadline = time.monotonic() + 60
    while True:
        assert process.poll() is None and time.monotonic() < deadline, "the store does not answer"
        try:
            requests.get(f"http://127.0.0.1:{ports[3]}/", timeout=2)
            return process
        except requests.exceptions.RequestException:
            time.sleep(0.2)


def main():
    checks = Checks()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="liuhen-store-"))
    ports = [free_port() for _ in range(8)]
    process = store(folder, ports)
    target = f"s3:http://127.0.0.1:{ports[3]}/backups/liuhen"
    try:
        with DemoOffice() as place:
            keys = {"AWS_ACCESS_KEY_ID": "office", "AWS_SECRET_ACCESS_KEY": "office-secret"}
            place.environment.update(keys)
            recovery = place.data / "keys" / "recovery.age-key"
            with checks.step("there and back"):
                made = place.run("backup", "--data", str(place.data), "--to", target)
                checks.that("a backup is made", made.returncode == 0, made.stdout + made.stderr)
                back = place.folder / "back"
                done = place.run("restore", "--from", target, "--to", str(back), "--recovery", str(recovery))
                checks.that("and comes back", done.returncode == 0, done.stdout + done.stderr)
                checks.that("whole", place.run("verify", "--data", str(back)).returncode == 0)
            with checks.step("wrong keys, and a store that is away"):
                place.environment["AWS_SECRET_ACCESS_KEY"] = "wrong"
                refused = place.run("backup", "--data", str(place.data), "--to", target)
                checks.that("are told", refused.returncode == 2 and "store" in refused.stderr, refused.stderr)
                place.environment.update(keys)
                process.kill()
                process.wait()
                refused = place.run("restore", "--from", target, "--recovery", str(recovery))
                checks.that("both", refused.returncode == 2 and "store" in refused.stderr, refused.stderr)
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)
    checks.close()


if __name__ == "__main__":
    sys.exit(main())
