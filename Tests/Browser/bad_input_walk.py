"""Bad input over HTTP: each is told clearly, and nothing is lost or done twice."""

import concurrent.futures
import hashlib
import re
import time
import urllib.parse

import media
from checks import Checks
from main_job import MainJob
from office import PASSWORD, DemoOffice
from person import Person


def passwords(checks, job, place):
    """A wrong password twenty times: the delay is told, nobody is locked out, and nobody else waits."""
    stranger = Person(place, "zhao", sign_in=False)
    delays = []
    for attempt in range(20):
        page = stranger.sign_in(f"wrong {attempt}")
        checks.that("a wrong password is answered with 401", page.status == 401, page.status) if attempt in (0, 19) else None
        told = re.search(r"要等(\d+)秒", page.text)
        delays.append(int(told.group(1)) if told else 0)
    checks.that("the delay is told", delays[-1] > 0, delays)
    checks.that("the delay stays within half a minute", max(delays) <= 30, delays)
    checks.that("the page says that nobody is locked out", "不会被锁定" in page.text, page.text[:300])
    checks.that("the name stands in the page still", page.form(having="password").value("name") == "zhao")
    other = Person(place, "sun")
    checks.that("somebody else signs in without waiting", other.get("/").status == 200)
    checks.that("who is signed in already works on", job.zhao.get("/").status == 200)
    hasty = Person(place, "sun", sign_in=False)
    told = None
    for attempt in range(20):
        told = told or re.search(r"要等(\d+)秒", hasty.sign_in(f"wrong {attempt}").text)
        if told:
            break
    early = hasty.sign_in(PASSWORD)
    checks.that("while the delay runs, the right password is not let in either", early.status == 401, early.status)
    time.sleep(min(int(told.group(1)), 4) + 0.2)
    late = hasty.sign_in(PASSWORD)
    checks.that("after the delay the right password is let in", late.path == "/", f"{told.group(0)} {late.status}")
    nobody = Person(place, "nobody", sign_in=False).sign_in("x")
    checks.that("an unknown name is answered as a wrong password is", nobody.status == 401 and "用户名或者口令不对" in nobody.text)


def repeated(checks, job):
    """One command sent twice is done once; the same command with other content is refused."""
    form = job.wang.get(f"{job.path}/enter/note-made").form(having="note")
    form.fill(note="other", reason="电话告知投诉人受理情况")
    before = job.wang.get(f"{job.path}?tab=log").text.count("电话告知投诉人受理情况")
    form.send(job.wang, expect=303)
    again = form.send(job.wang)
    checks.that("the second sending is answered as the first was", again.status == 200, again.status)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        form = job.wang.get(f"{job.path}/enter/note-made").form(having="note").fill(note="other", reason="同时发送八次")
        answers = list(pool.map(lambda _: form.send(job.wang).status, range(8)))
    checks.that("eight at the same time are all answered", set(answers) == {200}, answers)
    page = job.wang.get(job.path)
    checks.that("what was sent twice was done once", page.text.count("电话告知投诉人受理情况") == before + 1)
    checks.that("what was sent eight times was done once", page.text.count("同时发送八次") == 1, page.text.count("同时发送八次"))
    other = form.fill(reason="另一内容").send(job.wang)
    checks.that("the command with other content is refused or repeats nothing", other.status in (200, 409), other.status)
    checks.that("the other content is not recorded", "另一内容" not in job.wang.get(job.path).text)


def required(checks, job):
    """A required field left out is named, and what was typed stays."""
    kind = "construction-report-complaint-registration-form"
    form = job.open_form(job.wang, kind)
    form.set("field.project", "汉阳滨江项目二标段").set("field.demand", "").set("field.workers", "2")
    page = form.send(job.wang, button="提交")
    checks.that("a form without a required field is answered with 422", page.status == 422, page.status)
    checks.that("the field is named", "请填写「请求」" in page.problem, page.problem)
    checks.that("the problem leads to the field", any("field-" in link for link in page.links("#field-")), page.links("#"))
    kept = page.form(having="field.project").value("field.project")
    checks.that("what was typed stands in the page still", kept == "汉阳滨江项目二标段", kept)
    page = page.form(having="field.demand").set("field.demand", "责令支付拖欠的工资。").send(job.wang, button="提交", expect=303)
    checks.that("with the field filled in the form is submitted", "已提交" in page.text)
    page = job.wang.get("/matters/new?source=complaint").form(having="cause-of-action").fill(summary="只写了摘要").send(job.wang)
    checks.that("a complaint without cause and complainant is refused", page.status == 422 and "案由" in page.problem, page.problem)
    checks.that("its summary stands in the page still", page.form(having="cause-of-action").value("summary") == "只写了摘要")
    bad = job.wang.get(f"{job.path}/enter/material-stamped").form(having="stamp")
    pairs = [(name, "no-such-stamp" if name == "stamp" else value) for name, value in bad.pairs()] + [("stamp", "no-such-stamp")]
    page = job.wang.post(bad.action, pairs)
    checks.that("an answer that was not offered is refused", page.status == 422, page.status)


