"""Accounts, rights, deputies and devices over HTTP: who may do what, and what every other is told."""

import base64
import hashlib
import hmac
import json
import re
import struct
import time

import office
from checks import Checks
from office import DemoOffice
from person import Person

NEW = "红船 灯塔 4711"


def digits(secret, shift=0):
    """What an authenticator shows (RFC 6238), computed here and not by the product."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    code = hmac.new(key, struct.pack(">Q", int(time.time()) // 30 + shift), hashlib.sha1).digest()
    number = struct.unpack(">I", code[code[-1] & 15:][:4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


class RealOffice(DemoOffice):
    """An office made by `liuhen init`."""

    def __init__(self):
        super().__init__()
        self.data = self.folder / "real"
        recovery = self.run("keys", "recovery")
        recipient = re.search(r"age1[0-9a-z]+", recovery.stdout).group(0)
        made = self.run(
            "init", "--data", str(self.data), "--origin", "liuhen.example", "--agency", "某支队", "--bureau", "某局", "--word",
            "武", "--recovery", recipient, "--format", "json")
        assert made.returncode == 0, made.stderr
        self.codes = {row["account"]: row["code"] for row in json.loads(made.stdout)}


def first_sign_in(checks, place):
    """A code of a new office leads to a password and nowhere else."""
    person = Person(place, "system", sign_in=False)
    page = person.sign_in(place.codes["system"])
    checks.that("the code leads to the page for a first password", page.heading == "首次登录设置口令", page.heading)
    checks.that("the code opens nothing", person.get("/", expect=None).path.startswith("/sign-in"))
    for typed, again, words in [
        ("短", "短", "至少10个字符"), (place.codes["system"], place.codes["system"], "不能把一次性代码当作口令"),
        (NEW, NEW + "x", "两次输入的新口令不一致"), ("system-2026", "system-2026", "除去姓名和用户名"),
    ]:
        page = page.form(having="again").fill(password=typed, again=again).send(person)
        checks.that(f"{words}", page.status == 422 and words in page.text, page.text[:300])
    done = page.form(having="again").fill(password=NEW, again=NEW).send(person)
    checks.that("a password opens the office", done.status == 200 and done.path == "/", done.path)
    stranger = Person(place, "system", sign_in=False)
    checks.that("the code is worth nothing any more", stranger.sign_in(place.codes["system"]).status == 401)
    again = page.form(having="again").fill(password="something else", again="something else").send(stranger)
    checks.that("nor is the page that it led to", again.status == 401 and "重新登录" in again.text, again.text[:200])


def administrators(checks, place):
    """People are one administrator's, rights another's; nobody changes the own; the third sees what both did."""
    admin, security, audit = (Person(place, name) for name in ["admin", "security", "audit"])
    li = Person(place, "li")
    form = admin.get("/office/people/new").form(having="person-name")
    form.fill(person_name="钱进", sign_in_name="qian", badge="鄂A0203", unit="inspection-1")
    shown = form.send(admin)
    code = re.search(r"14日内有效，只能用来设置口令。([0-9a-f]{12})", shown.text)
    checks.that("the code is shown", code, shown.text[:400])
    again = form.send(admin)
    checks.that("sent twice, it is not shown again", "代码只显示一次" in again.text and code.group(1) not in again.text)
    taken = admin.get("/office/people/new").form(having="person-name").fill(
        person_name="钱二", sign_in_name="QIAN", unit="reception").send(admin)
    checks.that("a taken name is told at its field, and the rest stands", taken.status == 422 and "已经有人使用" in taken.text
                and taken.form(having="person-name").value("person-name") == "钱二", taken.problem)
    person = [link for link in admin.get("/office/people").links("/office/people/p")][0]
    for name, who in [("admin", admin), ("li", li), ("audit", audit)]:
        refused = who.get(f"{person}/roles/new").form(having="role").set("role", "officer").send(who)
        checks.that(f"{name} gives no rights", refused.status == 403 and "安全管理员" in refused.text, refused.text[:300])
    for role in ["officer", "handling-dept"]:
        given = security.get(f"{person}/roles/new").form(having="role").set("role", role).send(security, expect=303)
    checks.that("the right shows who gave it", "安全管理员" in given.text and "执法人员" in given.text)
    own = security.get("/office/people/security/roles/new").form(having="role").set("role", "officer").send(security)
    checks.that("nobody gives himself a right", own.status == 422 and "不能给自己授权" in own.text, own.text[:300])
    apart = security.get("/office/people/admin/roles/new").form(having="role").set("role", "officer").send(security)
    checks.that("an administrator gets no other role", apart.status == 422 and "三员分立" in apart.text, apart.problem)
    for path in ["/cases", "/office/log"]:
        page = security.get(path, expect=None)
        checks.that(f"the security administrator sees nothing in {path}",
                    page.status == 403 or "看不到案件" in page.text, page.text[:200])
    log = audit.get("/office/log")
    for words in ["开设账号", "授予职责", "发出一次性代码", "被拒绝的尝试"]:
        checks.that(f"the auditor sees 「{words}」", words in log.text)
    checks.that("and no code", code.group(1) not in log.body)
    qian = Person(place, "qian", sign_in=False)
    page = qian.sign_in(code.group(1))
    page.form(having="again").fill(password=NEW, again=NEW).send(qian)
    checks.that("the new officer works", "登记" in qian.get("/").text and qian.get("/cases").status == 200)
    return security, admin, qian, person


def withdrawal(checks, place, security, qian, person):
    """A right that is withdrawn is gone at once."""
    for _ in range(2):
        link = security.get(person).links("/withdraw")[0]
        missing = security.get(link).form(having="reason").send(security)
        checks.that("a reason is asked for by name", missing.status == 422 and "请填写：理由" in missing.text, missing.problem)
        security.get(link).form(having="reason").fill(reason="调离").send(security, expect=303)
    checks.that("no case is open to somebody without a role", "看不到案件" in qian.get("/cases").text)
    desk = qian.get("/")
    checks.that("who lost every role is told so, and led to no page that refuses",
                "没有职责" in desk.text and not desk.links("/system"), desk.text[:300])
    checks.that("the withdrawal stays on the page", "收回：调离" in security.get(person).text)


def resets(checks, place, security, admin):
    """A reset takes two."""
    zhao = Person(place, "zhao")
    admin.get("/office/people/zhao/reset").form(having="reason").fill(reason="忘记口令").send(admin, expect=303)
    own = admin.get("/office/people/zhao/reset/confirm").form(action="/confirm").send(admin)
    checks.that("who asks does not confirm", own.status == 422 and "另一人确认" in own.text, own.problem)
    shown = security.get("/office/people/zhao/reset/confirm").form(action="/confirm").send(security)
    code = re.search(r"设置口令。([0-9a-f]{12})", shown.text)
    checks.that("another does, and gets the code", code, shown.text[:300])
    checks.that("the session of before is over", zhao.get("/", expect=None).path.startswith("/sign-in"))
    checks.that("the old password is too", Person(place, "zhao", sign_in=False).sign_in(office.PASSWORD).status == 401)
    page = Person(place, "zhao", sign_in=False).sign_in(code.group(1))
    checks.that("the code leads to a new password", page.heading == "首次登录设置口令", page.text[:200])


def authenticator(checks, place):
    """The digits of an authenticator are asked for after the password."""
    chen = Person(place, "chen")
    page = chen.get("/account/authenticator").form(action="/account/authenticator").send(chen)
    secret = re.search(r"密钥([A-Z2-7]{32})", page.text).group(1)
    checks.that("a code to scan is on the page", page.tree.xpath("//div[@class='qr']/*[local-name()='svg']"))
    wrong = page.form(having="digits").fill(digits="000000").send(chen)
    checks.that("wrong digits enrol nothing", wrong.status == 422 and "动态口令不对" in wrong.text, wrong.text[:300])
    done = wrong.form(having="digits").fill(digits=digits(secret)).send(chen)
    checks.that("the right ones do", "已启用动态口令" in done.text, done.text[:300])
    again = Person(place, "chen", sign_in=False)
    page = again.sign_in(office.PASSWORD)
    checks.that("the password alone opens nothing", page.heading == "动态口令"
                and again.get("/", expect=None).path.startswith("/sign-in"), page.heading)
    page = page.form(having="digits").fill(digits="12x").send(again)
    checks.that("what are no digits is told", page.status == 401 and "动态口令不对" in page.text, page.text[:200])
    done = page.form(having="digits").fill(digits=digits(secret, 1)).send(again)
    checks.that("the digits do", done.path == "/", done.text[:200])
    checks.that("the list of sign-ins tells it", "成功（动态口令）" in again.get("/account").text)


def own_account(checks, place):
    """One's own password and deputies."""
    sun = Person(place, "sun")
    wrong = sun.get("/account/password").form(having="current").fill(
        current="no", password=NEW, again=NEW).send(sun)
    checks.that("the present password is asked for", wrong.status == 422 and "现在的口令不对" in wrong.text, wrong.text[:300])
    checks.that("no password stands in a page", NEW not in wrong.body)
    done = sun.get("/account/password").form(having="current").fill(
        current=office.PASSWORD, password=NEW, again=NEW).send(sun)
    checks.that("a new password keeps this session", "已修改口令" in done.text, done.text[:200])
    zhou = Person(place, "zhou")
    form = zhou.get("/account/deputies/new").form(having="deputy")
    early = form.fill(deputy="chen", roles=["agency-head"], **{"from": "2026-09-05"}, until="2026-09-04", reason="出差").send(zhou)
    checks.that("a wrong end is told, and what was typed stands",
                early.status == 422 and "截止日期早于开始日期" in early.text
                and early.form(having="deputy").value("reason") == "出差", early.problem)
    done = early.form(having="deputy").fill(until="2026-09-30", **{"from": "2026-09-01"}).send(zhou, expect=303)
    checks.that("the deputy is named", "陈志远" in done.text and "已指定代理人" in done.text, done.text[:300])
    bad = zhou.get("/account/deputies/new").form(having="deputy").fill(deputy="chen", **{"from": "tomorrow"}, until="x")
    checks.that("a day that is none is told", bad.send(zhou).status == 422)


