"""A bare Debian machine with a live systemd and no network: what an office has in its cupboard, for as long as it lasts."""

import contextlib
import ctypes
import os
import pathlib
import shutil
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent
CLONE_NEWNET = 0x40000000


class Machine:
    """Made from an image, started, and destroyed."""

    def __init__(self, image, root):
        self.root = root
        subprocess.run(["cp", "--archive", image, root], check=True)
        (root / "etc/resolv.conf").unlink(missing_ok=True)
        self.process = None
        self.init = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None and self.init:
            print(self.run("journalctl", "--unit", "liuhen", "--lines", "40", "--no-pager").stdout, flush=True)
        self.stop()

    def start(self):
        """Switches it on and waits until systemd has started what there is."""
        self.process = subprocess.Popen([HERE / "boot.sh", self.root], stdin=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while self.init is None or self.run("systemctl", "is-system-running").stdout.strip() not in ("running", "degraded"):
            assert self.process.poll() is None and time.monotonic() < deadline, "it does not start"
            children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
            names = [one for one in children if pathlib.Path(f"/proc/{one}/comm").read_text().strip() == "systemd"]
            self.init = names[0] if names else None
            time.sleep(0.2)

    def stop(self):
        """Pulls the plug."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process, self.init = None, None

    def destroy(self):
        """Pulls the plug and leaves nothing of its disk."""
        self.stop()
        shutil.rmtree(self.root)

    def run(self, *command, answer=""):
        """Runs a command as root."""
        return subprocess.run(
            ["nsenter", "--target", self.init, "--all", "--wdns=/opt", "env", "-i", "HOME=/root", "LANG=C.UTF-8",
             "PATH=/usr/sbin:/usr/bin:/sbin:/bin", *command],
            input=answer, capture_output=True, text=True, timeout=600, check=False)

    def shell(self, line, answer=""):
        """Runs a line as root types it."""
        return self.run("bash", "-c", line, answer=answer)

    def dark(self, line):
        """Runs a line on what lies on the disk while the machine is off."""
        within = 'mount -t proc proc "$0/proc" && mount -t tmpfs tmpfs "$0/dev/shm" && exec chroot "$0" bash -c "$1"'
        return subprocess.run(
            ["unshare", "--net", "--mount", "--pid", "--fork", "bash", "-c", within, self.root, line],
            capture_output=True, text=True, timeout=600, env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}, check=False)

    def put(self, file, place):
        """Brings a file on a stick."""
        shutil.copy(file, self.root / place.lstrip("/"))

    def plug(self, disk):
        """Plugs a disk in, which shows as a device. Gives its name there."""
        number = int(disk.removeprefix("/dev/loop"))
        made = self.run("mknod", "/dev/sdb1", "b", "7", str(number))
        assert made.returncode == 0, made.stderr
        return "/dev/sdb1"

    @contextlib.contextmanager
    def at(self):
        """Within, this program sits at the machine: 127.0.0.1 is its own."""
        libc = ctypes.CDLL(None, use_errno=True)
        with open("/proc/self/ns/net") as own, open(f"/proc/{self.init}/ns/net") as other:
            assert libc.setns(other.fileno(), CLONE_NEWNET) == 0, os.strerror(ctypes.get_errno())
            try:
                yield
            finally:
                assert libc.setns(own.fileno(), CLONE_NEWNET) == 0, os.strerror(ctypes.get_errno())
