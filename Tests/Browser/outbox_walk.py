"""Messages to a supervision platform, over HTTP to a real server that fails, hangs up and answers twice, while the
office is killed in between: nothing is lost, nothing is another message, and what is stuck is shown."""

import datetime
import http.server
import io
import json
import threading
import time
import zipfile

from checks import Checks
from main_job import MainJob
from office import DemoOffice
from person import Person

PLATFORM = "wuhan-supervision"
OFFICERS = 12


class SupervisionPlatform:
    """A platform that does what `moods` say, one request after the other, and then answers as it should."""

    def __init__(self, moods=()):
        self.moods = list(moods)
        self.received = []
        self.accepted = {}
        self.repeated = 0
        self.wrong = []
        platform = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                mood = platform.take(self.headers, body)
                answer = json.dumps({"key": self.headers["Idempotency-Key"], "receipt": len(platform.accepted)}).encode()
                if mood == "hang-up":
                    self.close_connection = True
                    self.connection.close()
                    return
                if mood == "other":
                    answer = json.dumps({"key": "0" * 32}).encode()
                for _ in range(2 if mood == "twice" else 1):
                    self.send_response(500 if mood == "fail" else 200)
                    self.send_header("Content-Length", str(len(answer)))
                    self.end_headers()
                    self.wfile.write(answer)

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server.server_port}/feed"

    def take(self, headers, body):
        mood = self.moods.pop(0) if self.moods else "take"
        message = json.loads(body)
        if headers["Idempotency-Key"] != message["key"] or headers["Authorization"] != "Bearer open sesame":
            self.wrong.append(dict(headers))
        self.received.append(message["key"])
        if mood in ("take", "twice", "hang-up"):
            known = self.accepted.setdefault(message["key"], body)
            if self.received.count(message["key"]) > 1:
                self.repeated += 1
            if known != body:
                self.wrong.append(message)
        return mood


