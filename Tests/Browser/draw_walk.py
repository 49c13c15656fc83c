"""A random draw through the pages, and its result computed again by the command line and by a program of our own."""

import datetime
import io
import json
import pathlib
import subprocess
import sys
import zipfile

from checks import Checks
from office import DemoOffice
from person import Person

VERIFIER = pathlib.Path(__file__).resolve().parent.parent.parent / "docs" / "draw-verify.py"


def workbook(rows):
    """A spreadsheet as Excel writes one: shared strings, numbers as numbers."""
    texts = []

    def cell(value):
        if isinstance(value, int):
            return f"<c><v>{value}</v></c>"
        texts.append(value)
        return f'<c t="s"><v>{len(texts) - 1}</v></c>'

    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    body = "".join("<row>" + "".join(cell(value) for value in row) + "</row>" for row in rows)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets>'
                         '<sheet name="名单" sheetId="1" r:id="rId9"/></sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels",
                         '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                         '<Relationship Id="rId9" Type="x" Target="worksheets/sheet7.xml"/></Relationships>')
        archive.writestr("xl/worksheets/sheet7.xml", f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>')
        shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{shared}</sst>')
    return file.getvalue()


def freeze(checks, place, wang):
    firms = workbook([["统一社会信用代码", "名称", "街道"]] + [[910000 + number, f"某公司{number}", "某街"] for number in range(40)])
    page = wang.get("/draws/new").form(having="draw-title")
    tomorrow = (datetime.date.today() + datetime.timedelta(days=1)).isoformat()
    page.fill(draw_title="第四季度抽查", objects_drawn="6", inspectors_each="2", seed_source="双色球第 1 期", seed_known_from="2020-01-01")
    page.set("objects-file", ("名单.xlsx", firms, "application/octet-stream"))
    page.fill(inspectors="鄂A1,甲,一队\n鄂A2，乙，一队\n鄂A3\t丙\n鄂A4,丁")
    early = page.send(wang)
    checks.that("a seed known today is refused, and the lists stay", early.status == 422 and "冻结日" in early.text
                and "910039" in early.form(having="draw-title").value("objects"), early.text[:600])
    again = early.form(having="draw-title").fill(seed_known_from=tomorrow, inspectors="鄂A1,甲\n鄂A1,乙\n")
    double = again.send(wang)
    checks.that("an id that stands twice is named", double.status == 422 and "鄂A1」重复" in double.text, double.text[:600])
    form = double.form(having="draw-title").fill(inspectors="鄂A1,甲,一队\n鄂A2，乙，一队\n鄂A3\t丙\n鄂A4,丁")
    broken = double.form(having="draw-title").set("objects-file", ("x.xlsx", b"PK\x03\x04broken", "x")).send(wang)
    checks.that("a broken file is told", broken.status == 422 and "读不出该文件" in broken.text, broken.text[:400])
    frozen = form.send(wang)
    checks.that("the lists are frozen", frozen.status == 200 and "名单已冻结" in frozen.text and "40个检查对象" in frozen.text,
                frozen.text[:600])
    return frozen.path.split("?")[0]


def walk(checks, place):
    wang = Person(place, "wang")
    path = freeze(checks, place, wang)
    admin = Person(place, "admin")
    closed = admin.get("/draws", expect=403)
    checks.that("administrators see no draws", closed.status == 403)
    early = wang.get(path + "/seed").form(having="seed").fill(seed="1 2", seed_again="1 2").send(wang)
    checks.that("the seed is refused before its day", early.status == 422 and "种子公布日是" in early.text, early.text[:300])
    excluded = wang.get(path + "/exclude").form(having="object").fill(object="910003", inspector="鄂A2", exclusion_reason="亲属")
    checks.that("an exclusion is entered", "亲属" in excluded.send(wang, expect=303).text)
    typed = wang.get("/books/agency/enter/draw-result-entered", expect=404)
    checks.that("no result can be typed", typed.status == 404)
    place.set_clock(wang, (datetime.date.today() + datetime.timedelta(days=1)).isoformat() + "T21:30")
    late = wang.get(path + "/exclude").form(having="object").fill(object="910004", inspector="鄂A2", exclusion_reason="亲属").send(wang)
    checks.that("exclusions are closed then", late.status == 422 and "已经截止" in late.text, late.text[:300])
    differs = wang.get(path + "/seed").form(having="seed").fill(seed="01 02", seed_again="01 03").send(wang)
    checks.that("a seed typed otherwise the second time is refused", differs.status == 422 and "不一致" in differs.text)
    wang.get(path + "/seed").form(having="seed").fill(seed="０１  02", seed_again="01 02").send(wang, expect=303)
    drawn = wang.get(path + "/result").form(action="/result").send(wang, expect=303)
    checks.that("the result is shown with the ranking", "抽取结果" in drawn.text and "全部检查对象的排序" in drawn.text, drawn.text[:800])
    exported = wang.session.get(f"{place.address}{path}/draw.json", timeout=60)
    record = exported.json()
    file = place.folder / "draw.json"
    file.write_bytes(exported.content)
    foreign = subprocess.run([sys.executable, VERIFIER, file], capture_output=True, text=True)
    checks.that("another program computes the same", foreign.returncode == 0, foreign.stdout + foreign.stderr)
    checks.that("every drawn firm is on the page", all(one["name"] in drawn.text for one in record["result"]["objects"]))
    own = place.run("draw", "verify", str(file), "--format", "json", "--digest", record["digest"])
    checks.that("so does the command", own.returncode == 0 and json.loads(own.stdout)["ok"], own.stdout + own.stderr)
    whole = place.run("draw", "export", record["number"], "--data", str(place.data))
    checks.that("it exports the same file", whole.stdout.encode() == exported.content, whole.stderr)
    record["result"]["objects"][0]["inspectors"].reverse()
    file.write_text(json.dumps(record))
    wrong = place.run("draw", "verify", str(file))
    checks.that("a changed result is told, by exit 1", wrong.returncode == 1 and "the inspectors of" in wrong.stdout, wrong.stdout)
    file.write_text('{"format": "liuhen-draw/1"}')
    useless = place.run("draw", "verify", str(file))
    checks.that("what is no draw exits 2 in one line", useless.returncode == 2 and useless.stderr.count("\n") == 1, useless.stderr)
    checks.that("a draw that is not there exits 2", place.run("draw", "export", "none", "--data", str(place.data)).returncode == 2)


def main():
    checks = Checks()
    with DemoOffice() as place:
        with checks.step("a draw from list to result"):
            walk(checks, place)
    checks.close()


if __name__ == "__main__":
    main()