def outdated(checks, job):
    """Two people save the same draft: the second is told whose draft came between, and keeps the own words."""
    page = job.write(job.wang, "submitted-material-list", button="保存")
    first = page.form(having="field.submitter")
    second = job.zhou.get(page.path.split("?")[0]).form(having="field.submitter")
    first.set("field.submitter", "刘大勇").send(job.wang, button="保存", expect=303)
    late = second.set("field.submitter", "马堃").send(job.zhou, button="保存")
    checks.that("an outdated draft is answered with 409", late.status == 409, late.status)
    checks.that("the page says who saved meanwhile", "王晓梅" in late.problem, late.problem)
    checks.that("the own words stand in the page still", late.form(having="field.submitter").value("field.submitter") == "马堃")

    stale = job.wang.get(f"{job.path}/enter/note-made").form(having="note").fill(note="other", reason="我的说明")
    job.enter(job.zhou, "note-made", note="other", reason="别人刚记录的说明")
    late = stale.send(job.wang)
    checks.that("an act upon an outdated case is held back", late.status == 409, late.status)
    checks.that("the page shows what came between", "记录说明" in late.problem or "别人" in late.problem, late.problem)
    page = late.form(having="note").send(job.wang, expect=303)
    checks.that("a second press records it", "我的说明" in page.text)


