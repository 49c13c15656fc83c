"""The main job over HTTP: one real case, done by seven signed-in people on the pages of a demo office, from the
complaint to a volume that other people's tools check."""

import hashlib
import json
import pathlib
import subprocess

import media
import pikepdf
from checks import Checks
from main_job import CONTRACTOR, HEAD_OF_SUBCONTRACTOR, PEOPLE, SUBCONTRACTOR, MainJob
from office import PYTHON, DemoOffice


def rule(job, name):
    """What a rule asks in the case now; an empty answer where it asks nothing."""
    return [one for one in job.obligations() if one["rule"] == name]


def intake(checks, job):
    job.clock("2026-09-21T09:10")
    page = job.receive()
    checks.that("the case's page names the subcontractor", SUBCONTRACTOR in page.text)
    checks.that("the case's page names the contractor", CONTRACTOR in page.text)
    checks.that("the case's page names both workers", all(name in page.text for name in ["刘大勇", "马堃"]))
    checks.that("the wages that are owed are added up", "30,400.00" in page.text or "30400" in page.text, page.text[-1500:])
    job.take_material()
    evidence = job.wang.get(f"{job.path}?tab=evidence")
    checks.that("both stamps stand at the copy", "提交章" in evidence.text and "核对一致" in evidence.text, evidence.text[:900])
    scan = job.wang.get(evidence.links("/blobs/")[0])
    checks.that("the uploaded scan comes back as it was sent", scan.response.content.startswith(b"%PDF"))
    job.clock("2026-09-21T09:50")
    page = job.register()
    checks.that("the registration is signed by both workers", "刘大勇、马堃（" in page.text and "捺指印" in page.text)
    job.clock("2026-09-22T10:00")
    job.accept()


def filing(checks, job):
    due = rule(job, "WH-11.2")
    checks.that(
        "five working days from Monday 21 September pass over the holiday of the 25th",
        [one["due"][:16] for one in due] == ["2026-09-29T23:59"], due)
    told = json.loads(job.place.run("obligations", job.id, "--data", str(job.place.data), "--format", "json").stdout)
    checks.that(
        "the command line tells the same while the server runs",
        [one["due"] for one in told if one["rule"] == "WH-11.2"] == [one["due"] for one in due], told[:2])
    job.clock("2026-09-29T15:00")
    job.propose_filing()
    checks.that("the form was submitted in time", [one["state"] for one in rule(job, "WH-11.2")] == ["met"], rule(job, "WH-11.2"))
    before = job.wang.get(job.path)
    checks.that("no number is offered before the approval", not any("/number" in form.action for form in before.forms()))
    refused = job.wang.post(f"{job.path}/number", [("csrf", before.token), ("command", "number-too-early")])
    checks.that("no number is given before the approval", refused.status == 422, refused.status)
    job.clock("2026-10-08T09:30")
    late = [one for one in job.obligations(job.zhou) if one["rule"].startswith("WH-") and one["state"] == "overdue"]
    checks.that("the head's later approval makes nothing overdue", late == [], late)
    worklist = job.zhou.get("/")
    checks.that("the paper waits on the head's desk", "劳动保障监察立案审批表" in worklist.text, worklist.text[:800])
    job.approve(job.zhou, "filing-approval-form", "同意立案。")
    page = job.number()
    checks.that("the case has its number of the year", "〔2026〕1号" in page.heading, page.heading)
    job.hand_over(job.wang, "case", "intake-dept", "handling-dept")


def assignment(checks, job):
    refused = job.assign(lead="wang", expect=422)
    checks.that("who received the case cannot lead it", "WH-6.1" in refused.problem and "第六条" in refused.problem, refused.problem)
    chosen = refused.form(having="lead").value("lead")
    checks.that("what was chosen stands in the page still", chosen == "wang", chosen)
    page = job.assign()
    checks.that("the lead officer is named", "首办责任人李建国" in page.text, page.text[:600])