def devices(checks, place):
    """The register of devices."""
    zheng, li = Person(place, "zheng"), Person(place, "li")
    checks.that("the demo's devices are there", "WH-BWC-001" in li.get("/office/devices").text)
    refused = li.get("/office/devices/new").form(having="device-number").fill(
        device_kind="camera", device_number="X-1", unit="inspection-1").send(li)
    checks.that("not everybody registers devices", refused.status == 403, refused.status)
    page = zheng.get("/office/devices/new").form(having="device-number").fill(
        device_kind="camera", device_number="相机 甲/1", unit="inspection-1", holder="li", device_volume="CJZ-02").send(
            zheng, expect=303)
    checks.that("the device has its page", "相机甲/1" in page.text and "李建国" in page.text, page.text[:300])
    for path, answers, words in [
        ("check", {"passed": "yes"}, "检查正常"), ("fault", {"device_note": "镜头进灰"}, "镜头进灰"),
        ("repair", {"device_note": "返厂"}, "维修中"), ("back", {"device_note": "已清洁"}, "修复返回"),
        ("assign", {"unit": "reception", "holder": ""}, "接待受理科"), ("retired", {"device_note": "报废"}, "已报废停用"),
    ]:
        shown = zheng.get(f"{page.path.split('?')[0]}/{path}").form(having=next(iter(answers)).replace("_", "-"))
        shown = shown.fill(**answers).send(zheng, expect=303)
        checks.that(words, words in shown.text, shown.text[:300])
    late = zheng.get(f"{page.path.split('?')[0]}/check").form(having="passed").fill(passed="yes").send(zheng)
    checks.that("nothing happens to a retired device", late.status == 422 and "已经报废停用" in late.text, late.problem)


