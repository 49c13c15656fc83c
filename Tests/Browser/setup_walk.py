"""The guided setup of an office over HTTP: an empty folder becomes an office in which a case is registered, and nothing
works on cases before the recovery key was proved."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

import requests

import office
from checks import Checks
from page import Page
from person import Person

NEW = "红船 灯塔 4711"
CALENDAR = """\
calendar: national
version: "2027.1"
title: 国务院节假日安排
notices:
  - number: 国办发明电〔2026〕99号
    title: 国务院办公厅关于2027年部分节假日安排的通知
    issued: 2026-11-10
    year: 2027
    source: 测试用
    checked: 2026-11-22
    number-confirmed: false
    holidays:
      - { name: 元旦, off: [2027-01-01..2027-01-03] }
"""


class NewOffice(office.DemoOffice):
    """A server on an empty folder. The recovery key is typed back from the page on which it was shown."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="liuhen-setup-"))
        self.data = self.folder / "office"
        self.data.mkdir()
        self.port = office.free_port()
        self.server = None
        self.log = (self.folder / "server.log").open("ab")
        self.environment = {**os.environ, "LIUHEN_PYTHON": office.PYTHON, "LIUHEN_FONTS": office.FONTS}
        self.session = requests.Session()
        self.name = "setup"
        self.place = self

    @property
    def code(self):
        """The code that the console shows last."""
        deadline = time.monotonic() + 30
        while True:
            found = re.findall(r"code ([0-9]{4}-[0-9]{4}-[0-9]{4})", (self.folder / "server.log").read_text())
            if found:
                return found[-1]
            assert time.monotonic() < deadline, "no code on the console"
            time.sleep(0.1)

    get = Person.get
    post = Person.post


def answer(place, button=None, **fields):
    """Fills the page of the present step in and sends it."""
    form = place.get("/setup").form()
    for name, value in fields.items():
        form.set(name, value)
    return form.send(place)


def enter(checks, place):
    """Nobody gets in without the code of the console."""
    page = place.get("/")
    checks.that("an empty folder leads to the setup", "设置码" in page.text and page.path == "/setup", page.text[:200])
    wrong = page.form(having="code").fill(code="0000-0000-0000").send(place)
    checks.that("a wrong code opens nothing", wrong.status == 401 and "设置码不对" in wrong.text, wrong.text[:200])
    checks.that("nor is a step open", place.get("/setup/unit").path == "/setup")
    page = wrong.form(having="code").fill(code=place.code).send(place)
    checks.that("the code does", page.path == "/setup/unit", page.path)


def questions(checks, place):
    """One question a page, back and forth; what was answered survives a restart."""
    bad = answer(place, agency="", bureau="某局", word="某", origin="demo.x")
    checks.that("what is missing is named, the rest stands", bad.status == 422 and "机构" in bad.problem
                and bad.form().value("bureau") == "某局", bad.problem)
    page = bad.form().fill(agency="某某区劳动保障监察大队", origin="liuhen.example", level="district").send(place)
    checks.that("the next question follows", page.path == "/setup/texts", page.path)
    back = place.get("/setup/unit")
    checks.that("one can go back", back.form().value("agency") == "某某区劳动保障监察大队")
    checks.that("no question is left out", place.get("/setup/check").path == "/setup/texts")
    place.stop(kill=True)
    (place.folder / "server.log").write_text("")
    place.start()
    checks.that("after a restart the code is asked again", place.get("/setup").form(having="code"))
    page = place.get("/setup").form(having="code").fill(code=place.code).send(place)
    checks.that("and the setup goes on", page.path == "/setup/texts", page.path)
    nothing = page.form().set("packs", []).send(place)
    checks.that("no text is no choice", nothing.status == 422, nothing.text[:200])
    page = nothing.form().set("packs", ["national", "wuhan"]).send(place)
    checks.that("readings are asked", page.path == "/setup/readings", page.path)
    form = page.form()
    chosen = next(name for name, field in form.fields.items()
                  if name.startswith("readings.") and len(field.options) > 1)
    form.set(chosen, form.fields[chosen].options[1])
    page = form.send(place)
    checks.that("figures are asked", page.path == "/setup/figures", page.problem or page.path)
    form = page.form()
    name = next(iter(name for name in form.fields if name.startswith("figures.")))
    wrong = form.set(name, "许多").send(place)
    checks.that("a figure is a number", wrong.status == 422 and "整数" in wrong.problem, wrong.problem)
    checks.that("and no inner name is shown", "figures" not in wrong.tree.xpath("//main")[0].text_content())
    page = wrong.form().set(name, "2").send(place)
    checks.that("holidays are asked", page.path == "/setup/holidays" and "2026年" in page.text, page.text[:300])
    form = page.form()
    broken = CALENDAR.replace("off:", "frei:")
    shown = form.set("calendar", ("2027.yaml", broken.encode(), "application/yaml")).send(place)
    checks.that("a broken file is told with its line and key",
                shown.status == 422 and "第13行" in shown.text and "frei" in shown.text, shown.text[:400])
    form = place.get("/setup/holidays").form()
    shown = form.set("calendar", ("2027.yaml", CALENDAR.encode(), "application/yaml")).send(place)
    checks.that("a file is taken in", shown.path == "/setup/holidays" and "2027年" in shown.text, shown.text[:300])
    page = place.get("/setup/holidays").form().send(place)
    checks.that("numbers are asked", page.path == "/setup/numbers", page.path)
    form = page.form()
    form.set("numbers.1.start", "38")
    missing = form.send(place)
    checks.that("where the earlier numbers stand is asked", missing.status == 422 and "起始号之前" in missing.text, missing.problem)
    form = missing.form()
    form.set("numbers.0.pattern", "{agency}接字{year}年第{number:3}号").set("numbers-reason", "上半年见纸质登记簿")
    page = form.send(place)
    checks.that("the recovery key follows", page.path == "/setup/recovery-key", page.problem or page.path)