def uploads(checks, job, place):
    content = media.recording(120, "2026-09-22T10:00:00+08:00", "window") * 1
    digest = hashlib.sha256(content).hexdigest()
    created = job.li.begin_upload("window.mp4", len(content), "video/mp4", digest)
    address = urllib.parse.urlparse(created.headers["Location"]).path
    part = len(content) * 6 // 10
    sent = job.li.send_chunk(address, 0, content[:part])
    checks.that("60 % are taken in", sent.status_code == 204 and int(sent.headers["Upload-Offset"]) == part, sent.headers)
    place.stop(kill=True)
    place.start()
    head = job.li.tus("HEAD", address)
    checks.that("the server killed and started knows how far the upload was", head.headers.get("Upload-Offset") == str(part), head.headers)
    wrong = job.li.send_chunk(address, 0, content[:10])
    checks.that("another offset is refused", wrong.status_code == 409, wrong.status_code)
    rest = job.li.send_chunk(address, part, content[part:])
    checks.that("the upload goes on where it broke off", rest.status_code == 204 and int(rest.headers["Upload-Offset"]) == len(content), rest.text)
    stranger = job.wang.tus("HEAD", address)
    checks.that("an upload is its owner's only", stranger.status_code in (403, 404), stranger.status_code)

    created = job.li.begin_upload("other.mp4", len(content), "video/mp4", hashlib.sha256(b"other").hexdigest())
    address = urllib.parse.urlparse(created.headers["Location"]).path
    sent = job.li.send_chunk(address, 0, content)
    checks.that("content that is not the announced one is refused", 400 <= sent.status_code < 500, f"{sent.status_code} {sent.text}")

    created = job.li.begin_upload("chunk.mp4", len(content), "video/mp4")
    address = urllib.parse.urlparse(created.headers["Location"]).path
    fields = {
        "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream",
        "Upload-Checksum": "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    }
    sent = job.li.tus("PATCH", address, fields, content[:1000])
    checks.that("a chunk that does not fit its checksum is refused", sent.status_code == 460, sent.status_code)
    head = job.li.tus("HEAD", address)
    checks.that("and nothing of it is kept", head.headers.get("Upload-Offset") == "0", head.headers)
    longer = job.li.send_chunk(address, 0, content + b"more")
    checks.that("more than was announced is refused", 400 <= longer.status_code < 500, longer.status_code)
    for headers in [
        {"Upload-Length": "-1"}, {"Upload-Length": "ten"}, {"Upload-Length": "99999999999999999999"}, {},
        {"Upload-Length": "5", "Upload-Metadata": "filename !!!"},
    ]:
        answer = job.li.tus("POST", "/uploads", headers)
        checks.that(f"an upload announced as {headers} is refused", 400 <= answer.status_code < 500, answer.status_code)
    unspoken = job.li.session.post(place.address + "/uploads", headers={"Upload-Length": "5"})
    checks.that("another protocol is refused", unspoken.status_code == 412, unspoken.status_code)


def not_a_video(checks, job):
    form = job.li.get(f"{job.path}/recordings/new").form(having="device")
    form.fill(device="WH-BWC-001", start="2026-10-13T14:00:00", evidence="yes")
    form.set("upload", ("inspection.mp4", "这不是视频。\n".encode() * 100, "video/mp4"))
    page = form.send(job.li)
    checks.that("a text named .mp4 is refused", page.status == 422 and "不是音像文件" in page.text, f"{page.status} {page.problem}")
    checks.that("the device stands in the page still", page.form(having="device").value("device") == "WH-BWC-001")
    content = media.recording(120, "2026-09-22T10:00:00+08:00", "window")
    form = job.li.get(f"{job.path}/recordings/new").form(having="device").fill(device="WH-BWC-001")
    page = form.set("upload", ("cut.mp4", content[: len(content) // 3], "video/mp4")).send(job.li)
    checks.that("a recording cut off is refused or told, not taken in silence", page.status in (422, 200), page.status)
    page = job.li.get(f"{job.path}/recordings")
    checks.that("no such file is among the recordings", "inspection.mp4" not in page.text)


def rights(checks, job, place):
    admin = Person(place, "admin")
    desk = admin.get("/")
    checks.that("who only administers is led to the system, not to cases",
                desk.links("/system") and not desk.links("/matters/new") and not desk.links("/cases"), desk.text[:300])
    for path in [job.path, f"{job.path}/forms/new?kind=filing-approval-form", f"{job.path}/volume", f"{job.path}/recordings"]:
        page = admin.get(path, expect=None)
        checks.that(f"the administrator does not see {path.split('/')[-1][:12]}", page.status == 403, page.status)
        checks.that("nothing of the case is on the refusal", "刘大勇" not in page.text and "江筑" not in page.text, page.text)
    token = admin.get("/").token
    page = admin.post(f"{job.path}/enter/note-made", [("csrf", token), ("command", "0" * 32), ("note", "other"), ("reason", "越权")])
    checks.that("the administrator cannot act in a case", page.status == 403, page.status)
    checks.that("nothing was recorded", "越权" not in job.wang.get(job.path).text)
    foreign = job.wang.post(f"{job.path}/enter/note-made", [("command", "1" * 32), ("note", "other")])
    checks.that("a form without the session's token is refused", foreign.status == 403, foreign.status)
    cross = job.wang.session.post(
        place.address + f"{job.path}/enter/note-made", headers={"Origin": "http://elsewhere.example"},
        data={"csrf": job.wang.get("/").token, "command": "2" * 32, "note": "other"})
    checks.that("a form of another site is refused", cross.status_code == 403, cross.status_code)
    nobody = Person(place, "nobody", sign_in=False)
    page = nobody.get(job.path, expect=None)
    checks.that("who is not signed in is led to the sign-in", page.path.startswith("/sign-in"), page.path)
    checks.that("the interface answers 401", nobody.get("/api/cases", expect=None).status == 401)


def unknown(checks, job):
    for path in [
        "/cases/no-such-case", "/cases/0000000000000000", f"{job.path}/forms/no-such-form", f"{job.path}/recordings/none",
        f"{job.path}/blobs/{'0' * 64}", f"{job.path}/blobs/zz", f"{job.path}/enter/no-such-fact", "/no/such/page",
        "/cases/%2e%2e%2f%2e%2e", "/assets/../liuhen.css", "/cases/" + "x" * 3000,
    ]:
        page = job.wang.get(path, expect=None)
        checks.that(f"{path[:60]} is not found", page.status == 404, page.status)
    page = job.wang.get("/no/such/page", expect=404)
    checks.that("who is signed in keeps the menu where nothing is found", "王晓梅" in page.text and "工作台" in page.text)
    page = job.wang.get(f"{job.path}/forms/new?kind=no-such-kind", expect=None)
    checks.that("a form of an unknown kind is refused", 400 <= page.status < 500, page.status)


def garbage(checks, job, place):
    """Bodies that are no forms, on every address that takes one: never a failure of the server."""
    token = job.wang.get("/").token
    addresses = [
        "/sign-in", "/matters/new", "/demo/clock", f"{job.path}/materials/new", f"{job.path}/enter/note-made",
        f"{job.path}/acts/new", f"{job.path}/lead", f"{job.path}/forms", f"{job.path}/forms/autosave", f"{job.path}/forms/preview",
        f"{job.path}/services/new", f"{job.path}/recordings", f"{job.path}/volume/compile", f"{job.path}/number",
        f"{job.path}/forms/nothing/decide", f"{job.path}/acts/nothing/finalise",
    ]
    bodies = [
        (b"\xff\xfe\x00\x01" * 50, "application/x-www-form-urlencoded"), (b"%zz=%&=&&&=x", "application/x-www-form-urlencoded"),
        (b"--b\r\nbroken", "multipart/form-data; boundary=b"), (b"x", "multipart/form-data; boundary="),
        (b'{"a": 1}', "application/json"), (b"", "application/x-www-form-urlencoded"),
        (f"csrf={token}&command=garbage-garbage-garbage&at=yesterday&version=-9&kind=x&from=1&to=2".encode(), "application/x-www-form-urlencoded"),
        (f"csrf={token}&command=garbage-garbage-garbage-2&employers.0.name=a&employers.99999999.name=b&wages.0.owed=1e99".encode(), "application/x-www-form-urlencoded"),
        (f"csrf={token}&command={'c' * 5000}&note=x&lead=zz&clock=0000-00-00T99:99".encode(), "application/x-www-form-urlencoded"),
        (f"csrf={token}&".encode() + b"a=b&" * 6000, "application/x-www-form-urlencoded"),
    ]
    wrong = []
    for address in addresses:
        for body, kind in bodies:
            answer = job.wang.session.post(
                place.address + address, data=body, headers={"Content-Type": kind}, allow_redirects=False, timeout=60)
            if answer.status_code >= 500 or answer.status_code < 300:
                wrong.append((address, body[:60], answer.status_code))
            checks.that(f"{address} bears it", answer.status_code < 500, f"{answer.status_code} for {body[:80]}")
    checks.that("no garbage was taken for a form", not [one for one in wrong if one[2] < 300], wrong)
    big = job.wang.session.post(place.address + f"{job.path}/enter/note-made", data=b"note=" + b"x" * (3 << 20))
    checks.that("a body beyond the limit is refused", big.status_code == 413, big.status_code)
    for headers in [{"Range": "bytes=9-1"}, {"Range": "bytes=a-b"}, {"Range": "bytes=999999999-"}, {"Range": "bytes=0-1,4-5"}]:
        page = job.wang.get(f"{job.path}?tab=evidence")
        answer = job.wang.get(page.links("/blobs/")[0], expect=None, headers=headers)
        checks.that(f"{headers} is borne", answer.status in (200, 206, 416), answer.status)
    for query in ["/?x=%00", "/cases?page=-1", "/cases?page=99999999999999999999", "/cases?sort=%ff&stage=../..", "/cases.csv?q=%22"]:
        checks.that(f"{query} is borne", job.wang.get(query, expect=None).status < 500)
    verified = place.run("verify", "--data", str(place.data))
    checks.that("the office is right after all this", verified.returncode == 0, verified.stdout[-600:])
    log = (place.folder / "server.log").read_text()
    checks.that("the server never failed", "request failed" not in log, [line for line in log.splitlines() if "request failed" in line][:5])


def main():
    checks = Checks()
    with DemoOffice() as place:
        job = MainJob(place)
        with checks.step("a case to be bad to"):
            job.clock("2026-09-21T09:10")
            job.receive()
            job.take_material()
            job.clock("2026-10-20T09:00")
        for title, walk in [("one command sent twice", repeated), ("required fields", required), ("outdated pages", outdated)]:
            with checks.step(title):
                walk(checks, job)
        with checks.step("files that are no recordings"):
            not_a_video(checks, job)
        with checks.step("rights"):
            rights(checks, job, place)
        with checks.step("unknown ids"):
            unknown(checks, job)
        with checks.step("garbage"):
            garbage(checks, job, place)
        with checks.step("wrong passwords"):
            passwords(checks, job, place)
        with checks.step("uploads that break"):
            uploads(checks, job, place)
    checks.close()


if __name__ == "__main__":
    main()