def investigation(checks, job):
    job.clock("2026-10-13T13:00")
    job.judge_triggers()
    job.clock("2026-10-13T14:45")
    act = job.inspect()
    job.clock("2026-10-13T16:30")
    first = job.film(act, "bwc-1", 18, "2026-10-13T14:00:00+08:00")
    job.film(act, "bwc-2", 19, "2026-10-13T14:21:00+08:00")
    page = job.li.get(f"{job.path}/recordings")
    checks.that("the page finds the gap of three minutes", "14:18至14:21（3分）" in page.text, page.text[:1500])
    checks.that("the gap waits for its explanation", "未说明" in page.text)
    unfinished = job.li.get(f"{job.path}?tab=acts").form(action=f"/acts/{act}/finalise").send(job.li)
    checks.that("an act with an unexplained gap is not complete", unfinished.status == 422, unfinished.status)
    job.explain_gap(act)
    job.sort_recordings(act)
    job.list_more(act, "清点在岗人数")
    page = job.li.get(f"{job.path}/acts/{act}/capture")
    checks.that("what was added stands on the list", "清点在岗人数" in page.text and "还有" in page.text, page.text[:1500])
    unfinished = job.li.get(f"{job.path}?tab=acts").form(action=f"/acts/{act}/finalise").send(job.li)
    checks.that(
        "and is waited for", unfinished.status == 422 and "列出的要录到" in unfinished.text, unfinished.text[:1500])
    job.answer_more(act)
    page = job.li.get(f"{job.path}/recordings")
    checks.that("the gap is explained", "已说明" in page.text and "已语音说明" in page.text, page.text[:1500])
    player = job.li.get(f"{job.path}/recordings/{first}")
    source = player.tree.xpath('//*[@id="player"]')[0].get("src")
    content = media.recording(18 * 60, "2026-10-13T14:00:00+08:00", "bwc-1")
    piece = job.li.get(source, expect=206, headers={"Range": "bytes=65500-65600"}).response
    checks.that("a range across two chunks of the blob is right", piece.content == content[65500:65601])
    whole = job.li.get(source).response
    checks.that("the recording comes back as it was filmed", whole.content == content)
    job.clock("2026-10-13T17:30")
    page = job.finish_inspection(act)
    checks.that("the inspection is complete", "记录完整" in page.text)
    job.clock("2026-10-15T11:00")
    job.question()
    page = job.form_page(job.li, "inquiry-transcript")
    checks.that("the transcript has both badge numbers", "鄂A0201" in page.text and "鄂A0202" in page.text)
    checks.that("the transcript is signed with a fingerprint", HEAD_OF_SUBCONTRACTOR in page.text and "捺指印" in page.text)
    links = page.links("/blobs/")
    checks.that("the sheet and its scan are there", len(set(links)) == 2, links)


def correction(checks, job):
    job.clock("2026-10-19T09:00")
    job.conclude()
    page = job.order()
    checks.that("the order has its document number", "监令字〔2026〕1号" in page.text, page.text[:600])
    job.clock("2026-10-19T15:00")
    page = job.serve_order()
    checks.that("the order was served by leaving it", "留置送达" in page.text and "留置送达照片.jpg" in page.text, page.text[:900])
    refused = job.step(job.li, "rectification-order", "void", "作废", reason="误", expect=None) if any(
        form.action.endswith("/void") for form in job.form_page(job.li, "rectification-order").forms()) else None
    checks.that("what was served cannot be voided", refused is None or refused.status in (409, 422), refused and refused.status)
    job.clock("2026-10-20T10:00")
    first = job.correct_order()
    page = job.form_page(job.li, "rectification-order")
    checks.that("the corrected order has the next number", "监令字〔2026〕2号" in page.text, page.text[:600])
    old = job.li.get(f"{job.path}/forms/{first}")
    checks.that("the first order keeps its own number", "监令字〔2026〕1号" in old.text)
    job.clock("2026-10-26T09:00")
    early = job.open_form(job.li, "proposed-penalty-approval-form")
    early = early.set("field.type", "penalty").set("field.amount", "10000").set("field.proposal", "处罚").send(job.li, button="提交")
    checks.that("no penalty is proposed while the period of correction runs", early.status == 422 and "WH-31.1" in early.problem, early.problem)
    job.clock("2026-11-02T10:30")
    job.verify_correction()