def sealed(checks, place):
    """The informant's name is shown to few, and after a reason."""
    wang, li = Person(place, "wang"), Person(place, "li")
    form = wang.get("/matters/new?source=report").form(having="informantName")
    form.set("cause-of-action", "拖欠工资")
    form.fill(informantName="何举报", informantSex="男", informantContact="13811112222", channel="letter")
    form.set("employers.0.name", "武汉某建筑公司").set("employers.0.address", "江岸区")
    form.set("summary", "拖欠工资")
    for name, field in form.fields.items():
        if field.kind == "radio" and not field.values:
            form.set(name, field.options[0])
    received = form.send(wang)
    checks.that("a report is taken in", received.path.startswith("/cases/"), received.problem or received.text[:400])
    case = received.path.split("?")[0]
    checks.that("its page names the informant A", "举报人A" in received.text and "何举报" not in received.body)
    asked = wang.get(f"{case}/sealed")
    checks.that("the sheet is not shown before a reason", "何举报" not in asked.body and "查看理由" in asked.text)
    blank = asked.form(having="sealed-reason").send(wang)
    checks.that("a blank reason is told", blank.status == 422 and "请填写：查看理由" in blank.text and "何举报" not in blank.body)
    shown = blank.form(having="sealed-reason").fill(sealed_reason="电话回访").send(wang)
    checks.that("then it is, with who looked", "何举报" in shown.text and "电话回访" in shown.text, shown.text[:300])
    other = li.get(f"{case}/sealed").form(having="sealed-reason").fill(sealed_reason="好奇").send(li)
    checks.that("not to another", other.status == 403 and "何举报" not in other.body, other.status)
    audit = Person(place, "audit").get("/office/log")
    checks.that("whose try is on record", "密封" in audit.text or "sealed" in audit.text)