def recovery(checks, place):
    """The key is shown once, is on its paper, and nowhere in the folder; it is typed back."""
    first = place.get("/setup/recovery-key").form().send(place)
    old = first.form(having="identity").value("identity")
    shown = place.get("/setup/recovery-key").form().send(place)
    identity = shown.form(having="identity").value("identity")
    groups = [one.strip() for one in shown.tree.xpath("//ol[@class='key-groups']//code/text()")]
    checks.that("twelve groups with check characters", len(groups) == 12 and "".join(
        one.rsplit("-", 1)[0] for one in groups) == identity.removeprefix("AGE-SECRET-KEY-1"), groups)
    paper = place.session.post(place.address + "/setup-key/paper", data=shown.form(having="identity").pairs())
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=paper.content, capture_output=True, check=True)
    words = re.sub(r"\s+", "", text.stdout.decode())
    checks.that("the paper bears the groups and a receipt to sign", all(one.replace(" ", "") in words for one in groups)
                and "保管回执" in words and "保管人" in words, words[:600])
    (place.folder / "paper.pdf").write_bytes(paper.content)
    pictures = place.folder / "paper"
    subprocess.run(["pdftoppm", "-r", "150", "-png", str(place.folder / "paper.pdf"), str(pictures)], check=True)
    scanned = subprocess.run(["zbarimg", "-q", "--raw", f"{pictures}-1.png"], capture_output=True, text=True)
    checks.that("its code is the key as stock age reads it", scanned.stdout.strip() == identity, scanned.stdout[:40])
    checks.that("nothing of it lies in the folder", not lies(place.data, identity))
    proof = place.get("/setup/proof")
    checks.that("the proof is asked", "逐组输入" in proof.text)
    bad = groups[:3] + ["QQQQQ-Q" if groups[3] != "QQQQQ-Q" else "PPPPP-P"] + groups[4:]
    mistyped = bad[3][0] + ("P" if bad[3][1] != "P" else "Z") + bad[3][2:]
    wrong = proof.form(having="recovery-key").fill(recovery_key=" ".join(groups[:3] + [mistyped] + groups[4:])).send(place)
    checks.that("a slip is told with its group", wrong.status == 422 and "第4组" in wrong.text, wrong.text[:300])
    other = wrong.form(having="recovery-key").fill(recovery_key=old).send(place)
    checks.that("the key before it does not do", other.status == 422 and "打不开" in other.text, other.text[:300])
    checks.that("what was typed does not come back", old not in other.body)
    page = other.form(having="recovery-key").fill(recovery_key=" ".join(groups).lower()).send(place)
    checks.that("the key does", page.path == "/setup/administrators", page.problem or page.path)
    return identity


def lies(folder, text):
    """Whether a text lies in a file of a folder."""
    return any(text.encode() in file.read_bytes() for file in folder.rglob("*") if file.is_file())