def proposal(checks, job):
    job.clock("2026-11-02T14:00")
    job.propose_penalty()
    job.write_notice()
    voided = job.li.get(f"{job.path}/forms/{job.voided}")
    checks.that("the draft is voided with its reason", "已作废" in voided.text and "陈述申辩期限填写错误" in voided.text)
    job.clock("2026-11-03T09:00")
    job.review_papers()
    own = job.enter_paper_approval()
    checks.that("the approval on paper names the head and its paper", "周国强" in own.text and "纸质签批" in own.text, own.text[:1500])
    job.approve(job.zhou, "proposed-penalty-approval-form", "同意。")
    page = job.issue_notice()
    checks.that("the notice has its number", "监告字〔2026〕1号" in page.text)
    job.clock("2026-11-04T10:00")
    job.serve_directly("prior-notice", "2026-11-04T10:00")
    early = job.enter(job.chen, "penalty-procedure-entered", reason="试", expect=None)
    checks.that("the procedure does not begin before the party was heard", early.status == 422 and "WH-32.8" in early.problem, early.problem)
    job.clock("2026-11-06T09:30")
    job.request_statement()
    job.clock("2026-11-09T10:00")
    job.hear()
    job.clock("2026-11-09T15:00")
    job.deliberate()


def decision(checks, job):
    job.clock("2026-11-10T09:00")
    job.enter_procedure()
    job.clock("2026-11-11T10:00")
    page = job.decide()
    checks.that("the decision has its number", "监罚字〔2026〕1号" in page.text)
    job.clock("2026-11-12T10:00")
    job.write(
        job.li, "service-receipt", about=job.forms["penalty-decision"], method="fax", time="2026-11-12T09:00", servers="李建国、赵敏")
    shot = ("传真截屏.jpg", media.scan(["fax"], "JPEG"), "image/jpeg")
    refused = job.serve(
        job.li, "penalty-decision", "fax", "2026-11-12T09:00", upload=[shot], fax_number="027-80000001",
        fax_time="2026-11-12T09:00", confirmed_by_party="yes", expect=422)
    checks.that("a decision is not served by fax", "WH-37.8" in refused.problem, refused.problem)
    checks.that("the refusal names its article", "第三十七条" in refused.problem, refused.problem)
    checks.that(
        "what was typed stands in the page still",
        refused.form(having="addressee").value("fax-number") == "027-80000001")
    job.step(job.li, "service-receipt", "void", "作废", reason="决定书不得以传真送达")
    page = job.serve_directly("penalty-decision", "2026-11-12T10:00")
    checks.that("the decision was served directly", "直接送达" in page.text)
    page = job.enter(
        job.li, "result-published", where="武汉市行政执法信息公示平台", form_id=job.forms["penalty-decision"], redacted="yes",
        approved_by="周正")
    checks.that("the result's publication stands in the case's course", "公示执法结果" in page.text, page.text[:200])


def kept_draft(checks, job):
    """A form that is not submitted stays as a draft, and the page says so."""
    page = job.write(job.li, "case-closure-approval-form", expect=422)
    checks.that("the page says that a draft was kept", "已存为草稿" in page.problem, page.problem)
    checks.that("and leads to it", any("/forms/f" in link for link in page.links("#void-reason")), page.links("/forms/"))


def refused_archiving(checks, job):
    """With a draft left no case is archived; the refusal names the draft and leads to it."""
    job.zheng.get(f"{job.path}/volume").form(action="/volume/compile").send(job.zheng, expect=303)
    page = job.enter(job.zheng, "case-archived", archive_number="武监档2026-0001", expect=422)
    checks.that("the refusal names the draft", "还是草稿" in page.problem and "WH-42.2" in page.problem, page.problem)
    links = page.links("#void-reason")
    checks.that("and leads to where it may be voided", len(links) == 1, links)
    job.li.get(links[0]).form(action="/void").set("reason", "误制").send(job.li, button="作废", expect=303)