def sessions(checks, place):
    """Where one is signed in, and the end of it; the auditor sees everybody's sign-ins."""
    here, there = Person(place, "zhou"), Person(place, "zhou")
    shown = here.get("/account")
    checks.that("both sign-ins are listed", "现在的登录" in shown.text and "本次登录" in shown.text, shown.text[:900])
    link = shown.links("/account/sessions/end?id=")[0]
    here.get(link).form(action="/account/sessions/end").send(here, expect=303)
    checks.that("the other one is over", there.get("/", expect=None).path.startswith("/sign-in"))
    checks.that("this one goes on", here.get("/account").status == 200)
    other = Person(place, "zhou")
    here.get("/account/sessions/end").form(action="/account/sessions/end").send(here, expect=303)
    checks.that("all others end together", other.get("/", expect=None).path.startswith("/sign-in"))
    again = Person(place, "zhou")
    key = re.search(r"sessions/end\?id=([0-9a-f]+)", here.get("/account").body).group(1)
    li = Person(place, "li")
    li.post("/account/sessions/end", [("csrf", li.get("/account").token), ("command", "e" * 32), ("id", key)])
    checks.that("nobody ends another's", again.get("/account").status == 200)
    audit = Person(place, "audit")
    page = audit.get("/office/sign-ins")
    checks.that("the auditor sees the sign-ins of all", "周" in page.text, page.text[:300])
    for name in ["admin", "security", "li"]:
        checks.that(f"{name} does not", Person(place, name).get("/office/sign-ins", expect=None).status == 403)


def audit_page(checks, place):
    """What the administrators did, narrowed and as a table; every right with who gave it."""
    audit = Person(place, "audit")
    form = audit.get("/office/log").form(having="who")
    checks.that("people and subjects can be chosen", "security" in form.fields["who"].options, form.fields["who"].options)
    narrowed = audit.get("/office/log?who=security&what=rights")
    checks.that("rights that were given", "授予职责" in narrowed.text and "开设账号" not in narrowed.text.split("内容", 1)[1],
                narrowed.text[:600])
    table = audit.session.get(place.address + "/office/log.csv?who=security&what=rights")
    rows = table.content.decode("utf-8-sig").splitlines()
    checks.that("the same as CSV", table.headers["Content-Type"].startswith("text/csv") and rows[0].startswith('"记录","时间","操作人"')
                and all("安全管理员" in row for row in rows[1:]), rows[:3])
    for name in ["admin", "security", "li"]:
        checks.that(f"{name} gets none", Person(place, name).get("/office/log.csv", expect=None).status == 403)
    bad = audit.get("/office/log?from=yesterday", expect=None)
    checks.that("a day that is none is told", bad.status == 422, bad.status)
    rights = Person(place, "li").get("/office/rights")
    checks.that("every right shows who gave it", "安全管理员" in rights.text and "系统初始化" in rights.text, rights.text[:400])


