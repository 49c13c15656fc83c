"""Going live with old files and running cases: messy spreadsheets are previewed, taken in, mended and sent again; the
process is killed in the middle and goes on; and a disk that fills up leaves nothing half done."""

import datetime
import io
import json
import os
import random
import re
import resource
import signal
import subprocess
import tempfile
import time

import openpyxl

import messy_workbook
import small_disk
from checks import Checks
from office import BINARY, DemoOffice
from person import Person

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VOLUMES = int(os.environ.get("LIUHEN_VOLUMES", "5000"))
CASES = int(os.environ.get("LIUHEN_CASES", "300"))
# A page without content, as small as one can be.
PDF = (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
       b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")


def command(place, *arguments):
    ended = place.run("import", *arguments, "--data", str(place.data), "--format", "json")
    return ended.returncode, json.loads(ended.stdout) if ended.stdout.startswith("{") else {"error": ended.stderr}


def upload(person, kind, name, content):
    """Sends a file for its preview."""
    return person.do(f"/office/imports/new/{kind}", form={"having": "file"}, files={"file": (name, content, SHEET)})


def wait(person, path, checks, seconds=90):
    """Waits until an import no longer runs."""
    deadline = time.monotonic() + seconds
    while True:
        page = person.get(path)
        if "正在导入" not in page.heading:
            return page
        assert time.monotonic() < deadline, page.text[:300]
        time.sleep(0.3)


def in_the_browser(place, checks):
    """A keeper brings a register: preview, report, mended rows again, loans."""
    keeper = Person(place, "zheng")
    book = messy_workbook.volumes(120, seed=7)
    with checks.step("preview"):
        page = upload(keeper, "volumes", "案卷目录.xlsx", book.bytes())
        path = page.path.split("?")[0]
        checks.that("the preview counts what is good", f"可以导入{book.good}行" in page.text, page.text[:600])
        checks.that("and what is not", f"不能导入{book.bad}行" in page.text, page.text[:600])
        checks.that("columns that mean nothing are named", "备注2" in page.text)
        checks.that("nothing was entered yet", "档案0卷" in keeper.get("/archive").text.replace(" ", ""))
    with checks.step("taken in"):
        done = page.form(action=f"{path}/start").send(keeper, expect=303)
        done = wait(keeper, path, checks)
        checks.that("it says so", f"已导入{book.good}行" in done.text, done.text[:600])
        checks.that("the register has them", f"档案{book.good}卷" in keeper.get("/archive").text.replace(" ", ""))
        checks.that("one Han character finds", "江城第5建筑公司" in keeper.get("/archive?q=城 第5建").text)
    with checks.step("the report, mended and sent again"):
        answer = keeper.session.get(f"{place.address}{path}/report.xlsx", timeout=60)
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content))
        rows = list(sheet.active.iter_rows(values_only=True))
        checks.that("it has the rows that were refused", len(rows) - 1 == book.bad, len(rows))
        checks.that("with their reason in the last column", all(row[-1] for row in rows[1:]), rows[:3])
        checks.that("a day that there is not is named", any("没有这一天" in (row[-1] or "") for row in rows[1:]))
        mended = sheet.active
        for index, row in enumerate(rows[1:], start=2):
            if "没有这一天" in row[-1]:
                mended.cell(index, 6).value = "2006-02-28"
            elif "没有填" in row[-1]:
                mended.cell(index, 3).value = f"补-{index}"
        file = io.BytesIO()
        sheet.save(file)
        again = upload(keeper, "volumes", "改好的.xlsx", file.getvalue())
        again.form(action=f"{again.path.split('?')[0]}/start").send(keeper, expect=303)
        after = wait(keeper, again.path.split("?")[0], checks)
        mends = sum("重复" not in row[-1] for row in rows[1:])
        checks.that("what was mended is taken in", f"已导入{mends}行" in after.text, after.text[:400])
        third = upload(keeper, "volumes", "案卷目录.xlsx", book.bytes())
        checks.that("and nothing twice", f"以前已导入{book.good}行" in third.text and not re.search("可以导入[0-9]+行", third.text), third.text[:400])
    with checks.step("loans"):
        row = keeper.get("/archive?q=江城第9建筑").tree.xpath("//tbody/tr/td/a/@href")[0]
        lent = keeper.do(f"{row}/lend", {
            "borrower": "李建国", "purpose": "复查", "approved-by": "周国强", "due": "2036-01-05"})
        checks.that("a volume is lent", "李建国" in lent.text and "未还" in lent.text, lent.text[:400])
        checks.that("and cannot be lent twice", keeper.get("/archive?lent=yes").text.count("李建国") == 1)
        back = keeper.do(f"{row}/return", {"complete": "yes"})
        checks.that("it comes back", "完整" in back.text, back.text[:400])
    with checks.step("rights"):
        officer = Person(place, "li")
        checks.that("an officer searches", officer.get("/archive").status == 200)
        checks.that("and brings no volumes in", officer.get("/office/imports/new/volumes").status == 200)
        refused = officer.get("/office/imports/new/volumes").form(having="file")
        refused.set("file", ("a.xlsx", book.bytes(), SHEET))
        checks.that("as the office says", refused.send(officer).status == 403)
        checks.that("a file is its bringer's alone", Person(place, "admin").get(path, expect=None).status == 404)
        checks.that("an administrator reads no volumes", Person(place, "security").get("/archive", expect=None).status == 403)
    with checks.step("bad files"):
        for name, content in (("空.xlsx", b"PK\3\4 no"), ("图.xlsx", bytes(range(256))), ("无表头.csv", "甲,乙\n1,2\n".encode())):
            form = keeper.get("/office/imports/new/volumes").form(having="file")
            form.set("file", (name, content, SHEET))
            answer = form.send(keeper)
            checks.that(f"{name} is refused in words", answer.status == 422 and answer.problem, answer.status)


