"""Plays a story: a case told step by step as data, done by signed-in people on the pages of an office.

A story is a JSON file `stories/PACK-PROCEDURE.json`. Each step is a list: who, what they do, with which thing, what they
answer, and how they do it (keys that begin with `@`). What a page asks and the story does not tell is filled in with
what the page calls it, as far as the page needs it.
"""

import functools
import json
import re

import media
from person import Person

EMPLOYER = {
    "part": "employer", "name": "鑫源服装加工有限公司", "creditCode": "91420104MA4K00000J", "address": "解放大道18号",
    "legalRepresentative": "何镕", "phone": "027-80000009",
}


class Refused(Exception):
    """A step that the office did not take."""


class Story:
    """One case in an office, and the people who work on it."""

    def __init__(self, place, path, people):
        self.place = place
        self.told = json.loads(path.read_text())
        self.name = path.stem
        self.people = people
        self.id = ""
        self.now = ""
        self.number = 0
        self.forms = {}
        self.acts = {}
        self.subjects = {}
        self.refusals = 0

    @property
    def path(self):
        return f"/cases/{self.id}"

    def person(self, name):
        """A session of that account, begun when it is first needed."""
        if name not in self.people:
            self.people[name] = Person(self.place, name)
        return self.people[name]

    @property
    def next_at(self):
        """When the next stretch of the story happens; nothing after its end."""
        return self.told["steps"][self.number][1] if self.number < len(self.told["steps"]) else None

    def play(self):
        """Takes the steps of one stretch: from where the clock is set to where it is set again. The first step that is
        refused and should not be ends the story.
        """
        self.take(self.told["steps"][self.number])
        self.number += 1
        while self.number < len(self.told["steps"]) and self.told["steps"][self.number][0] != "clock":
            step = self.told["steps"][self.number]
            try:
                self.take(step)
            except (AssertionError, Refused, KeyError) as problem:
                told = json.dumps(step, ensure_ascii=False)
                raise Refused(f"step {self.number + 1} {told}: {problem}") from problem
            self.number += 1

    def take(self, step):
        if step[0] == "clock":
            self.now = step[1]
            self.place.set_clock(next(iter(self.people.values())), step[1])
        elif step[0] == "refused":
            self.refuse(step[1], step[2])
        elif step[0] == "stands":
            page = self.person(self.told["lead"]).get(self.path)
            assert step[1] in page.text, f"the case does not stand at {step[1]}: {page.text[:200]}"
        else:
            who, verb, thing = step[0], step[1], step[2] if len(step) > 2 else None
            answers = dict(step[3]) if len(step) > 3 else {}
            how = step[4] if len(step) > 4 else {}
            getattr(self, "do_" + verb.replace("-", "_"))(self.person(who), thing, answers, how)

    def refuse(self, article, step):
        """A step that must be refused, with a page that names its article."""
        kept = dict(self.forms)
        try:
            self.take(step)
        except Refused as refusal:
            assert article in str(refusal), f"the refusal names no {article}: {refusal}"
            self.refusals += 1
            self.forms = kept
            return
        raise AssertionError("the step is not refused")

    # What every step is made of

    def send(self, who, form, button=None):
        """Sends a filled form; a page that is shown again is a refusal."""
        page = form.send(who, button=button)
        if page.response.history or page.response.url.endswith(form.action) or page.status != 200 or page.problem:
            if page.status != 200 or page.problem:
                raise Refused(f"{page.status} {page.problem or page.text[:400]}")
        return page

    def fill(self, form, answers, prefix="", fills_all=False):
        """Puts the answers of the story in, and for the rest of what is asked what the page calls it."""
        answers = {prefix + name: self.known(value) for name, value in answers.items()}
        tables = {name: value for name, value in answers.items() if name not in form.fields}
        for name, value in answers.items():
            if name in form.fields:
                form.set(name, value)
        for table, rows in tables.items():
            assert isinstance(rows, list), f"no field {table} on {form.page.path}: {sorted(form.fields)}"
            for index, row in enumerate(rows):
                for column, value in row.items():
                    form.set(f"{table}.{index}.{column}", value)
        labels = labels_of(form.page)
        for name, field in form.fields.items():
            table = re.fullmatch(r"(.*)\.0\.[^.]+", name)
            if table and (table.group(1) in tables or not table.group(1).startswith(prefix or "-")):
                continue
            label, is_required, kind = labels.get(name, (None, False, None))
            if name in answers or label is None or any(field.values):
                continue
            if is_required or (fills_all and (kind != "choice")):
                form.set(name, self.supposed(field, label, kind))
        return form

    def known(self, value):
        """A value of the story; `$NAME` is the id of a form, an act or a recording that the story made, `@number:NAME` the
        document number that a form was given.
        """
        if isinstance(value, str) and value.startswith("@number:"):
            page = self.person(self.told["lead"]).get(f"{self.path}/forms/{self.forms[value[8:]]}")
            return page.tree.xpath("//p[@class='form-facts']/strong/text()")[0]
        if isinstance(value, str) and value.startswith("$"):
            name = value[1:]
            return self.forms.get(name) or self.acts.get(name) or self.subjects[name]
        if isinstance(value, list):
            return [self.known(one) for one in value] if not any(isinstance(one, dict) for one in value) else value
        return value

    def supposed(self, field, label, kind):
        """What somebody would write who has nothing special to say."""
        if field.options is not None:
            return next(option for option in field.options if option)
        if kind == "date":
            return self.now[:10]
        if kind == "datetime-local":
            return self.now
        if kind in ("numeric", "decimal"):
            return "3"
        return f"{label}：已如实记载。"

    # The steps

    def do_receive(self, who, source, answers, how):
        form = who.get(f"/matters/new?source={source}").form(having="cause-of-action")
        form = form.rows("employers", [EMPLOYER], who)
        if source == "complaint":
            form = form.rows(
                "complainants", [{"name": "刘大勇", "sex": "男", "phone": "13900000001", "address": "汉江路1号"}], who)
        answers = {
            **({"procedure": self.told["procedure"]} if "procedure" in form.fields else {}),
            "cause-of-action": self.told["title"], "summary": "经初步了解，反映的情况属实可查。", "evidence": "offered",
            **answers,
        }
        page = self.send(who, self.fill(form, answers))
        self.id = re.search(r"/cases/([^/?]+)", page.path).group(1)

    def do_material(self, who, name, answers, how):
        form = who.get(f"{self.path}/materials/new").form(having="pages")
        item = form.value("item")
        self.send(who, self.fill(form, {"name": name, "pages": 2, "copy": "no", **answers}))
        self.subjects[how.get("@as", name)] = item

    def do_enter(self, who, fact, answers, how):
        subject = self.known(how["@about"]) if "@about" in how else None
        form = who.get(f"{self.path}/enter/{fact}" + (f"?subject={subject}" if subject else "")).form(having="command")
        self.fill(form, answers)
        if how.get("@upload"):
            form.set("upload", self.scan(how["@upload"]))
        elif "upload" in form.fields and labels_of(form.page).get("upload", ("", False, ""))[1]:
            form.set("upload", self.scan(fact))
        if "@as" in how and "subject" in form.fields:
            self.subjects[how["@as"]] = form.value("subject")
        self.send(who, form)

    def do_write(self, who, kind, answers, how):
        query = f"?kind={kind}" + "".join(
            f"&{name[1:]}={self.known(how[name])}" for name in ("@about", "@corrects") if name in how)
        form = who.get(f"{self.path}/forms/new{query}").form(having="kind")
        asked = {field: value for field, value in how.get("@if-asked", {}).items() if "field." + field in form.fields}
        self.fill(form, {**asked, **answers}, "field.", fills_all=True)
        page = self.send(who, form, how.get("@button", "提交"))
        self.forms[how.get("@as", kind)] = re.search(r"/forms/([^/?]+)", page.path).group(1)

    def do_step(self, who, name, step, button, answers, having=None):
        page = who.get(f"{self.path}/forms/{self.forms[name]}")
        forms = [form for form in page.forms() if form.action.endswith("/" + step)]
        assert forms, f"the page of {name} offers no {step}: {page.text[-600:]}"
        form = forms[0]
        for field, value in answers.items():
            form.set(field, value)
        return self.send(who, form, button)

    def do_review(self, who, name, answers, how):
        self.do_step(who, name, "review", how.get("@button", "审核通过"), {"opinion": "事实清楚，同意。", **answers})

    def do_forward(self, who, name, answers, how):
        self.do_step(who, name, "forward", "报请审批", answers)

    def do_approve(self, who, name, answers, how):
        self.do_step(who, name, "decide", how.get("@button", "同意"), {"opinion": "同意。", **answers})

    def do_issue(self, who, name, answers, how):
        self.do_step(who, name, "issue", "印发", answers)

    def do_sign(self, who, name, answers, how):
        """`answers` count the signatures of each kind of signer."""
        page = who.get(f"{self.path}/forms/{self.forms[name]}")
        paper = who.get(page.links("/blobs/")[0]).response.content
        counts = {f"signed.{signer}": count for signer, count in answers.items()}
        self.do_step(who, name, "sign", "归入", {
            **counts, "names": how.get("@names", "何镕、李建国、赵敏"),
            "upload": (f"{name}.pdf", media.scanned([paper]), "application/pdf")})

    def do_record(self, who, what, answers, how):
        """Records what the officers did."""
        form = who.get(f"{self.path}/acts/new?what={what}").form(having="from")
        self.fill(form, {
            "what": what, "from": self.now, "to": self.now, "place": EMPLOYER["address"], "officers": ["officer", "officer-2"],
            "certificatesShown": "yes", "cooperation": "yes", "persons": "何镕（法定代表人）", "findings": "现场情况如实记录。",
            **answers})
        act = form.value("act")
        self.send(who, form)
        self.acts[how.get("@as", what)] = act

    def do_film(self, who, act, answers, how):
        """A recording of so many `minutes` from `start`."""
        content = media.recording(answers.get("minutes", 1) * 60, answers["start"] + ":00+08:00", "bwc")
        upload = who.upload("bwc.mp4", content, "video/mp4", chunk=1 << 20)
        form = who.get(f"{self.path}/recordings/new?act={self.acts[act]}").form(having="device")
        form.fill(act=self.acts[act], device="BWC-001", evidence=answers.get("evidence", "no"))
        page = who.post(form.action, form.pairs() + [("upload", upload)], {"nothing": []})
        if page.problem or page.status != 200:
            raise Refused(page.problem or page.text[:400])
        self.subjects[how.get("@as", "recording")] = re.search(r"/recordings/([^/?]+)", page.path).group(1)

    def do_finalise(self, who, act, answers, how):
        page = who.get(f"{self.path}?tab=acts")
        self.send(who, page.form(action=f"/acts/{self.acts[act]}/finalise"))

    def do_lead(self, who, lead, answers, how):
        form = who.get(f"{self.path}/lead").form(having="lead")
        self.send(who, self.fill(form, {"lead": lead, "officers": ["officer-2"], **answers}))

    def do_number(self, who, thing, answers, how):
        self.send(who, who.get(self.path).form(action="/number"))
        offered = who.get(self.path).tree.xpath('//section[contains(@class, "case-next")]')[0].text_content()
        assert "编立案序号" not in offered, "a case that has its number is offered another"

    def do_serve(self, who, name, answers, how):
        """Serves a form; `@receipt` are the signatures on its receipt, which is written and signed before; `@service` is
        what later steps call the service.
        """
        served = self.forms[name]
        method = answers.pop("method", "direct")
        if "@receipt" in how:
            kind = how.get("@kind", "service-receipt")
            how_written = {"@about": served, "@as": f"receipt of {name}", "@if-asked": {"method": method}}
            self.do_write(who, kind, how.get("@states", {}), how_written)
            if how["@receipt"]:
                self.do_sign(who, f"receipt of {name}", how["@receipt"], {})
            answers["receipt"] = self.forms[f"receipt of {name}"]
        form = who.get(f"{self.path}/services/new?form={served}&method={method}").form(having="addressee")
        self.fill(form, answers)
        if "@upload" in how:
            form.set("upload", self.scan(how["@upload"]))
        if "@service" in how:
            self.subjects[how["@service"]] = form.value("service")
        self.send(who, form, "登记送达")

    def do_platform(self, who, platform, answers, how):
        """Types the sheet of the case into a platform: supplies what it lacks, and ticks it."""
        page = who.get(f"{self.path}/platforms/{platform}")
        while "补填后才能导出" in page.text:
            name = page.tree.xpath('//tr[.//span[@class="late"]]//input[@name="platform-field"]/@value')[0]
            form = [one for one in page.forms() if one.fields.get("platform-field") == name
                    or "platform-field" in one.fields and one.value("platform-field") == name][0]
            page = self.send(who, form.fill(value="已向平台补填"))
        self.send(who, page.form(having="platform-number").fill(platform_number=f"云{self.id[:6]}"))

    def do_compile(self, who, thing, answers, how):
        self.send(who, who.get(f"{self.path}/volume").form(action="/volume/compile"))

    @staticmethod
    @functools.cache
    def scan(word):
        """A photograph or a scan to attach. `word` is printed on it."""
        return (f"{word}.jpg", media.scan(["scan"], "JPEG"), "image/jpeg")


def labels_of(page):
    """Of each input of a page: how it is called, whether it must be filled in, and its kind."""
    found = {}
    for item in page.tree.iter("input", "select", "textarea"):
        name = item.get("name")
        if not name or item.get("type") == "hidden" or name in found:
            continue
        boxes = item.xpath("ancestor::div[contains(concat(' ', @class, ' '), ' field ')][1]")
        if not boxes:
            continue
        title = boxes[0].xpath(".//label[@for] | .//legend")
        label = title[0].xpath("string(text()[1])").strip() if title else name
        kind = "choice" if item.tag == "select" or item.get("type") in ("radio", "checkbox") else (
            item.get("inputmode") or item.get("type") or "text")
        found[name] = (label, bool(boxes[0].xpath(".//*[@class='required']")), kind)
    return found