def administrators(checks, place):
    """Three different people."""
    page = place.get("/setup/administrators")
    people = {
        "system-administrator": ("张建", "zhang"), "security-administrator": ("张建", "anquan"),
        "audit-administrator": ("吴审", "zhang"),
    }
    form = page.form()
    for role, (name, sign_in) in people.items():
        form.set(f"name-{role}", name).set(f"sign-in-{role}", sign_in)
    wrong = form.send(place)
    checks.that("one person is not two of them", wrong.status == 422 and wrong.path == "/setup/administrators"
                and "张建" in wrong.problem and "zhang" in wrong.problem and "三个不同的人" in wrong.problem, wrong.problem)
    form = wrong.form().set("name-security-administrator", "李安").set("sign-in-audit-administrator", "wu")
    page = form.send(place)
    checks.that("the backup is asked", page.path == "/setup/backup", page.problem or page.path)
    page = page.form().fill(backup_address=str(place.folder / "backup")).send(place)
    checks.that("all is shown once more", page.path == "/setup/check" and "从38号" in page.text and "已知到2027年" in page.text,
                page.text[:900])
    checks.that("another reading is named by its article", re.search("另选的理解[^无]*第.+?条", page.text), page.text[:900])
    done = page.form().send(place, expect=303)
    checks.that("the office stands", done.path == "/setup/done" and "某某区劳动保障监察大队" in done.text, done.text[:200])
    codes = done.tree.xpath("//code[@class='one-time']/text()")
    checks.that("with three codes", len(codes) == 3 and all(re.fullmatch("[0-9a-f]{12}", one) for one in codes), codes)
    again = place.get("/setup/done")
    checks.that("which can be looked at again", codes[0] in again.body)
    started = again.form().send(place)
    checks.that("until they were handed over", "几秒钟后" in started.text, started.text[:200])
    wait(place)
    checks.that("the office is served", place.get("/sign-in").heading == "登录", place.get("/sign-in").text[:200])
    checks.that("the setup is gone", place.get("/setup", expect=None).status in (303, 401, 404)
                or place.get("/setup", expect=None).path.startswith("/sign-in"))
    checks.that("and leaves no code behind", not (place.data / "setup.json").exists() and not lies(place.data, codes[0]))
    return dict(zip(["zhang", "anquan", "wu"], codes))


def wait(place):
    """Until the office's own pages answer."""
    deadline = time.monotonic() + 30
    while True:
        try:
            if Page(place.session.get(place.address + "/sign-in", timeout=5)).heading == "登录":
                return
        except requests.ConnectionError:
            pass
        assert time.monotonic() < deadline, "the office is not served"
        time.sleep(0.2)


def first_password(place, name, code):
    person = Person(place, name, sign_in=False)
    page = person.sign_in(code)
    page.form(having="again").fill(password=NEW, again=NEW).send(person)
    return person


def open_account(system, security, name, sign_in, roles):
    """An account with roles; gives the person."""
    form = system.get("/office/people/new").form(having="person-name")
    form.fill(person_name=name, sign_in_name=sign_in, unit="agency")
    shown = form.send(system)
    code = re.search(r"设置口令。([0-9a-f]{12})", shown.text).group(1)
    place = next(link for link in shown.links("/office/people/p"))
    for role in roles:
        security.get(f"{place}/roles/new").form(having="role").set("role", role).send(security, expect=303)
    return first_password(system.place, sign_in, code)


def matter(person):
    """Takes a matter in."""
    form = person.get("/matters/new?source=assigned").form(having="summary")
    for name, value in {"summary": "上级交办检查工资支付", "cause-of-action": "拖欠工资", "channel": "letter",
                        "sendingOrgan": "市人力资源和社会保障局"}.items():
        if name in form.fields:
            form.set(name, value)
    if "employers.0.name" in form.fields:
        form.set("employers.0.name", "某建筑公司").set("employers.0.address", "某区")
    for name, field in form.fields.items():
        if field.kind in ("radio", "select") and not [one for one in field.values if one]:
            options = [one for one in field.options if one]
            if options:
                form.set(name, options[0])
    return form.send(person)


