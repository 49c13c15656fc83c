"""Signed sheets come back from paper: each finds its form, and what does not fit is told and never filed."""

import re

import media
from checks import Checks
from main_job import MainJob
from office import DemoOffice

KIND = "construction-report-complaint-registration-form"
OTHER = "filing-approval-form"


def print_of(job, kind):
    return job.wang.get(job.form_page(job.wang, kind).links("/blobs/")[0]).response.content


def wrong_form(checks, job):
    """The sheets of another form are refused with where they belong, and what was typed stays."""
    other = job.forms[OTHER]
    page = job.sign(
        job.wang, KIND, "王晓梅、刘大勇", scan=media.scanned([print_of(job, OTHER)]), expect=422, complainant=2)
    checks.that("the form that it is gets named", "不是《" in page.problem and "应归入" in page.problem, page.problem)
    checks.that("the way to it is given", any(other in link for link in page.links("/forms/")), page.links("/forms/"))
    form = [form for form in page.forms() if form.action.endswith("/sign")][0]
    checks.that("the names stay", form.value("names") == "王晓梅、刘大勇", form.value("names"))
    checks.that("the counts stay", form.value("signed.complainant") == "2")
    checks.that("the tick stays", form.value("fingerprint") == "yes")
    checks.that("nothing was filed", job.form_page(job.wang, KIND).text.count("二维码核对相符") == 1)


def unreadable(checks, job):
    """A blurred sheet needs a reason; the upload is kept, and the reason stands on record."""
    page = job.sign(
        job.wang, KIND, "刘大勇", scan=job.sheets(job.wang, KIND, blurred=[0]), expect=422, complainant=1)
    checks.that("the sheet that cannot be read is named", "第 1 张读不出" in page.problem, page.problem)
    form = [form for form in page.forms() if form.action.endswith("/sign")][0]
    checks.that("the scan is kept", bool(form.value("upload")))
    form.set("confirmation", "现场拍照，右下角反光")
    form.send(job.wang, button="归入", expect=303)
    page = job.form_page(job.wang, KIND)
    checks.that("the reason stands with the signature", "右下角反光" in page.text, page.text[:600])


def no_scan(checks, job):
    page = job.sign(job.wang, KIND, scan=b"this is a text", expect=422, complainant=1)
    checks.that("a text is no scan", "不是 PDF 或者图片" in page.problem, page.problem)
    page = job.sign(job.wang, KIND, scan=b"%PDF-1.7\nbroken", expect=422, complainant=1)
    checks.that("a broken PDF is no scan", "不是 PDF 或者图片" in page.problem, page.problem)
    blank = media.scanned([print_of(job, KIND)], blurred=[])
    page = job.step(
        job.wang, KIND, "sign", "归入", expect=422, pages="很多", files={"upload": ("a.pdf", blank, "application/pdf")},
        **{"signed.complainant": 1})
    checks.that("a number of pages that is none is named", "页数" in page.problem, page.problem)


def unsorted(checks, job):
    """One scan of two forms and a stray sheet: each form is found, and taken from there."""
    own, other = job.forms[KIND], job.forms[OTHER]
    stack = media.scanned([print_of(job, OTHER), print_of(job, KIND)])
    form = job.wang.get(f"{job.path}/scans").form(having="upload")
    form.set("upload", ("一叠.pdf", stack, "application/pdf"))
    page = form.send(job.wang)
    links = page.links("?scan=")
    checks.that("both forms are found", {re.search(r"/forms/([^?]+)", link).group(1) for link in links} == {own, other}, links)
    checks.that("both are whole", page.text.count("页码齐全") == 2, page.text[:800])
    link = next(link for link in links if own in link)
    form = [form for form in job.wang.get(link).forms() if form.action.endswith("/sign")][0]
    form.set("names", "刘大勇").set("signed.complainant", 1)
    form.send(job.wang, button="归入", expect=303)
    checks.that("the piece was taken", job.form_page(job.wang, KIND).text.count("二维码核对相符") == 2)
    form = job.wang.get(f"{job.path}/scans").form(having="upload")
    form.set("upload", ("x.pdf", b"nothing", "application/pdf"))
    checks.that("garbage is answered with 422", form.send(job.wang, expect=422).status == 422)
    form = job.wang.get(f"{job.path}/scans").form(having="upload")
    checks.that("no file is answered with 422", form.send(job.wang, expect=422).status == 422)


def main():
    checks = Checks()
    with DemoOffice() as place:
        job = MainJob(place)
        with checks.step("a case with a form on paper"):
            job.until_accepted()
            job.propose_filing()
        with checks.step("the sheets of another form"):
            wrong_form(checks, job)
        with checks.step("what is no scan"):
            no_scan(checks, job)
        with checks.step("an unsorted scan"):
            unsorted(checks, job)
        with checks.step("a sheet that cannot be read"):
            unreadable(checks, job)
        verified = place.run("verify", "--data", str(place.data))
        checks.that("the office is right after all this", verified.returncode == 0, verified.stdout[-600:])
    checks.close()


if __name__ == "__main__":
    main()