def apart(checks, place):
    """What each of the three may not."""
    admin, security, audit = (Person(place, name) for name in ["admin", "security", "audit"])
    case = Person(place, "li").get("/cases").links("/cases/")
    for person in [admin, security, audit]:
        page = person.get("/matters/new?source=assigned")
        refused = page.form(having="summary").set("summary", "x").send(person)
        checks.that(f"{person.name} takes nothing in", refused.status in (403, 422), refused.status)
        for link in [one for one in case if re.fullmatch(r"/cases/[0-9a-f]{16}", one)][:1]:
            checks.that(f"{person.name} reads no case", person.get(link, expect=None).status == 403)
    own = admin.get("/office/people/admin/roles/new").form(having="role").set("role", "officer").send(admin)
    checks.that("the system administrator gives himself no right", own.status == 403, own.status)
    for one in [admin, security]:
        refused = audit.get("/office/log")
        checks.that(f"the try of {one.name} is on record", "被拒绝的尝试" in refused.text)


def garbage(checks, place):
    """What nobody's browser would send is never answered with 500."""
    admin, security = Person(place, "admin"), Person(place, "security")
    token = admin.get("/").token
    paths = [
        "/office/people/nobody", "/office/people/nobody/roles/new", "/office/devices/nothing", "/office/handovers/none",
        "/office/people/li/roles/none/withdraw", "/account/authenticator?id=none", "/office/units/none/close",
        "/account/deputies/none/end", "/office/people/%00/close", "/cases/none/sealed",
    ]
    for path in paths:
        for person in [admin, security]:
            checks.that(f"GET {path}", person.get(path, expect=None).status < 500)
            answer = person.post(path, [("csrf", person.get("/").token), ("command", "c" * 32), ("reason", "x" * 9000),
                                        ("role", "../.."), ("from", "9999-99-99"), ("unit", "\u0000")])
            checks.that(f"POST {path}", answer.status < 500, answer.status)
    for path in ["/sign-in/password", "/sign-in/digits"]:
        answer = admin.post(path, [("ticket", "x" * 5000), ("password", NEW), ("again", NEW), ("digits", "１２３４５６")])
        checks.that(f"POST {path} with a made-up ticket", answer.status == 401, answer.status)
    long = Person(place, "x" * 100_000, sign_in=False).sign_in("y" * 100_000)
    checks.that("a very long name is no name", long.status == 401, long.status)
    checks.that("the token is of the session", admin.post(
        "/office/units/new", [("csrf", "no"), ("command", "c" * 32), ("unit-name", "x")]).status == 403 and token)


def main():
    checks = Checks()
    with RealOffice() as place:
        with checks.step("the first sign-in of a new office"):
            first_sign_in(checks, place)
    with DemoOffice() as place:
        with checks.step("the three administrators") as ended:
            people = administrators(checks, place)
        if ended:
            security, admin, qian, person = people
            with checks.step("a withdrawn right"):
                withdrawal(checks, place, security, qian, person)
            with checks.step("a reset by two"):
                resets(checks, place, security, admin)
        for title, walk in [
            ("one's own account", own_account), ("an authenticator", authenticator), ("devices", devices),
            ("a sealed sheet", sealed), ("sessions", sessions), ("the audit", audit_page),
            ("the three kept apart", apart), ("garbage", garbage),
        ]:
            with checks.step(title):
                walk(checks, place)
        place.stop()
        verified = place.run("verify", "--data", str(place.data))
        checks.that("liuhen verify finds the office right", verified.returncode == 0, verified.stdout[-500:] + verified.stderr)
    checks.close()


if __name__ == "__main__":
    main()
