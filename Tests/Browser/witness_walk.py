"""A superior body witnesses an office's log: asked over HTTP, looking by itself, and by a file that people carry. Then
the office's past is cut, and rewritten and signed again with the office's own key: each time the witness finds it."""

import base64
import hashlib
import json
import pathlib
import shutil
import struct
import subprocess
import time
import urllib.error
import urllib.request

from checks import Checks
from forgery import sign_note
from office import BINARY, DemoOffice, free_port
from person import Person

NAME = "witness.example/superior"


def wait_for(condition, seconds=60):
    """Asks again until it holds; whether it did."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def post(address, body):
    """Status, type and text of an answer."""
    request = urllib.request.Request(address, data=body, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.headers["Content-Type"], refusal.read().decode()


class Witness:
    """The superior body's witness in a folder of its own."""

    def __init__(self, folder):
        self.state = folder / "witness"
        self.port = free_port()
        self.server = None
        self.log = (folder / "witness.log").open("ab")
        self.key = self.run("--name", NAME).stdout.strip()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def run(self, *arguments):
        return subprocess.run(
            [BINARY, "witness", "--state", str(self.state), *arguments], capture_output=True, text=True, timeout=60)

    def start(self):
        self.server = subprocess.Popen(
            [BINARY, "witness", "--state", str(self.state), "--listen", f"127.0.0.1:{self.port}"],
            stdout=self.log, stderr=self.log)

        def answers():
            try:
                return urllib.request.urlopen(self.address + "/key", timeout=5).read().decode().strip() == self.key
            except (urllib.error.URLError, ConnectionError):
                return False

        assert wait_for(answers), "the witness did not answer"

    def stop(self):
        if self.server:
            self.server.terminate()
            self.server.wait(timeout=30)
            self.server = None


def leaf(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def root(leaves):
    """RFC 9162 §2.1.1, by recursion."""
    if len(leaves) == 1:
        return leaves[0]
    middle = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + root(leaves[:middle]) + root(leaves[middle:])).digest()


def rewrite(tiles, forged, seed, verifier_key, more=0):
    """The published log with one word of its past changed, its tree made again and signed by the office's own key."""
    size = int((tiles / "checkpoint").read_text().split("\n")[1])
    entries = []
    for start in range(0, size, 256):
        width = min(256, size - start)
        bundle = (tiles / "tile/entries" / (f"{start // 256:03}" + (f".p/{width}" if width < 256 else ""))).read_bytes()
        place = 0
        while place < len(bundle):
            length, = struct.unpack(">H", bundle[place:place + 2])
            entries.append(bundle[place + 2:place + 2 + length])
            place += 2 + length
    assert len(entries) == size
    entries[1] = entries[1].replace(b'"who"', b'"Who"', 1)
    entries += [b"{}"] * more
    level, number = [leaf(entry) for entry in entries], 0
    leaves = level
    while level:
        for start in range(0, len(level), 256):
            part = level[start:start + 256]
            path = forged / f"tile/{number}" / (f"{start // 256:03}" + (f".p/{len(part)}" if len(part) < 256 else ""))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"".join(part))
        level, number = [root(level[i:i + 256]) for i in range(0, len(level) - len(level) % 256, 256)], number + 1
    text = f"{verifier_key.split('+')[0]}\n{len(entries)}\n{base64.b64encode(root(leaves)).decode()}\n"
    (forged / "checkpoint").write_text(sign_note(text, seed, verifier_key))


def main():
    checks = Checks()
    with DemoOffice() as office:
        witness = Witness(office.folder)
        try:
            walk(checks, office, witness)
        finally:
            witness.stop()
            witness.log.close()
    checks.close()