def closing(checks, job):
    job.clock("2026-11-16T10:00")
    job.pay("18200", "12200")
    job.clock("2026-11-20T10:00")
    job.pay("12200", "0")
    page = job.enter(job.li, "decision-fulfilled", evidence="工资支付凭证、罚款缴款书")
    checks.that("both payments stand in the case's course", "18,200" in page.text and "12,200" in page.text, page.text[:200])
    job.clock("2026-11-23T09:00")
    kept_draft(checks, job)
    job.propose_closing()
    early = job.enter(job.zhou, "case-closed", ground="fulfilled", expect=None)
    checks.that("no case is closed before the closing is approved", early.status == 422, early.status)
    job.clock("2026-11-23T15:00")
    job.close()
    job.clock("2026-11-24T10:00")
    job.archive(before=lambda: refused_archiving(checks, job))
    page = job.zheng.get(f"{job.path}/volume")
    checks.that("the volume is archived under its number", "武监档2026-0001" in page.text, page.text[:600])
    left = [one for one in job.obligations() if one["state"] in ("open", "overdue") and one["force"] != "advice"]
    checks.that("nothing that binds is left to do", left == [], left)
    late = [one["rule"] for one in job.obligations() if one["rule"].startswith("WH-") and one["state"] == "met-late"]
    checks.that("everything was done in time", late == [], late)


def begins(path):
    """The page label on which each bookmark of a volume begins, less cover, catalogue and remarks sheet."""
    with pikepdf.open(path) as document, document.open_outline() as outline:
        pages = {page.objgen: page.label for page in document.pages}
        marks = {item.title: pages[item.destination[0].objgen] for item in outline.root}
    return {title: int(label.split("-")[0]) for title, label in marks.items() if label[0].isdigit()}


def volume(checks, job, place):
    """The volume is exported while the server runs, and checked with tools that are not ours."""
    out = place.folder / "volumes"
    made = place.run("export", job.id, "--data", str(place.data), "--to", str(out))
    checks.that("liuhen export exits with 0", made.returncode == 0, made.stdout + made.stderr)
    bag = next(out.iterdir())
    key = place.folder / "office.vkey"
    key.write_text(place.run("keys", "public", "--data", str(place.data)).stdout)
    verified = place.run("verify", str(bag), "--key", str(key), "--format", "json")
    report = json.loads(verified.stdout)
    checks.that("liuhen verify finds the volume intact", verified.returncode == 0 and report["ok"], verified.stdout[:800])
    summed = subprocess.run(["sha256sum", "--check", "--quiet", "manifest-sha256.txt"], cwd=bag, capture_output=True, text=True)
    checks.that("sha256sum agrees", summed.returncode == 0, summed.stdout + summed.stderr)
    bagit = pathlib.Path(PYTHON).parent / "bagit.py"
    valid = subprocess.run([PYTHON, str(bagit), "--validate", str(bag)], capture_output=True, text=True)
    checks.that("bagit.py finds the bag valid", valid.returncode == 0, valid.stderr[-500:])
    main_volume = [path.name for path in (bag / "data" / "正卷").iterdir()]
    supplementary = [path.name for path in (bag / "data" / "副卷").iterdir()]
    checks.that("the decision is in the main volume", any("行政处罚决定书" in name for name in main_volume), main_volume)
    checks.that("both recordings are in the main volume", sum(name.endswith(".mp4") for name in main_volume) == 2, main_volume)
    checks.that("both remark sheets are there", sum("备考表" in name for name in main_volume) == 2, main_volume)
    checks.that("the approvals are in the supplementary volume", any("立案审批表" in name for name in supplementary), supplementary)
    checks.that("no approval is in the main volume", not any("审批表" in name for name in main_volume), main_volume)
    filmed = hashlib.sha256(media.recording(18 * 60, "2026-10-13T14:00:00+08:00", "bwc-1")).hexdigest()
    manifest = (bag / "manifest-sha256.txt").read_text()
    checks.that("the recording in the bag is the file that was filmed", filmed in manifest)
    words = subprocess.run(["pdftotext", str(bag / "data" / "main-volume.pdf"), "-"], capture_output=True, text=True)
    checks.that("the paged main volume says what the case is about", SUBCONTRACTOR in words.stdout.replace("\n", ""))

    listing = json.loads((bag / "data" / "volume.json").read_text())
    for part, name in [("main", "main-volume.pdf"), ("supplementary", "supplementary-volume.pdf")]:
        told = {f"{row['number']} {row['title']}": row["first-page"] for row in listing[part]["catalogue"] if "first-page" in row}
        checks.that(f"each paper of {name} begins on the page that the catalogue says", begins(bag / "data" / name) == told, told)
    both = [row["title"] for row in listing["main"]["catalogue"] if row["kind"] == "evidence"]
    checks.that("material with a scan and without one is catalogued", len(both) >= 3, both)
    opened = subprocess.run(["pdftotext", str(bag / "data" / "main-volume.pdf"), "-"], capture_output=True, text=True).stdout
    checks.that("nothing of the supplementary volume is in the main one", "审批表" not in opened and "副卷" not in opened)

    # One byte of one form, with every manifest made again: what stands in the log does not fit any more.
    forged = place.folder / "forged"
    subprocess.run(["cp", "-r", str(bag), str(forged)], check=True)
    victim = next(path for path in (forged / "data" / "正卷").iterdir() if "决定书" in path.name)
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)
    for tag in ["manifest-sha256.txt", "tagmanifest-sha256.txt"]:
        lines = [line.split("  ", 1) for line in (forged / tag).read_text().splitlines()]
        (forged / tag).write_text(
            "".join(f"{hashlib.sha256((forged / name).read_bytes()).hexdigest()}  {name}\n" for _, name in lines))
    verified = place.run("verify", str(forged), "--key", str(key))
    checks.that("a replaced form with new manifests is found", verified.returncode == 1, verified.stdout[-500:])

    answer = job.zheng.get(f"{job.path}/volume.tar", stream=True).response
    packed = place.folder / "volume.tar"
    packed.write_bytes(answer.content)
    unpacked = place.folder / "downloaded"
    unpacked.mkdir()
    subprocess.run(["tar", "--extract", "--file", str(packed), "--directory", str(unpacked)], check=True)
    downloaded = next(unpacked.iterdir())
    verified = place.run("verify", str(downloaded), "--key", str(key))
    checks.that("the volume that the page gives is intact as well", verified.returncode == 0, verified.stdout[-500:])


