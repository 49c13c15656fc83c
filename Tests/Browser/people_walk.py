"""People and cases side by side, over HTTP: wage lists from a spreadsheet, the register of employers, an officer at two
things at once, cases that are joined, and a part of a case that is split off.
"""

import re

import media
from checks import Checks
from office import DemoOffice
from person import Person

CODE = "91110000600037341L"
OTHER = "91110108551385082Q"


def receive(wang, complainants, employer, code, wages=()):
    """A complaint of these people; gives the address of its case."""
    form = wang.get("/matters/new?source=complaint").form(having="cause-of-action")
    form = form.rows("employers", [{"part": "employer", "name": employer, "creditCode": code, "address": "解放大道18号"}], wang)
    form = form.rows("complainants", [{"name": name, "phone": "13900000001"} for name in complainants], wang)
    form.set("cause-of-action", "拖欠工资").set("summary", "反映拖欠工资。").set("evidence", "none-available")
    labels = {name: field for name, field in form.fields.items()}
    for name in ("window-recording-reason", "windowRecordingReason"):
        if name in labels:
            form.set(name, "窗口录像检修")
    page = form.send(wang, expect=303)
    return "/cases/" + re.search(r"/cases/([^/?]+)", page.path).group(1)


def number(person, case):
    return re.search(r"\S+〔\d{4}〕\d+号", person.get(case).heading).group(0)


def wages(checks, wang, case):
    """A wage list is seen before it is entered, and its sums stand on the case."""
    sheet = "姓名,所属期间,应发,已发\n甲,2026年1月,5000,1000\n乙,2026年1月,6000,0\n,2026年1月,abc,0\n".encode()
    preview = wang.get(f"{case}/wages").form(having="wages-file").set(
        "wages-file", ("工资.csv", sheet, "text/csv")).send(wang)
    checks.that("a wage list is shown row by row before it is entered", preview.status == 200 and "录入2行" in preview.text,
                preview.text[:600])
    entered = preview.form(having="wages-upload").send(wang, button=("enter", "yes"), expect=303)
    checks.that("its sums stand on the page", "2人，尚欠10,000.00元" in entered.text or "2人，尚欠10000.00元" in entered.text,
                entered.text[:400])
    broken = wang.get(f"{case}/wages").form(having="wages-file").set(
        "wages-file", ("x.xlsx", b"PK\x03\x04x", "application/octet-stream")).send(wang)
    checks.that("a broken spreadsheet is told", broken.status == 422 and broken.problem != "", broken.text[:300])


def employers(checks, wang, cases):
    """The register finds an employer by code and by name, with its cases, and is in the menu."""
    checks.that("the register is in the menu", "/employers" in wang.get("/").links("/employers"), "")
    listed = wang.get(f"/employers?q={CODE}")
    checks.that("an employer is found by its code", CODE in listed.text and "2件" in listed.text, listed.text[:500])
    page = wang.get(f"/employers/{CODE}")
    checks.that("its cases and its former name stand there", all(page.links(case) for case in cases) and "江城甲" in page.text,
                page.text[:600])
    checks.that("a code that no case names is not there", wang.get(f"/employers/{OTHER}0", expect=None).status == 404)
    wrong = wang.get("/matters/new?source=complaint").form(having="cause-of-action").rows(
        "employers", [{"part": "employer", "name": "某公司", "creditCode": "91110000600037342L"}], wang)
    wrong.set("cause-of-action", "拖欠工资").set("summary", "x")
    refused = wrong.send(wang)
    checks.that("a code with a wrong check character is refused, and what was typed stays",
                refused.status == 422 and "校验码" in refused.text
                and refused.form(having="cause-of-action").value("employers.0.name") == "某公司", refused.text[:500])


def overlaps(checks, li, first, second, day):
    """An officer who is at two places at once is told of on both cases."""
    for case in (first, second):
        form = li.get(f"{case}/acts/new?what=inspection").form(having="from")
        for name, value in {"what": "inspection", "from": f"{day}T09:00", "to": f"{day}T10:00", "place": "解放大道18号",
                            "officers": ["li", "zhao"], "certificatesShown": "yes", "cooperation": "yes"}.items():
            form.set(name, value)
        form.send(li, expect=303)
    page = li.get(second)
    checks.that("an officer at two things at once is told of", "时间重叠" in page.text and number(li, first) in page.text,
                page.text[:800])