def first_case(checks, place, codes):
    """The three administrators begin, and a case is registered with its number."""
    system, security, audit = (first_password(place, name, codes[name]) for name in ["zhang", "anquan", "wu"])
    checks.that("the chosen reading and figure count", "默认" in system.get("/rules").text)
    receiver = open_account(system, security, "王接待", "wangjd", ["intake-officer", "intake-dept"])
    received = matter(receiver)
    checks.that("a matter is registered", received.path.startswith("/cases/"), received.problem or received.text[:500])
    year = time.strftime("%Y", time.gmtime(time.time() + 8 * 3600))
    checks.that("with the chosen number", f"某接字{year}年第001号" in received.text, received.text[:300])
    numbers = system.get("/office/numbers")
    checks.that("the register says where the numbers began", "38（上半年见纸质登记簿）" in numbers.text
                and f"{year}〕38号" in numbers.text, numbers.text[:600])
    key = system.get("/office/recovery-key")
    checks.that("the key is proved", "恢复密钥：已验证" in key.text, key.text[:300])
    log = audit.get("/office/log")
    for words in ["采用规范", "设定编号", "验证恢复密钥", "授予职责"]:
        checks.that(f"the auditor sees 「{words}」", words in log.text, log.text[:500])
    with checks.step("new holidays by two"):
        holidays(checks, place, system, security)
    verified = place.run("verify", "--data", str(place.data), "--format", "json")
    checks.that("and all verifies", verified.returncode == 0, verified.stdout + verified.stderr)


def holidays(checks, place, system, security):
    """A year announced since: shown in words, proposed by one, confirmed by another, kept through a restart."""
    head = open_account(system, security, "周负责", "zhoufz", ["agency-head"])
    legal = open_account(system, security, "孙法制", "sunfz", ["legal-dept"])
    year2028 = CALENDAR.replace("2027", "2028").replace("〔2026〕99号", "〔2027〕98号")
    denied = security.get("/rules/file").form(having="rules-file")
    denied = denied.set("rules-file", ("x.yaml", year2028.encode(), "application/yaml")).send(security)
    checks.that("it is not everybody's", denied.status == 403, denied.status)
    form = head.get("/rules/file").form(having="rules-file")
    broken = form.set("rules-file", ("2028.yaml", year2028.replace("off:", "frei:").encode(), "application/yaml")).send(head)
    checks.that("a broken file is told with line and key", broken.status == 422 and "第13行" in broken.text
                and "frei" in broken.text, broken.text[:300])
    form = head.get("/rules/file").form(having="rules-file")
    shown = form.set("rules-file", ("2028.yaml", year2028.encode(), "application/yaml")).send(head)
    checks.that("the difference in words", "新公布：2028年" in shown.text and "由上班改为放假（元旦）" in shown.text, shown.text[:900])
    blank = shown.form(having="source").send(head)
    checks.that("why is asked, and the file is not asked again", blank.status == 422 and "请填写" in blank.problem, blank.problem)
    done = blank.form(having="source").fill(source="〔2027〕98号", reason="公布").send(head, expect=303)
    checks.that("it waits for another", "等待确认的变更" in done.text and "2028年" not in done.text.split("历书")[-1], done.text[:300])
    link = done.links("/rules/proposals/")[0]
    own = head.get(link)
    checks.that("who proposed it is offered no button", not [form for form in own.forms() if form.action.endswith("/confirm")])
    seen = legal.get(link)
    checks.that("the other sees the difference too", "由上班改为放假（元旦）" in seen.text, seen.text[:500])
    done = seen.form(action="/confirm").send(legal, expect=303)
    checks.that("then it counts", "2028年" in done.text.split("历书")[-1], done.text[-200:])
    place.stop(kill=True)
    place.start()
    shown = place.run("calendar", "show", "--data", str(place.data))
    checks.that("also after a restart", "〔2027〕98号" in shown.stdout, shown.stdout[-300:] + shown.stderr)
    checked = place.run("calendar", "check", str(bad_calendar(place)), "--data", str(place.data))
    checks.that("the command tells line and key, and fails", checked.returncode == 1
                and "bad.yaml:13: frei" in checked.stderr, checked.stderr)


def bad_calendar(place):
    file = place.folder / "bad.yaml"
    file.write_text(CALENDAR.replace("off:", "frei:"))
    return file


