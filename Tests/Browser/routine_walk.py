"""A plan of routine inspections over HTTP: firms from the register and from a list, a one-page record for each, and how
far the plan is.
"""

import re

import media
from checks import Checks
from office import DemoOffice
from people_walk import CODE, number, receive
from person import Person


def make(checks, zhou):
    """A plan of fifty-one firms: one from the register, fifty from a list."""
    form = zhou.get("/routine/new").form(having="plan")
    lines = "编号,名称,地址,联系人\n" + "".join(f"F{index},某公司{index},某街{index}号,王经理\n" for index in range(1, 51))
    form.set("plan", "第四季度工资支付巡查").set("approved-by", "周国强").set("known-firms", [CODE])
    form.set("firms-file", ("单位.csv", lines.encode(), "text/csv"))
    bare = form.send(zhou)
    checks.that("a plan without a last day is refused, and the list stays",
                bare.status == 422 and "某公司50" in bare.form(having="plan").value("firms"), bare.text[:500])
    double = bare.form(having="plan").set("until", "2026-12-31").set("firms", "F1,甲\nF1,乙").send(zhou)
    checks.that("a firm that stands twice is named", double.status == 422 and "F1" in double.problem, double.problem)
    page = double.form(having="plan").set("firms", lines).send(zhou, expect=303)
    checks.that("the plan tells how far it is", "还有51户未巡查" in page.text, page.text[:600])
    return page.path.split("?")[0]


def visit(checks, li, plan, firm, day, expect=303, **answers):
    form = li.get(f"{plan}/firms/{firm}").form(having="found")
    filled = {"from": f"{day}T09:00", "to": f"{day}T09:40", "patrol-officers": ["李建国"], "found": "抽查工资台账，按月支付。",
              "result": "clear", **{name.replace("_", "-"): value for name, value in answers.items()}}
    for name, value in filled.items():
        form.set(name, value)
    return form.send(li, expect=expect)


def records(checks, li, plan, case, day):
    blank = li.get(f"{plan}/firms/F1/sheet.pdf").response
    checks.that("a record to fill in by hand is one page", media.page_count(blank.content) == 1, blank.headers)
    page = visit(checks, li, plan, "F1", day)
    checks.that("a visit is counted", "还有50户未巡查" in page.text and "未发现问题" in page.text, page.text[:400])
    link = next(href for href in page.links("/blobs/"))
    record = li.get(link).response
    checks.that("its record is one page", record.headers["Content-Type"].startswith("application/pdf")
                and media.page_count(record.content) == 1)
    refused = visit(checks, li, plan, "F2", day, expect=422, result="corrected")
    checks.that("what was corrected has to be told, and what was typed stays",
                refused.form(having="found").value("found") != "" and "当场改正" in refused.problem, refused.problem)
    visit(checks, li, plan, "F2", day, result="corrected", measures="当场补签劳动合同三份")
    lost = visit(checks, li, plan, "F3", day, expect=422, result="case", case_number="武接〔2026〕999号")
    checks.that("a case that is not there is named", "999号" in lost.problem, lost.problem)
    mine = number(li, case)
    page = visit(checks, li, plan, "F3", day, result="case", case_number=mine)
    checks.that("what led to a case links it", case in page.links(case) and "还有48户未巡查" in page.text, page.text[:500])
    table = li.get(f"{plan}/plan.csv").body
    checks.that("the plan goes out as a table", table.count("\n") == 52 and "当场改正" in table and mine in table, table[:300])


def main():
    checks = Checks()
    with DemoOffice() as place:
        wang, li, zhou = (Person(place, name) for name in ("wang", "li", "zhou"))
        place.set_clock(wang, "2026-11-23T08:00")
        case = receive(wang, ["甲"], "江城甲公司", CODE)
        with checks.step("a plan"):
            plan = make(checks, zhou)
            checks.that("the plans are listed", re.search("日常巡查〔2026〕1号", li.get("/routine").text) is not None)
            checks.that("the books lead to them", "/routine" in li.get("/books/agency").links("/routine"))
        place.set_clock(wang, "2026-11-24T12:00")
        with checks.step("records"):
            records(checks, li, plan, case, "2026-11-24")
        page = Person(place, "admin").get("/routine", expect=None)
        checks.that("an administrator sees none of it", page.status == 403, page.status)
    checks.close()


if __name__ == "__main__":
    main()
