"""A transcript of a hundred pages: typed, kept, set, signed, scanned back, verified, and told when its content is lost."""

import io
import pathlib
import re

import pikepdf

from checks import Checks
from main_job import HEAD_OF_SUBCONTRACTOR, MainJob
from office import DemoOffice

KIND = "inquiry-transcript"
ROWS = [
    {
        "question": f"第{number}问：{number}号工人的工资是怎样约定、怎样结算、由谁发放的？有没有书面凭证？",
        "answer": f"答复{number}：约定每月底按出勤天数结算，由班组长带现金到工地发放，没有工资条。当月实际出勤二十六天，只发了生活费一千元，"
        "其余说是等工程款到账以后一并补发，至今没有补发；多次催要，项目部都说没有钱，让再等一等。",
    }
    for number in range(1, 881)
]


def transcript(checks, job, place):
    act = job.record_act(
        job.li, "questioning", "2026-10-15T10:00:00", "2026-10-15T11:00:00", "支队询问室", onSite="no", persons=HEAD_OF_SUBCONTRACTOR)
    form = job.open_form(job.li, KIND, about=act)
    form.set("field.certificates-shown", "yes")
    # All rows at once: a person adds them one by one, which takes the page a while and shows nothing more.
    rows = [(f"field.dialogue.{index}.{column}", text) for index, row in enumerate(ROWS) for column, text in row.items()]
    typed = [pair for pair in form.pairs() if not pair[0].startswith("field.dialogue.")]
    page = job.li.post(form.action, typed + rows + [("do", "submit")], expect=303)
    job.forms[KIND] = re.search(r"/forms/([^/?]+)", page.path).group(1)
    job.sign(job.li, KIND, f"李建国、赵敏、{HEAD_OF_SUBCONTRACTOR}", party=1, officer=2)
    page = job.form_page(job.li, KIND)
    checks.that("the first and the last answer stand on the page", "答复1：" in page.text and "答复880：" in page.text)
    paper = job.li.get(page.links("/blobs/")[0]).response.content
    with pikepdf.open(io.BytesIO(paper)) as document:
        pages = len(document.pages)
    checks.that("the paper has a hundred pages and more", pages >= 100, pages)
    checks.that("every page of the scan was matched", "二维码核对相符" in page.text and f"{pages}页" in page.text, page.text[-800:])
    verified = place.run("verify", "--data", str(place.data))
    checks.that("the office is right", verified.returncode == 0, verified.stdout[-600:])


def too_long(checks, job):
    """Beyond every reason: told with its size, and what was typed is not thrown away."""
    form = job.open_form(job.li, "inspection-record")
    form.set("field.findings", "长" * 200_001)
    page = form.send(job.li, button="保存")
    checks.that("a field that is too long is named", page.status in (413, 422) and ("不能超过" in page.text or "超过" in page.text), page.text[:400])


def lost(checks, job, place):
    """The content is lost: the page says so, and verify names the blob."""
    place.stop()
    blobs = [path for path in pathlib.Path(place.data, "blobs").rglob("*") if path.is_file()]
    # Fields are the only blobs of some hundred KB that are no PDF or film; the largest four hold one of them.
    verified = place.run("verify", "--data", str(place.data), "--format", "json")
    checks.that("the office is right before", verified.returncode == 0, verified.stdout[-300:])
    sized = sorted(blobs, key=lambda path: path.stat().st_size)
    content = len(str(ROWS).encode())
    lost = min(sized, key=lambda path: abs(path.stat().st_size - content))
    kept = lost.read_bytes()
    lost.unlink()
    verified = place.run("verify", "--data", str(place.data))
    checks.that("verify names what is lost", verified.returncode == 1 and "blob" in verified.stdout, verified.stdout[-300:])
    lost.write_bytes(kept)
    verified = place.run("verify", "--data", str(place.data))
    checks.that("it is right again with the copy put back", verified.returncode == 0, verified.stdout[-300:])


def main():
    checks = Checks()
    with DemoOffice() as place:
        job = MainJob(place)
        with checks.step("a case in its investigation"):
            job.until_accepted()
            job.clock("2026-09-29T15:00")
            job.propose_filing()
            job.clock("2026-10-08T09:30")
            job.approve(job.zhou, "filing-approval-form", "同意立案。")
            job.number()
            job.hand_over(job.wang, "case", "intake-dept", "handling-dept")
            job.assign()
            job.clock("2026-10-15T12:00")
        with checks.step("a transcript of a hundred pages"):
            transcript(checks, job, place)
        with checks.step("more than any form"):
            too_long(checks, job)
        with checks.step("content that is lost"):
            lost(checks, job, place)
    checks.close()


if __name__ == "__main__":
    main()
