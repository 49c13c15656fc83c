"""The main job, act by act, as seven people do it on the pages: from a complaint to an archived volume.

Each act is a form of a page, filled in and sent. The walks take from here what they need of the way.
"""

import re

import media
from person import Person

PEOPLE = ["wang", "li", "zhao", "chen", "zhou", "wu", "zheng"]
SUBCONTRACTOR = "武汉江筑劳务分包有限公司"
CONTRACTOR = "湖北楚建工程总承包有限公司"
HEAD_OF_SUBCONTRACTOR = "何镕"


class MainJob:
    """One case and the people who work on it."""

    def __init__(self, place):
        self.place = place
        self.people = {name: Person(place, name) for name in PEOPLE}
        self.id = ""
        self.forms = {}
        self.recordings = []

    def __getattr__(self, name):
        people = self.__dict__.get("people", {})
        if name in people:
            return people[name]
        raise AttributeError(name)

    @property
    def path(self):
        return f"/cases/{self.id}"

    def clock(self, moment):
        self.place.set_clock(self.wang, moment)

    # What every act is made of

    def enter(self, who, fact, subject=None, expect=303, upload=None, **answers):
        """Enters a simple act. The names of answers have a dash for each `_`."""
        address = f"{self.path}/enter/{fact}" + (f"?subject={subject}" if subject else "")
        named = {name.rstrip("_").replace("_", "-"): value for name, value in answers.items()}
        files = {"upload": upload} if upload else None
        return who.do(address, named, expect=expect, files=files)

    def open_form(self, who, kind, about=None, corrects=None):
        query = f"?kind={kind}" + (f"&about={about}" if about else "") + (f"&corrects={corrects}" if corrects else "")
        return who.get(f"{self.path}/forms/new{query}").form(having="kind")

    def write(self, who, kind, button="提交", about=None, corrects=None, expect=303, tables=None, **answers):
        """Writes a form and submits it, or saves it; gives the page that follows and keeps the form's id."""
        form = self.open_form(who, kind, about, corrects)
        for table, rows in (tables or {}).items():
            form = form.rows(f"field.{table}", rows, who)
        for name, value in answers.items():
            form.set("field." + name.replace("_", "-"), value)
        page = form.send(who, button=button, expect=expect)
        if expect == 303:
            self.forms[kind] = re.search(r"/forms/([^/?]+)", page.path).group(1)
        return page

    def form_page(self, who, kind):
        return who.get(f"{self.path}/forms/{self.forms[kind]}")

    def step(self, who, kind, step, button, expect=303, files=None, having=None, **answers):
        """Takes one of the later steps of a form's life, on the form's page."""
        forms = [form for form in self.form_page(who, kind).forms() if form.action.endswith("/" + step)]
        if having:
            forms = [form for form in forms if having in form.fields]
        assert forms, f"the page of {kind} offers no {step}"
        form = forms[0]
        for name, value in {**answers, **(files or {})}.items():
            form.set(name, value)
        return form.send(who, button=button, expect=expect)

    def sheets(self, who, kind, **options):
        """The printed pages of a form as a scanner gives them back."""
        paper = who.get(self.form_page(who, kind).links("/blobs/")[0]).response.content
        return media.scanned([paper], **options)

    def sign(self, who, kind, names="", scan=None, expect=303, **counts):
        """Gives the signed sheets back as a scan: how many of each kind signed, with fingerprints."""
        answers = {f"signed.{signer}": count for signer, count in counts.items()}
        return self.step(
            who, kind, "sign", "归入", names=names, fingerprint="yes", expect=expect,
            files={"upload": (f"{kind}-signed.pdf", scan or self.sheets(who, kind), "application/pdf")}, **answers)

    def approve(self, who, kind, opinion, expect=303):
        """Approves on the page of approvals, where the paper waits for its approver."""
        page = who.get(f"/approvals/{self.id}/{self.forms[kind]}")
        return page.form(action="/decide").set("opinion", opinion).send(who, button="同意", expect=expect)

    def record_act(self, who, what, start, end, place, expect=303, **answers):
        """Records what the officers did; gives the id of the act."""
        form = who.get(f"{self.path}/acts/new?what={what}").form(having="from")
        form.set("what", what).set("from", start).set("to", end).set("place", place)
        for name, value in {"officers": ["li", "zhao"], "certificatesShown": "yes", "cooperation": "yes", **answers}.items():
            form.set(name, value)
        act = form.value("act")
        form.send(who, expect=expect)
        return act

    def finalise(self, who, act):
        page = who.get(f"{self.path}?tab=acts")
        return page.form(action=f"/acts/{act}/finalise").send(who, expect=303)

    def serve(self, who, kind, method, moment, receipt=None, upload=None, expect=303, **details):
        """Writes the receipt, has it signed, and enters the service."""
        served = self.forms[kind]
        if receipt is not None:
            answers, signers = receipt
            self.write(
                who, "service-receipt", about=served, method=method, time=moment, servers="李建国、赵敏", **answers)
            self.sign(who, "service-receipt", **signers)
        form = who.get(f"{self.path}/services/new?form={served}&method={method}").form(having="addressee")
        if form.value("method") != method or form.value("form") != served:
            form.set("method", method).set("form", served)
            form = form.send(who, button=("do", "method")).form(having="addressee")
        form.set("at", moment)
        if receipt is not None:
            form.set("receipt", self.forms["service-receipt"])
        for name, value in details.items():
            form.set(name.replace("_", "-"), value)
        if upload:
            form.set("upload", upload)
        return form.send(who, button=f"登记送达", expect=expect)

    def obligations(self, who=None):
        """What the rules ask, as other programs read it."""
        answer = (who or self.li).get(f"/api{self.path}/obligations")
        return answer.response.json()

    # The way

    def receive(self):
        form = self.wang.get("/matters/new?source=complaint").form(having="cause-of-action")
        form = form.rows(
            "complainants",
            [
                {"name": "刘大勇", "sex": "男", "identityNumber": "42010519800101001X", "phone": "13900000001",
                 "address": "武汉市汉阳区"},
                {"name": "马堃", "sex": "男", "identityNumber": "420105198202020016", "phone": "13900000002",
                 "address": "武汉市汉阳区"},
            ], self.wang)
        form = form.rows(
            "employers",
            [
                {"part": "subcontractor", "name": SUBCONTRACTOR, "creditCode": "91420105MA4K000001",
                 "address": "武汉市汉阳区鹦鹉大道1号", "legalRepresentative": HEAD_OF_SUBCONTRACTOR, "phone": "027-80000001"},
                {"part": "general-contractor", "name": CONTRACTOR, "creditCode": "91420000MA4K00000K",
                 "address": "武汉市武昌区中北路2号", "legalRepresentative": "冯喆", "phone": "027-80000002"},
            ], self.wang)
        form = form.rows(
            "wages",
            [
                {"worker": "刘大勇", "period": "2026年6月至8月", "owed": "21600", "paid": "6000"},
                {"worker": "马堃", "period": "2026年6月至8月", "owed": "19800", "paid": "5000"},
            ], self.wang)
        form.fill(
            channel="visit", writtenBy="complainant", relation="self", cause_of_action="拖欠农民工工资", industry="construction",
            evidence="offered", windowRecordingReason="窗口录像系统检修，已登记",
            summary="两名投诉人自2026年4月起在汉阳滨江项目二标段从事钢筋作业，分包单位至今未足额支付2026年6月至8月工资，总包单位未先行清偿。")
        page = form.send(self.wang, expect=303)
        self.id = re.search(r"/cases/([^/?]+)", page.path).group(1)
        return page

    def take_material(self):
        """The wage statement comes as a scan through a resumable upload; the contract is the original."""
        sheets = media.scan(["wage statement", "2026-06 to 2026-08"])
        upload = self.wang.upload("工资结算单.pdf", sheets, "application/pdf", chunk=4096)
        page = self.wang.get(f"{self.path}/materials/new")
        form = page.form(having="pages").fill(name="工资结算单复印件", pages=2, submitter="complainant", copy="yes", phase="intake")
        item = form.value("item")
        # The page's file field takes a file, or the name of an upload that is complete.
        pairs = form.pairs() + [("upload", upload)]
        self.wang.post(form.action, pairs, {"nothing": []}, expect=303)
        self.wang.do(
            f"{self.path}/materials/new",
            {"name": "劳务用工协议", "pages": 4, "submitter": "complainant", "copy": "no", "phase": "intake"})
        items = [
            link.split("subject=")[1] for link in self.wang.get(f"{self.path}?tab=evidence").links("enter/material-stamped")
        ]
        for one in items:
            self.enter(self.wang, "material-stamped", one, stamp="complainant-submitted", date="2026-09-21")
        self.enter(
            self.wang, "material-stamped", item, stamp="copy-verified", date="2026-09-21", compared_by="王晓梅")
        return items

    def register(self):
        kind = "construction-report-complaint-registration-form"
        self.write(
            self.wang, kind, demand="责令支付拖欠的工资。", project="汉阳滨江项目二标段", workers=2)
        return self.sign(self.wang, kind, "王晓梅、刘大勇、马堃", complainant=2, officer=1)

    def accept(self):
        return self.enter(self.wang, "acceptance-decided", accepted="yes", reason="符合受理条件")

    def until_accepted(self):
        """The complaint is taken in, registered and accepted."""
        self.clock("2026-09-21T09:10")
        self.receive()
        self.take_material()
        self.clock("2026-09-21T09:50")
        self.register()
        self.clock("2026-09-22T10:00")
        return self.accept()

    def propose_filing(self):
        return self.write(self.wang, "filing-approval-form")

    def number(self):
        page = self.wang.get(self.path)
        return page.form(action="/number").send(self.wang, expect=303)

    def hand_over(self, who, what, sender, receiver, **more):
        return self.enter(who, "handed-over", what=what, from_=sender, to=receiver, **more)

    def assign(self, lead="li", others=("zhao",), expect=303):
        return self.zhou.do(f"{self.path}/lead", {"lead": lead, "officers": list(others)}, expect=expect)

    def judge_triggers(self):
        return self.enter(
            self.li, "trigger-assessed", trigger="dispute-risk", answer="yes", reason="涉及多名劳动者，可能引发投诉、上访",
            covers=["inspection"])

    def inspect(self):
        return self.record_act(
            self.li, "inspection", "2026-10-13T14:00:00", "2026-10-13T14:40:00", "汉阳滨江项目二标段项目部", onSite="yes",
            persons="何镕（法定代表人）", findings="现场有工人作业，未见工资支付台账，项目部未公示维权信息。")

    def film(self, act, name, minutes, started):
        """Uploads a recording and gives it to its act; gives the recording's id."""
        content = media.recording(minutes * 60, started, name)
        upload = self.li.upload(f"{name}.mp4", content, "video/mp4", chunk=100_000)
        form = self.li.get(f"{self.path}/recordings/new?act={act}").form(having="device")
        form.fill(act=act, device="WH-BWC-001", evidence="yes")
        page = self.li.post(form.action, form.pairs() + [("upload", upload)], {"nothing": []}, expect=303)
        recording = re.search(r"/recordings/([^/?]+)", page.path).group(1)
        self.recordings.append(recording)
        return recording

    def explain_gap(self, act):
        return self.enter(
            self.li, "gap-explained", act, from_="2026-10-13T14:18:00", to="2026-10-13T14:21:00", cause="battery",
            objective="yes", voice_explanation="yes", gap_kind="interruption",
            explanation="电池耗尽，更换电池后继续，恢复时已语音说明。")

    def sort_recordings(self, act):
        form = self.li.get(f"{self.path}/acts/{act}/capture").form(action="/capture")
        for item in [
            "time", "place", "cause", "officer-identity", "party-identity", "scene", "evidence", "persons-conduct",
        ]:
            form.set(f"answer.{item}", "marked").set(f"position.{item}", 60)
        form.send(self.li, expect=303)
        for recording in self.recordings:
            self.enter(self.li, "recording-stored", recording, volume="专用存储器A")
            # The case's number, party and officer stand on the page already.
            self.enter(self.li, "recording-labelled", recording)

    def list_more(self, act, item):
        """Adds to what the recordings of an act should show."""
        self.li.get(f"{self.path}/acts/{act}/capture").form(action="/capture").set("more", item).send(self.li, expect=303)

    def answer_more(self, act):
        form = self.li.get(f"{self.path}/acts/{act}/capture").form(action="/capture")
        form.set("answer.listed-1", "marked").set("position.listed-1", 75).send(self.li, expect=303)

    def finish_inspection(self, act):
        self.write(self.li, "inspection-record", about=act, certificates_shown="yes", recording="interrupted")
        self.sign(self.li, "inspection-record", f"李建国、赵敏、{HEAD_OF_SUBCONTRACTOR}", party=1, officer=2)
        return self.finalise(self.li, act)

    def question(self):
        act = self.record_act(
            self.li, "questioning", "2026-10-15T10:00:00", "2026-10-15T11:00:00", "支队询问室", onSite="no",
            persons=HEAD_OF_SUBCONTRACTOR)
        self.write(
            self.li, "inquiry-transcript", about=act, certificates_shown="yes",
            tables={
                "dialogue": [
                    {"question": "你单位是否拖欠工人工资？", "answer": "有一部分没有付清，工程款还没有结算。"},
                    {"question": "拖欠哪些人、多少金额？", "answer": "与投诉人提交的工资结算单一致。"},
                ]
            })
        self.sign(self.li, "inquiry-transcript", f"李建国、赵敏、{HEAD_OF_SUBCONTRACTOR}", party=1, officer=2)
        self.finalise(self.li, act)
        return act

    def conclude(self):
        return self.write(
            self.li, "investigation-conclusion-report", course="经投诉立案，先后进行现场检查和调查询问。",
            facts="当事人未按约定足额支付劳动者工资，金额与工资结算单一致。",
            evidence="投诉登记表、工资结算单、调查检查记录、调查询问笔录、现场录像。",
            basis="《中华人民共和国劳动法》第五十条、《劳动保障监察条例》第二十六条。", violation="yes",
            proposed_outcome="rectification-order", proposal="责令限期支付拖欠的工资。")

    def order(self):
        self.write(
            self.li, "rectification-order", demand="足额支付拖欠的劳动者工资，并报送支付凭证。", period_days=10, period_basis="ordinary")
        return self.step(self.li, "rectification-order", "issue", "印发")

    def serve_order(self):
        photo = ("留置送达照片.jpg", media.scan(["photo of the order left"], "JPEG"), "image/jpeg")
        said = "负责人拒绝签收，留置于其办公场所并拍照。"
        page = self.serve(
            self.li, "rectification-order", "leave", "2026-10-19T15:00",
            receipt=({"circumstances": said}, {"officer": 1, "witness": 1}), upload=[photo], circumstances=said,
            reason="负责人拒绝签收")
        self.enter(
            self.li, "evidence-added", "e1", evidence_kind="image", bound="yes", name="留置送达照片", upload=[photo])
        self.enter(
            self.li, "evidence-printed", "e1", time="2026-10-19T15:00", recorder_name="赵敏", recorder_identity="执法人员",
            place="当事人办公场所", content="留置送达限期改正指令书")
        return page

    def correct_order(self):
        """The telephone of the contact was missing: the issued order is corrected by another, issued and served anew."""
        first = self.forms["rectification-order"]
        self.write(
            self.li, "rectification-order", corrects=first, demand="足额支付拖欠的劳动者工资，并报送支付凭证。", period_days=10,
            period_basis="ordinary", contact_phone="027-80000100")
        self.step(self.li, "rectification-order", "issue", "印发")
        self.serve_directly("rectification-order", "2026-10-20T10:00")
        return first

    def verify_correction(self):
        act = self.record_act(
            self.li, "verification", "2026-11-02T10:00:00", "2026-11-02T10:30:00", "当事人办公场所", onSite="no",
            persons=HEAD_OF_SUBCONTRACTOR, findings="期满未支付。")
        self.write(
            self.li, "rectification-verification-record", about=act, result="not",
            findings="期满未提供支付凭证，劳动者确认未收到工资。", evidence="电话回访记录、银行流水。")
        self.sign(self.li, "rectification-verification-record", officer=2)
        self.finalise(self.li, act)
        return self.enter(
            self.li, "correction-verified", act, result="not", record=self.forms["rectification-verification-record"])

    def propose_penalty(self):
        return self.write(
            self.li, "proposed-penalty-approval-form", type="penalty", amount="10000", proposal="责令支付工资，并处罚款10000元。")

    def write_notice(self):
        """A draft with a wrong period is voided and written anew; then both papers go to the review department."""
        self.write(self.li, "prior-notice", button="保存", statement_days=30)
        self.step(self.li, "prior-notice", "void", "作废", reason="陈述申辩期限填写错误")
        self.voided = self.forms["prior-notice"]
        self.write(self.li, "prior-notice", statement_days=3)
        for kind in ["proposed-penalty-approval-form", "prior-notice"]:
            self.hand_over(self.li, "forms", "lead-handler", "review-dept", form=kind)

    def review_papers(self):
        for kind in ["proposed-penalty-approval-form", "prior-notice"]:
            page = self.chen.get(f"/approvals/{self.id}/{self.forms[kind]}")
            page.form(action="/review").set("opinion", "事实清楚，同意报批。").send(
                self.chen, button="审核通过", expect=303)
            page = self.chen.get(f"/approvals/{self.id}/{self.forms[kind]}")
            page.form(action="/forward").send(self.chen, expect=303)

    def enter_paper_approval(self):
        """The head signed the notice on paper; the keeper enters it with its scan."""
        sheet = self.sheets(self.zheng, "prior-notice")
        return self.step(
            self.zheng, "prior-notice", "decide", "录入：同意", having="onPaper", approver="zhou", opinion="同意。",
            files={"upload": ("纸质签批.pdf", sheet, "application/pdf")})

    def issue_notice(self):
        return self.step(self.chen, "prior-notice", "issue", "印发")

    def serve_directly(self, kind, moment):
        return self.serve(
            self.li, kind, "direct", moment, receipt=({"signer": HEAD_OF_SUBCONTRACTOR}, {"addressee": 1, "officer": 2}),
            signer=HEAD_OF_SUBCONTRACTOR)

    def request_statement(self):
        self.write(
            self.chen, "statement-application-form", type="statement", reasons="工程款未结算，请求从轻处理并分期支付。")
        self.sign(self.chen, "statement-application-form", HEAD_OF_SUBCONTRACTOR, party=1)
        return self.enter(self.chen, "statement-requested", receiver="review-dept", signer=HEAD_OF_SUBCONTRACTOR)

    def hear(self):
        self.enter(self.chen, "statement-heard", organiser="chen", recorder="zheng")
        self.write(
            self.chen, "statement-record", start="2026-11-09T09:00", end="2026-11-09T09:40", place="支队听证室",
            organiser="陈志远", recorder="郑喆", statement="工程款未结算，请求从轻处理并分期支付。")
        return self.sign(self.chen, "statement-record", f"陈志远、{HEAD_OF_SUBCONTRACTOR}", party=1, officer=1)

    def deliberate(self):
        self.write(
            self.chen, "statement-deliberation-form", time="2026-11-09T15:00", host="陈志远", participants="陈志远、郑喆、孙法",
            views="工程款未结算不能免除支付工资的义务，申辩理由不予采纳。", enter="yes", reason="违法事实成立，应当依法处罚。")
        self.sign(self.chen, "statement-deliberation-form", "陈志远、郑喆、孙法", participant=3)
        return self.enter(
            self.chen, "deliberation-decided", enter="yes", participants="陈志远\n郑喆\n孙法", reason="申辩理由不成立")

    def enter_procedure(self):
        self.enter(self.chen, "complexity-judged", complex="no", reason="案情简单，罚款数额不大")
        return self.enter(self.chen, "penalty-procedure-entered", reason="合议决定进入")

    def decide(self):
        self.write(
            self.chen, "penalty-approval-form", type="penalty", amount="10000", proposal="责令支付工资，并处罚款10000元。")
        self.approve(self.wu, "penalty-approval-form", "同意。")
        self.write(
            self.chen, "penalty-decision", amount="10000", performance="自收到本决定书之日起十五日内到指定银行缴纳罚款。",
            remedy="不服本决定的，可以自收到之日起六十日内申请行政复议，或者六个月内提起行政诉讼。")
        return self.step(self.chen, "penalty-decision", "issue", "印发")

    def pay(self, amount, outstanding):
        return self.enter(self.li, "performance-received", amount=amount, outstanding=outstanding)

    def propose_closing(self):
        self.write(
            self.li, "case-closure-approval-form", variant="fulfilled", fulfilment="工资已分两次付清，罚款已缴纳，凭证附卷。",
            ground="处罚决定已履行。")
        return self.hand_over(self.li, "forms", "lead-handler", "review-dept", form="case-closure-approval-form")

    def close(self):
        kind = "case-closure-approval-form"
        page = self.chen.get(f"/approvals/{self.id}/{self.forms[kind]}")
        page.form(action="/review").set("opinion", "同意结案。").send(self.chen, button="审核通过", expect=303)
        self.approve(self.zhou, kind, "同意结案。")
        return self.enter(self.zhou, "case-closed", ground="fulfilled")

    def archive(self, before=lambda: None):
        """Archives the case; `before` is done when nothing but the volume itself is left to do."""
        for recording in self.recordings:
            self.enter(
                self.zheng, "evidence-remarked", recording, time="2026-10-13T14:00", recorder_name="李建国",
                recorder_identity="执法人员", location="专用存储器A", content="现场检查录像", place="汉阳滨江项目二标段")
        before()
        page = self.zheng.get(f"{self.path}/volume")
        page.form(action="/volume/compile").send(self.zheng, expect=303)
        return self.enter(self.zheng, "case-archived", archive_number="武监档2026-0001")