def command_line(checks, place):
    """The same by a file: refused before the proof, which stock age gives."""
    key = place.folder / "key.txt"
    subprocess.run(["age-keygen", "-o", str(key)], check=True, capture_output=True)
    recipient = re.search("age1[0-9a-z]+", key.read_text()).group(0)
    (place.folder / "2027.yaml").write_text(CALENDAR)
    answers = place.folder / "answers.yaml"
    text = f"""\
agency: 某支队
bureau: 某局
word: 武
origin: liuhen.second.example
packs: [wuhan, national]
calendars: [2027.yaml]
numbers:
  reason: 上半年见纸质登记簿
  series:
    - {{ name: intake, start: 120 }}
recovery: {recipient}
administrators:
  system-administrator: {{ name: 甲, sign-in: jia }}
  security-administrator: {{ name: 乙, sign-in: yi }}
  audit-administrator: {{ name: 丙, sign-in: bing }}
"""
    answers.write_text(text.replace("word:", "wort:"))
    data = place.folder / "second"
    made = place.run("init", "--data", str(data), "--answers", str(answers))
    checks.that("an unknown key is named with its line", made.returncode == 2 and "answers.yaml:3: wort" in made.stderr, made.stderr)
    checks.that("and nothing is made", not data.exists() or not any(data.iterdir()))
    answers.write_text(text)
    made = place.run("init", "--data", str(data), "--answers", str(answers), "--format", "json")
    checks.that("an office is made by a file", made.returncode == 0, made.stderr)
    codes = {row["account"]: row["code"] for row in json.loads(made.stdout)}
    place.stop()
    place.data = data
    place.start()
    system, security = first_password(place, "jia", codes["jia"]), first_password(place, "yi", codes["yi"])
    receiver = open_account(system, security, "王接待", "wangjd", ["intake-officer", "intake-dept"])
    refused = matter(receiver)
    checks.that("no case before the proof", refused.status == 409 and "恢复密钥还没有验证" in refused.text
                and "liuhenkeysprove" in refused.text, refused.text[:300])
    checks.that("nothing typed is lost", refused.form(having="summary").value("summary") == "上级交办检查工资支付")
    challenge = place.run("keys", "prove", "--data", str(data))
    opened = subprocess.run(["age", "-d", "-i", str(key)], input=challenge.stdout, capture_output=True, text=True)
    checks.that("stock age opens the challenge", opened.returncode == 0 and opened.stdout.startswith("liuhen-"), opened.stderr)
    wrong = system.do("/office/recovery-key/answer", {"answer": "liuhen-0"}, expect=422, form={"having": "answer"})
    checks.that("another answer proves nothing", "答案不对" in wrong.text, wrong.problem)
    denied = receiver.do("/office/recovery-key/answer", {"answer": opened.stdout}, expect=403, form={"having": "answer"})
    checks.that("it is the administrators' work", "三名管理员" in denied.text, denied.text[:200])
    done = system.do("/office/recovery-key/answer", {"answer": opened.stdout.strip()}, form={"having": "answer"})
    checks.that("the answer does", "恢复密钥：已验证" in done.text, done.text[:200])
    received = matter(receiver)
    checks.that("then a case is registered, with its starting number", "120号" in received.text, received.problem or received.text[:300])
    another_key(checks, place, system, security, receiver)


def another_key(checks, place, system, security, receiver):
    """Another recovery key, by two administrators, proved again."""
    key = place.folder / "other.txt"
    subprocess.run(["age-keygen", "-o", str(key)], check=True, capture_output=True)
    recipient = re.search("age1[0-9a-z]+", key.read_text()).group(0)
    asked = system.do("/office/recovery-key/change", {"recipient": recipient, "reason": "信封遗失"}, form={"having": "recipient"})
    checks.that("another key waits for a second administrator", "须由另一名管理员确认" in asked.text, asked.text[:300])
    own = system.do("/office/recovery-key/change/confirm", expect=422, form={"action": "/confirm"})
    checks.that("who asks does not confirm", "另一名管理员" in own.text, own.problem)
    done = security.do("/office/recovery-key/change/confirm", form={"action": "/confirm"})
    checks.that("it counts, and is not proved", "还没有验证" in done.text and recipient in done.text, done.text[:300])
    checks.that("cases wait", matter(receiver).status == 409)
    identity = next(line for line in key.read_text().splitlines() if line.startswith("AGE-"))
    done = security.do("/office/recovery-key/prove", {"recovery-key": identity}, form={"having": "recovery-key"})
    checks.that("proved again, they go on", "恢复密钥：已验证" in done.text and matter(receiver).path.startswith("/cases/"), done.text[:200])
    place.stop(kill=True)
    place.start()
    checks.that("also after a restart", matter(receiver).path.startswith("/cases/"))


def main():
    checks = Checks()
    with NewOffice() as place:
        codes = None
        for title, walk in [("the way in", enter), ("the questions", questions), ("the recovery key", recovery)]:
            with checks.step(title):
                walk(checks, place)
        with checks.step("the administrators, and the office"):
            codes = administrators(checks, place)
        if codes:
            with checks.step("the first case"):
                first_case(checks, place, codes)
            with checks.step("the same on the command line"):
                command_line(checks, place)
    shutil.rmtree(place.folder, ignore_errors=True)
    checks.close()


if __name__ == "__main__":
    main()