def one_case(place, checks):
    """A case is taken over by hand, and goes on."""
    wang = Person(place, "wang")
    with checks.step("one running case"):
        form = wang.get("/matters/take-over").form(having="serial")
        form.fill(serial="武人监立〔2025〕900号", cause_of_action="拖欠工资", source="complaint", state="under-investigation",
                  received="2025-11-03", lead="li")
        form.set("milestone.filed", "2025-11-02")
        form.set("employers.0.name", "武汉晨光电子有限公司")
        form.set("scans", [("立案审批表.pdf", b"%PDF-1.4 1", "application/pdf")])
        wrong = form.send(wang)
        checks.that("a day before the matter came in is refused", wrong.status == 422 and "立案日期" in wrong.problem, wrong.text[:500])
        again = wrong.form(having="serial")
        checks.that("what was typed stands there", again.value("serial") == "武人监立〔2025〕900号")
        checks.that("the scan is kept", "已上传扫描件1份" in wrong.text)
        again.set("milestone.filed", "2025-11-07")
        page = again.send(wang, expect=303)
        checks.that("it stands where it stood", "调查取证中" in page.text, page.text[:500])
        checks.that("what ran out before says so", "接入前" in page.text, page.text[:1500])
        twice = wang.get("/matters/take-over").form(having="serial")
        twice.fill(serial="武人监立[2025] ９００号", cause_of_action="欠薪", source="complaint", state="under-investigation", received="2025-11-03")
        twice.set("employers.0.name", "甲公司")
        checks.that("no second case has its number", twice.send(wang).status == 422)


def one_volume(place, checks):
    """A case that was taken over is archived; its volume begins with the scans, and proves itself."""
    wang, keeper = Person(place, "wang"), Person(place, "zheng")
    with checks.step("the volume of a case that was taken over"):
        form = wang.get("/matters/take-over").form(having="serial")
        form.fill(serial="旧〔2024〕3号", cause_of_action="拖欠工资", source="complaint", state="filing-withdrawn",
                  received="2025-03-03", lead="li")
        form.set("milestone.filed", "2025-03-07")
        form.set("employers.0.name", "武汉晨光电子有限公司")
        form.set("scans", [("撤销立案审批表.pdf", PDF, "application/pdf")])
        asked = form.send(wang)
        checks.that("the end of the investigation is asked for behind it",
                    asked.status == 422 and "请填写「调查终结日期」" in asked.problem, asked.problem or asked.text[:600])
        form = asked.form(having="serial").set("lacking", ["concluded"])
        case = form.send(wang, expect=303).path.split("?")[0]
        volume = keeper.get(f"{case}/volume")
        checks.that("the catalogue begins with the scan", "撤销立案审批表" in volume.text, volume.text[:800])
        volume.form(action="/volume/compile").send(keeper, expect=303)
        archived = keeper.do(f"{case}/enter/case-archived", {"archive-number": "旧档2024-3"}, expect=None)
        checks.that("it is archived", not archived.problem and archived.status == 200, archived.problem or archived.text[:600])
        made = place.run("export", case.rsplit("/", 1)[1], "--data", str(place.data), "--to", str(place.folder / "out"))
        checks.that("it is exported", made.returncode == 0, made.stdout + made.stderr)
        key = place.folder / "office.vkey"
        key.write_text(place.run("keys", "public", "--data", str(place.data)).stdout)
        verified = place.run("verify", made.stdout.strip().splitlines()[-1], "--key", str(key))
        checks.that("and verifies", verified.returncode == 0, verified.stdout[-600:] + verified.stderr[-300:])


def killed_while_serving(place, checks):
    """The server is killed while it takes a file in; started again, it goes on by itself."""
    keeper = Person(place, "zheng")
    book = messy_workbook.volumes(1200, seed=11, prefix="B")
    with checks.step("killed while serving"):
        page = upload(keeper, "volumes", "一千二百卷.xlsx", book.bytes())
        path = page.path.split("?")[0]
        page.form(action=f"{path}/start").send(keeper, expect=303)
        time.sleep(1.5)
        place.stop(kill=True)
        place.start()
        keeper = Person(place, "zheng")
        after = wait(keeper, path, checks)
        checks.that("it ended by itself", "已完成" in after.heading, after.heading)
        again = upload(keeper, "volumes", "一千二百卷.xlsx", book.bytes())
        checks.that("all is there, once", f"以前已导入{book.good}行" in again.text, again.text[:400])