def join(checks, wang, zhou, case, leading):
    """A case is joined on the scan of a head's approval; both cases say so, and the joined one takes nothing more."""
    mine, lead = number(wang, case), number(wang, leading)
    form = wang.get(f"{case}/join").form(having="leading")
    bare = form.set("leading", lead).set("reason", "同一用人单位").set("join-approver", "zhou").send(wang)
    checks.that("without the scan of the approval it is refused, and what was typed stays",
                bare.status == 422 and bare.form(having="leading").value("leading") == lead, bare.text[:500])
    unknown = bare.form(having="leading").set("leading", "武接〔2026〕999号").send(wang)
    checks.that("an unknown leading case is named", unknown.status == 422 and "999号" in unknown.text, unknown.text[:500])
    form = unknown.form(having="leading").set("leading", lead).set(
        "join-scan", ("签批.jpg", media.scan(["同意并案"], "JPEG"), "image/jpeg"))
    page = form.send(wang, expect=303)
    checks.that("the leading case names the joined one", page.links(case) and mine in page.text, page.text[:600])
    checks.that("its people stand in the leading case", "甲" in page.text and "丙" in page.text, page.text[:900])
    gone = wang.get(case)
    checks.that("the joined case names the leading one and asks for nothing",
                f"已并入{lead}" in gone.text and "现在要办0项" in gone.text, gone.text[:600])
    checks.that("its number is kept", mine in gone.heading, gone.heading)
    late = wang.get(f"{case}/materials/new").form(having="pages").set("name", "迟交的材料").set("pages", "1").set(
        "copy", "no").send(wang)
    checks.that("nothing more is entered in it", late.status == 422 and lead in late.text, late.text[:400])
    again = wang.get(f"{leading}/join").form(having="leading").set("leading", mine).set("reason", "x").set(
        "join-approver", "zhou").set("join-scan", ("a.jpg", media.scan(["x"], "JPEG"), "image/jpeg")).send(wang)
    checks.that("a case is not joined to one that was joined", again.status == 422 and "已并入" in again.text, again.text[:400])


def split(checks, zhou, case):
    """A head splits a complainant off: a new case with its own number, both linked."""
    before = number(zhou, case)
    page = zhou.get(f"{case}/split")
    form = page.form(having="split-matter")
    all_go = form.set("split-people", ["甲", "乙", "丙"]).set("split-employers", [form.fields["split-employers"].options[0]]).set(
        "split-matter", "未签劳动合同").set("reason", "事项不同").send(zhou)
    checks.that("somebody who complains must stay", all_go.status == 422 and "至少保留一名投诉人" in all_go.text, all_go.text[:400])
    form = all_go.form(having="split-matter").set("split-people", ["乙"]).set("cause", "未签劳动合同")
    made = form.send(zhou, expect=303)
    new = "/cases/" + re.search(r"/cases/([^/?]+)", made.path).group(1)
    checks.that("the new case has its own number and names the old one",
                number(zhou, new) != before and f"本案分自{before}" in made.text, made.text[:600])
    checks.that("who goes is in the new case alone", "乙" in zhou.get(new).text and zhou.get(f"{new}/wages").text.count("1人，") == 1)
    old = zhou.get(case)
    checks.that("the old case names the new one and keeps its number",
                f"已从本案分出{number(zhou, new)}" in old.text and before in old.heading, old.text[:600])


def main():
    checks = Checks()
    with DemoOffice() as place:
        wang, li, zhou = (Person(place, name) for name in ("wang", "li", "zhou"))
        place.set_clock(wang, "2026-09-21T09:10")
        with checks.step("wage lists"):
            first = receive(wang, ["甲", "乙"], "江城甲公司", CODE)
            wages(checks, wang, first)
        with checks.step("employers"):
            second = receive(wang, ["丙"], "江城乙公司", CODE)
            employers(checks, wang, [first, second])
        with checks.step("overlaps"):
            place.set_clock(wang, "2026-09-22T12:00")
            overlaps(checks, li, first, second, "2026-09-22")
        with checks.step("joining"):
            join(checks, wang, zhou, second, first)
        with checks.step("splitting"):
            split(checks, zhou, first)
    checks.close()


if __name__ == "__main__":
    main()
