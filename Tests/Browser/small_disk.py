"""Disks that a walk may fill: small file systems in memory, which only the walk itself sees."""

import os
import pathlib
import subprocess
import sys
import tempfile

INSIDE = "--inside"


def folder():
    """The folder for disks, in a program that has mounts of its own; None in any other."""
    return pathlib.Path(sys.argv[-1]) if INSIDE in sys.argv else None


def walk_again(program):
    """Runs a program anew with mounts of its own and gives its status; 0 where the machine does not allow that, and
    says so."""
    for way in (["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"]):
        if subprocess.run([*way, "true"], capture_output=True, check=False).returncode == 0:
            with tempfile.TemporaryDirectory(prefix="liuhen-disk-") as disk:
                return subprocess.run([*way, sys.executable, program, INSIDE, disk], check=False).returncode
    print("NOT WALKED: this machine allows no mounts of one's own, so that no disk can be filled here\n0 passed, 0 failed")
    return 0


def mount(size, place, *options):
    """Puts a disk of a size, such as 24m, at a place."""
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join([f"size={size}", *options]), "tmpfs", str(place)], check=True)


def fill(disk, leave):
    """Leaves that many bytes free."""
    state = os.statvfs(disk)
    with (disk / "filler").open("ab") as filler:
        filler.write(b"\0" * max(0, state.f_bavail * state.f_frsize - leave))