def by_command(place, checks):
    """The large files, by command: killed ten times, run again, measured."""
    files = place.folder
    volumes, cases = messy_workbook.volumes(VOLUMES), messy_workbook.cases(CASES, datetime.date(2026, 9, 1))
    (files / "volumes.xlsx").write_bytes(volumes.bytes())
    (files / "cases.xlsx").write_bytes(cases.bytes())
    with checks.step("only looked at"):
        code, said = command(place, "volumes", str(files / "volumes.xlsx"), "--check")
        checks.that("the good and the bad are counted", (said.get("fresh"), said.get("refused")) == (volumes.good, volumes.bad), {**said, "open": said.get("open", [])[:5]})
        checks.that("it exits with 1", code == 1)
    with checks.step("killed ten times"):
        chance = random.Random(3)
        killed = 0
        for _ in range(10):
            running = subprocess.Popen(
                [BINARY, "import", "volumes", str(files / "volumes.xlsx"), "--data", str(place.data)],
                env=place.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                running.wait(timeout=0.8 + chance.random() * 1.4)
            except subprocess.TimeoutExpired:
                running.send_signal(signal.SIGKILL)
                running.wait()
                killed += 1
        print(f"    killed {killed} times")
        checks.that("at least once in the middle", killed > 0)
    with checks.step("run to the end"):
        start = time.monotonic()
        code, said = command(place, "volumes", str(files / "volumes.xlsx"), "--report", str(files / "report.xlsx"))
        checks.that("all that is good is there", said.get("done", 0) + said.get("known", 0) == volumes.good, {**said, "open": said.get("open", [])[:5]})
        checks.that("the bad are named", [row["row"] for row in said.get("open", [])] == volumes.bad_rows, said.get("open", [])[:5])
        checks.that("each with its reason", all(row["reason"] for row in said.get("open", [])))
        code, said = command(place, "cases", str(files / "cases.xlsx"), "--as", "wang")
        checks.that("the cases too", (said.get("done"), said.get("refused")) == (cases.good, cases.bad), {**said, "open": said.get("open", [])[:5]})
        print(f"    {time.monotonic() - start:.1f} s for what was left and {CASES} cases, "
              f"at most {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")
    with checks.step("run again"):
        for kind, book in (("volumes", volumes), ("cases", cases)):
            code, said = command(place, kind, str(files / f"{kind}.xlsx"), *(["--as", "wang"] if kind == "cases" else []))
            checks.that(f"no {kind} twice", (said.get("done"), said.get("known"), said.get("conflicts")) == (0, book.good, 0), {**said, "open": said.get("open", [])[:3]})
        listed = json.loads(place.run("cases", "list", "--data", str(place.data), "--format", "json").stdout)
        numbers = [one["number"] for one in (listed if isinstance(listed, list) else listed.get("cases", []))]
        checks.that("no two cases have one number", len(numbers) == len(set(numbers)) and len(numbers) >= cases.good, len(numbers))
        checks.that("the log holds", place.run("verify", "--data", str(place.data)).returncode == 0)


def on_a_full_disk(disk):
    """An import on a disk that fills up."""
    checks = Checks()
    small_disk.mount("64m", disk)
    tempfile.tempdir = str(disk)
    with DemoOffice() as place:
        place.stop()
        book = messy_workbook.volumes(1500)
        file = place.folder / "volumes.xlsx"
        file.write_bytes(book.bytes())
        with checks.step("full"):
            small_disk.fill(disk, 900 << 10)
            ended = place.run("import", "volumes", str(file), "--data", str(place.data))
            checks.that("it ends, and says that the store cannot be used", ended.returncode == 2 and "stored data" in ended.stderr, (ended.returncode, ended.stdout[-300:], ended.stderr[-600:]))
            (disk / "filler").unlink()
            checks.that("the log holds", place.run("verify", "--data", str(place.data)).returncode == 0)
        with checks.step("room again"):
            code, said = command(place, "volumes", str(file))
            checks.that("it goes on where it was", said.get("done", 0) + said.get("known", 0) == book.good, {**said, "open": said.get("open", [])[:3]})
            code, said = command(place, "volumes", str(file))
            checks.that("and takes nothing in twice", (said.get("done"), said.get("known")) == (0, book.good), {**said, "open": []})
    checks.close()


def main():
    checks = Checks()
    with DemoOffice() as place:
        in_the_browser(place, checks)
        one_case(place, checks)
        one_volume(place, checks)
        killed_while_serving(place, checks)
        place.stop()
    with DemoOffice() as place:
        place.stop()
        by_command(place, checks)
    checks.that("a full disk leaves nothing half done", small_disk.walk_again(__file__) == 0)
    checks.close()


if __name__ == "__main__":
    disk = small_disk.folder()
    on_a_full_disk(disk) if disk else main()