def walk(checks, office, witness):
    admin = Person(office, "admin")
    public = office.run("keys", "public", "--data", str(office.data)).stdout.strip()
    key_file = office.folder / "office.pub"
    key_file.write_text(public + "\n")

    def page():
        return admin.get("/integrity").text

    with checks.step("rights and figures"):
        officer = Person(office, "li")
        checks.that("an officer is refused the page", officer.get("/system", expect=None).status == 403)
        form = officer.get("/witnesses/new").form(having="witness-key")
        form.fill(witness_key=witness.key, witness_manner="stick")
        checks.that("an officer names no witness", form.send(officer).status == 403)
        for name in ("admin", "security", "audit"):
            checks.that(f"{name} sees the system", "备份" in Person(office, name).get("/system").text)
        with urllib.request.urlopen(office.address + "/metrics") as answer:
            figures = answer.read().decode()
        checks.that("figures are given on the machine itself", "liuhen_log_entries " in figures, figures[:200])
        refused = urllib.request.Request(office.address + "/metrics", headers={"X-Forwarded-For": "10.0.0.9"})
        try:
            status = urllib.request.urlopen(refused).status
        except urllib.error.HTTPError as error:
            status = error.code
        checks.that("and to nobody behind a proxy", status == 403, status)
        (office.data / "keys/metrics-token").write_text("0123456789abcdef-token\n")
        allowed = urllib.request.Request(
            office.address + "/metrics",
            headers={"X-Forwarded-For": "10.0.0.9", "Authorization": "Bearer 0123456789abcdef-token"})
        checks.that("but who brings the token", urllib.request.urlopen(allowed).status == 200)
        for path in ("/live", "/ready"):
            checks.that(f"{path} answers", urllib.request.urlopen(office.address + path).status == 200)

    with checks.step("asked over the network"):
        witness.start()
        admin.do("/witnesses/new", {
            "witness-key": witness.key, "witness-manner": "http", "witness-address": witness.address},
            form={"having": "witness-key"})
        checks.that("a witness that does not know the log says so", wait_for(lambda: "不认识本单位的日志" in page()), page())
        witness.stop()
        checks.that("the log's key is trusted by hand", witness.run("--key", str(key_file)).returncode == 0)
        witness.start()
        admin.do("/integrity", form={"action": "/witnesses/ask"})
        checks.that("the log is cosigned", wait_for(lambda: "1个外部见证" in page()), page())
        checks.that("the page says up to where", "见证前" in page() and NAME in page())
        verified = office.run("verify", "--data", str(office.data), "--format", "json")
        checks.that("verify tells the witness", f"witness {NAME}" in json.loads(verified.stdout)["facts"], verified.stdout)

    def request(old=None):
        size = json.loads(witness_state())["logs"][0]["size"] if old is None else old
        return office.run("ledger", "witness-request", "--data", str(office.data), "--from", str(size)).stdout.encode()

    def witness_state():
        witness.stop()
        told = witness.run("--format", "json").stdout
        witness.start()
        return told

    with checks.step("the protocol's statuses"):
        seen = json.loads(witness_state())["logs"][0]["size"]
        Person(office, "wang").get("/cases")
        address = witness.address + "/add-checkpoint"
        whole = request(seen).decode()
        checks.that("no request: 400", post(address, b"old x\n\n")[0] == 400)
        stranger = sign_note(f"other.example\n1\n{base64.b64encode(bytes(32)).decode()}\n", "11" * 32,
                             "other.example+00000000+")
        checks.that("another log: 404", post(address, f"old 0\n\n{stranger}".encode())[0] == 404)
        note = whole.split("\n\n", 1)[1]
        forged = sign_note(note.split("\n\n")[0] + "\n", "22" * 32, public)
        checks.that("another key: 403", post(address, f"old {seen}\n\n{forged}".encode())[0] == 403)
        status, kind, body = post(address, request(0))
        checks.that("another size than was seen: 409 with the size",
                    (status, kind, body) == (409, "text/x.tlog.size", f"{seen}\n"), (status, kind, body))
        size = int(note.split("\n")[1])
        reversed_request = f"old {size + 5}\n\n{note}"
        checks.that("sizes reversed: 400", post(address, reversed_request.encode())[0] == 400)
        proof = whole.split("\n\n", 1)[0].split("\n")
        proof[1] = base64.b64encode(bytes(32)).decode()
        checks.that("a proof that does not hold: 422", post(
            address, ("\n".join(proof) + "\n\n" + note).encode())[0] == 422)
        status, _, line = post(address, whole.encode())
        checks.that("a good one: 200 with the line", status == 200 and line.startswith(f"— {NAME} "), (status, line))

    with checks.step("looking by itself"):
        witness.stop()
        Person(office, "li").get("/cases")
        looked = witness.run("--log", office.address + "/tlog")
        checks.that("it looks, and hands back", looked.returncode == 0 and "签名已交回" in looked.stdout, looked)
        for path in ("/tlog/tile/0/000", "/tlog/tile/entries/000", "/tlog/tile/0/../0/000", "/tlog/tile/9/x001/000"):
            try:
                status = urllib.request.urlopen(office.address + path).status
            except urllib.error.HTTPError as error:
                status = error.code
            checks.that(f"{path} is not given", status == 404, status)
        checks.that("a stranger's note is refused", post(office.address + "/tlog/cosigned", note.encode())[0] == 403)
        checks.that("and what is none", post(office.address + "/tlog/cosigned", b"x")[0] == 403)

    with checks.step("carried on a stick"):
        identifier = witness.key.split("+")[1]
        admin.do(f"/witnesses/{identifier}", {"witness-manner": "stick", "witness-address": ""},
                 form={"having": "witness-manner"})
        carried, back = office.folder / "request.txt", office.folder / "back.txt"
        answer = admin.get(f"/witnesses/{identifier}/request")
        carried.write_bytes(answer.response.content)
        done = witness.run("--request", str(carried), "--answer", str(back))
        checks.that("the witness signs the file", done.returncode == 0 and "已见证前" in done.stdout, done)
        admin.do("/integrity", form={"action": "/witnesses/answer"},
                 files={"witness-file": (back.name, back.read_bytes(), "text/plain")})
        size = int(carried.read_text().split("\n\n", 1)[1].split("\n")[1])
        checks.that("the office takes it in", f"见证前{size}条" in page(), page())
        # The same file once more: the witness is further on by now, and says from where to ask.
        again = witness.run("--request", str(carried), "--answer", str(back))
        checks.that("an old file is sent back with the place", again.returncode == 1 and "重新导出" in again.stdout, again)
        refused = admin.do("/integrity", form={"action": "/witnesses/answer"}, expect=422,
                           files={"witness-file": (back.name, back.read_bytes(), "text/plain")})
        checks.that("the office says so", bool(refused.problem), refused.text)
        wrong = admin.do("/integrity", form={"action": "/witnesses/answer"}, expect=422,
                         files={"witness-file": ("a.txt", b"anything", "text/plain")})
        checks.that("another file is refused", "见证方交回的文件" in wrong.problem, wrong.problem)

    with checks.step("a past rewritten and signed with the office's key"):
        witness.run("--log", office.address + "/tlog")
        office.stop()
        backup = office.folder / "backup"
        tiles = office.folder / "tiles"
        assert office.run("ledger", "tiles", str(tiles), "--data", str(office.data)).returncode == 0
        checks.that("the honest tiles are witnessed", witness.run("--log", str(tiles)).returncode == 0)
        checks.that("and answered into the folder", (tiles / "cosigned").exists())
        seed = (office.data / "keys/log-signing.key").read_text()
        for more, word in ((3, "过去的记录被改写"), (0, "过去的记录被改写")):
            forged = office.folder / f"forged-{more}"
            rewrite(tiles, forged, seed, public, more)
            found = witness.run("--log", str(forged))
            checks.that(f"the witness finds it, {more} entries further", found.returncode == 1 and word in found.stdout
                        and "警报" in found.stdout, found)
            evidence = sorted((witness.state / "logs").glob("*/evidence/*/shown.note"))
            checks.that("both notes are kept", any(
                path.read_text() == (forged / "checkpoint").read_text() for path in evidence), evidence)
        checks.that("the honest log is still witnessed", witness.run("--log", str(tiles)).returncode == 0)

    with checks.step("an old copy put back"):
        shutil.copytree(office.data, backup)
        office.start()
        for name in ("li", "wang", "zhou"):
            Person(office, name).get("/cases")
        checks.that("more is witnessed", witness.run("--log", office.address + "/tlog").returncode == 0)
        office.stop()
        shutil.rmtree(office.data / "ledger")
        shutil.copytree(backup / "ledger", office.data / "ledger")
        office.start()
        found = witness.run("--log", office.address + "/tlog")
        checks.that("the witness finds it", found.returncode == 1 and "日志变短了" in found.stdout, found)
        witness.start()
        admin = Person(office, "admin")
        admin.do(f"/witnesses/{identifier}", {"witness-manner": "http", "witness-address": witness.address},
                 form={"having": "witness-manner"})
        admin.do("/integrity", form={"action": "/witnesses/ask"})
        checks.that("the office is told", wait_for(lambda: "比本单位现有的多" in admin.get("/integrity").text),
                    admin.get("/integrity").text)
        status = office.run("status", "--data", str(office.data), "--format", "json")
        lines = [line for line in json.loads(status.stdout) if line["subject"] == "witness"]
        checks.that("and its status is red", status.returncode == 1 and lines[0]["level"] == "red", status.stdout)
        checks.that("the audit administrator reads it in the log", "外部见证拒绝签名" in Person(
            office, "audit").get("/office/log", expect=None).text)


if __name__ == "__main__":
    main()