def office(checks, place):
    """What the office keeps is opened by the stock tool and verified as a whole."""
    filmed = hashlib.sha256(media.recording(19 * 60, "2026-10-13T14:21:00+08:00", "bwc-2")).hexdigest()
    opened = set()
    for blob in sorted((place.data / "blobs").rglob("*.age")):
        plain = subprocess.run(
            ["age", "--decrypt", "--identity", str(place.data / "keys" / "recovery.age-key"), str(blob)], capture_output=True)
        checks.that(f"age opens {blob.name[:8]} with the recovery key", plain.returncode == 0, plain.stderr)
        opened.add(hashlib.sha256(plain.stdout).hexdigest())
    checks.that("the recording is among what age opened", filmed in opened)
    raw = b"".join(path.read_bytes() for path in place.data.rglob("*") if path.is_file() and "blobs" not in path.parts)
    checks.that("no name of a worker lies in the open on the disk", "刘大勇".encode() not in raw)
    verified = place.run("verify", "--data", str(place.data))
    checks.that("liuhen verify finds the whole office right", verified.returncode == 0, verified.stdout[-800:])


def main():
    checks = Checks()
    with DemoOffice() as place:
        job = MainJob(place)
        checks.that("seven people are signed in", len(job.people) == len(PEOPLE) == 7)
        for title, walk in [
            ("a complaint by two workers", intake), ("filing over a public holiday", filing), ("the lead officer", assignment),
            ("an inspection with two recordings, and a transcript", investigation),
            ("an order to correct, served, corrected, not complied with", correction),
            ("a proposed penalty, its notice and the party's statement", proposal), ("the decision and its service", decision),
            ("fulfilment, closing and archive", closing),
        ]:
            with checks.step(title) as ended:
                walk(checks, job)
            # Each stretch begins where the one before it ended.
            if not ended:
                checks.close()
        with checks.step("the volume, checked by other people's tools"):
            volume(checks, job, place)
        with checks.step("the office, opened by other people's tools"):
            place.stop()
            office(checks, place)
    checks.close()


if __name__ == "__main__":
    main()