def wait_for(condition, seconds=60):
    """Asks again until it holds; whether it did."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def resend(person):
    page = person.get("/outbox")
    forms = [form for form in page.forms() if form.action.endswith("/resend") and "key" not in form.fields]
    if forms:
        forms[0].send(person, expect=303)


def register(person, number):
    form = person.get("/books/agency/enter/officer-registered").form(having="certificate")
    form.fill(officer=f"执法人员{number}", certificate=f"鄂B{number:04}", valid_until="2028-12-31").send(person, expect=303)


def set_target(place, address, manner="http"):
    admin = Person(place, "admin")
    form = admin.get(f"/outbox/{PLATFORM}/target").form(having="outbox-address")
    form.fill(outbox_manner=manner, outbox_address=address, outbox_since="2020-01-01", outbox_token="open sesame")
    return form.send(admin)


def delivery(checks, place):
    platform = SupervisionPlatform(["fail", "hang-up", "twice", "other", "hang-up", "twice", "fail"])
    wang = Person(place, "wang")
    refused = wang.get(f"/outbox/{PLATFORM}/target").form(having="outbox-address")
    refused = refused.fill(outbox_manner="off", outbox_since="2020-01-01").send(wang)
    checks.that("an officer sets no target", refused.status == 403 and "系统管理员" in refused.text, refused.text[:200])
    nowhere = set_target(place, "ftp://a/b")
    checks.that("an address that is none is told at its field", nowhere.status == 422 and "地址或者文件夹" in nowhere.text,
                nowhere.text[:300])
    set_target(place, platform.address)
    for number in range(OFFICERS // 2):
        register(wang, number)
    checks.that("the first failure is shown", wait_for(lambda: "状态500" in wang.get("/outbox").text), wang.get("/outbox").text[:600])
    # Registered and killed at once: what was acknowledged is queued all the same.
    for number in range(OFFICERS // 2, OFFICERS):
        register(wang, number)
    place.stop(kill=True)
    place.start()
    wang = Person(place, "wang")
    job_page = wang.get("/books/agency")
    checks.that("the book has all of them", all(f"鄂B{number:04}" in job_page.text for number in range(OFFICERS)))

    def all_there():
        resend(wang)
        time.sleep(1)
        return "没有等待报送的记录" in wang.get("/outbox").text

    checks.that("all is delivered in the end", wait_for(all_there, 120), wang.get("/outbox").text[:1500])
    registered = [json.loads(body) for body in platform.accepted.values() if json.loads(body)["kind"] == "act-entered"]
    numbers = [one["data"]["answers"]["certificate"] for one in sorted(registered, key=lambda one: one["index"])]
    checks.that("each officer arrived", numbers == [f"鄂B{number:04}" for number in range(OFFICERS)], numbers)
    checks.that("what was taken before a hang-up came again under its key", platform.repeated >= 1, platform.repeated)
    checks.that("no key stood for two messages", platform.wrong == [], platform.wrong)
    order = [key for key in dict.fromkeys(platform.received) if key in platform.accepted]
    book = [key for key in order if json.loads(platform.accepted[key])["about"] == "agency"]
    indexes = [json.loads(platform.accepted[key])["index"] for key in book]
    checks.that("the book came in its order", indexes == sorted(indexes), indexes)
    checks.that("the platform's answer is kept", "receipt" in wang.get("/outbox").text)
    count = len(platform.received)
    time.sleep(5)
    checks.that("nothing is sent again without need", len(platform.received) == count, len(platform.received) - count)
    return platform


def absence(checks, place, platform):
    """A platform that is away: the age is shown, and its folder serves meanwhile."""
    platform.server.shutdown()
    platform.server.server_close()
    wang = Person(place, "wang")
    register(wang, 77)
    shown = lambda: wang.get("/outbox").text
    checks.that("that nobody answers is shown with its age",
                wait_for(lambda: "平台没有应答" in shown() and "最早一条已等待" in shown()), shown()[:600])
    folder = place.folder / "handed-over"
    folder.mkdir()
    set_target(place, str(folder), manner="folder")
    checks.that("the folder gets it", wait_for(lambda: any(folder.glob("*.json"))))
    message = json.loads(next(folder.glob("*.json")).read_text())
    checks.that("as the same message", message["data"]["answers"]["certificate"] == "鄂B0077", message)


def sheet(checks, place):
    """The sheet of a case in the platform's order, refused while it lacks what the platform demands."""
    job = MainJob(place)
    job.receive()
    wang = Person(place, "wang")
    path = f"{job.path}/platforms/{PLATFORM}"
    page = wang.get(path)
    checks.that("what is missing is named", "案由代码" in page.text and "补填后才能导出" in page.text, page.text[:600])
    refused = wang.get(path + "/sheet.xlsx", expect=422)
    checks.that("the export is refused with the field", "平台要求填写「案由代码」" in refused.text, refused.text[:400])
    ticked = page.form(having="platform-number").fill(platform_number="HB-1").send(wang)
    checks.that("so is the tick", ticked.status == 422 and "案由代码" in ticked.text, ticked.text[:300])
    empty = [form for form in page.forms() if "platform-field" in form.fields][0].send(wang)
    checks.that("nothing is supplied with nothing", empty.status == 422 and "请填写" in empty.text, empty.text[:300])
    while "补填后才能导出" in page.text:
        required = page.tree.xpath('//tr[.//span[@class="late"]]//input[@name="platform-field"]/@value')
        form = [one for one in page.forms() if "platform-field" in one.fields and one.value("platform-field") == required[0]][0]
        page = form.fill(value=f"补填 {required[0]}").send(wang, expect=303)
    answer = wang.session.get(place.address + path + "/sheet.xlsx", timeout=60)
    content = zipfile.ZipFile(io.BytesIO(answer.content))
    checks.that("the workbook is whole", content.testzip() is None)
    text = content.read("xl/worksheets/sheet1.xml").decode()
    labels = [label for label in ("案件编号", "执法主体", "案由代码", "当事人名称", "决定内容")]
    checks.that("in the platform's order", [text.find(label) for label in labels] == sorted(text.find(label) for label in labels))
    checks.that("with what was supplied", "补填 cause-code" in text)
    deadline = (datetime.date.today() + datetime.timedelta(days=5)).isoformat()
    empty = page.form(having="platform-deadline").send(wang)
    checks.that("no deadline is entered without its day", empty.status == 422 and "请填写" in empty.text, empty.text[:300])
    page = page.form(having="platform-deadline").fill(platform_deadline=deadline).send(wang, expect=303)
    checks.that("the platform's deadline stands open", "尚未录入" in page.text, page.text[:800])
    done = page.form(having="platform-number").fill(platform_number="HB-2026-1").send(wang)
    checks.that("the tick says who, when and number, and keeps the deadline",
                done.status == 200 and "平台编号HB-2026-1" in done.text and "王晓梅于" in done.text
                and "尚未录入" not in done.text, done.text[:800])


def main():
    checks = Checks()
    with DemoOffice() as place:
        platform = None
        with checks.step("messages that fail, hang up and come twice"):
            platform = delivery(checks, place)
        if platform:
            with checks.step("a platform that is away"):
                absence(checks, place, platform)
    with DemoOffice() as place:
        with checks.step("the sheet of a case"):
            sheet(checks, place)
    checks.close()


if __name__ == "__main__":
    main()
