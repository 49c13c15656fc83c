"""The example of a proxy, run: TLS, an upload of 1 GB that goes through as it comes, and seeking in it."""

import hashlib
import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Browser"))

import requests  # noqa: E402
import urllib3  # noqa: E402

from checks import Checks  # noqa: E402
from office import ROOT, DemoOffice, free_port  # noqa: E402
from person import Person  # noqa: E402

SIZE = 1 << 30
CHUNK = 16 << 20


class Proxy:
    """nginx with the example, on ports of its own."""

    def __init__(self, folder, server):
        self.port, plain = free_port(), free_port()
        folder = folder / "nginx"
        folder.mkdir()
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "20", "-subj", "/CN=127.0.0.1",
             "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"], check=True, capture_output=True)
        example = (ROOT / "docs/examples/nginx.conf").read_text()
        for old, new in (("listen 80;", f"listen 127.0.0.1:{plain};"),
                         ("listen 443 ssl;", f"listen 127.0.0.1:{self.port} ssl;"),
                         ("/etc/nginx/liuhen/", f"{folder}/"), ("127.0.0.1:8080", f"127.0.0.1:{server}")):
            assert old in example, old
            example = example.replace(old, new)
        (folder / "nginx.conf").write_text(
            f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
            f"http {{ access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n"
            f"fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n{example}}}\n")
        self.folder = folder
        self.process = subprocess.Popen(["/usr/sbin/nginx", "-p", folder, "-c", folder / "nginx.conf"],
                                        stderr=subprocess.DEVNULL)

    @property
    def address(self):
        return f"https://127.0.0.1:{self.port}"

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)


class Place:
    """Where a person finds the office."""

    def __init__(self, address):
        self.address = address


def memory(process):
    """Resident bytes, at most so far."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def main():
    urllib3.disable_warnings()
    checks = Checks()
    with DemoOffice(empty=False) as office:
        proxy = Proxy(office.folder, office.port)
        try:
            walk(checks, office, proxy)
        finally:
            proxy.stop()
    checks.close()


def walk(checks, office, proxy):
    with checks.step("signing in through TLS"):
        for _ in range(100):
            try:
                requests.get(proxy.address + "/live", verify=False, timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        person = Person(Place(proxy.address), "li", sign_in=False)
        # A bundle that the environment names would be asked in its place.
        person.session.trust_env, person.session.verify = False, False
        person.sign_in("liuhen-demo")
        checks.that("the work list is there", person.get("/").status == 200)
        checks.that("figures are not given to others", requests.get(
            proxy.address + "/metrics", verify=False, timeout=5).status_code == 404)

    with checks.step("an upload of 1 GB"):
        piece = os.urandom(CHUNK)
        whole = hashlib.sha256()
        for _ in range(SIZE // CHUNK):
            whole.update(piece)
        before = memory(office.server)
        began = time.monotonic()
        created = person.begin_upload("现场.bin", SIZE, digest=whole.hexdigest())
        checks.that("it is taken", created.status_code == 201, created.text)
        path = requests.utils.urlparse(created.headers["Location"]).path
        offset = 0
        while offset < SIZE:
            answer = person.send_chunk(path, offset, piece)
            if not checks.that("each piece is taken", answer.status_code == 204, answer.text):
                return
            offset = int(answer.headers["Upload-Offset"])
            assert offset % CHUNK == 0
        seconds = time.monotonic() - began
        print(f"    {SIZE / seconds / 1e6:.0f} MB/s, {(memory(office.server) - before) / 1e6:.0f} MB more of memory")
        checks.that("memory does not grow with it", memory(office.server) - before < 300e6)
        kept = [file for name in ("body", "proxy") for file in (proxy.folder / name).rglob("*") if file.is_file()]
        checks.that("nothing of it lies on the proxy", not kept, kept)

    with checks.step("seeking in it"):
        case = next(link for link in person.get("/cases").links("/cases/") if link.count("/") == 2)
        form = person.get(f"{case}/materials/new").form(having="name")
        form.fill(name="现场录像", pages="1")
        person.post(form.action, [*form.pairs(), ("upload", path.rsplit("/", 1)[1])], expect=303)
        address = f"{proxy.address}{case}/blobs/{whole.hexdigest()}"
        for start in (0, SIZE // 2 - 7, SIZE - 100):
            began = time.monotonic()
            part = person.session.get(address, headers={"Range": f"bytes={start}-{start + 99}"}, timeout=60)
            right = bytes(piece[(start + index) % CHUNK] for index in range(100))
            checks.that(f"a hundred bytes from {start} are given alone", (part.status_code, part.content) == (206, right),
                        (part.status_code, len(part.content)))
            checks.that("with their place", part.headers.get("Content-Range") == f"bytes {start}-{start + 99}/{SIZE}",
                        part.headers)
            print(f"    from {start}: {(time.monotonic() - began) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
