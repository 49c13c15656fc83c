"""An office from its first morning to the morning after the fire, by the manual to the letter: bare machines with a live
systemd and no network, the archive on a stick, a disk plugged in, a case with a recording, the backup of the night, the
machine destroyed, and the office back on another one by its paper. The loss is what the page had said.

As root: disaster_walk.py ARCHIVE NEWER IMAGE, where NEWER is a package of a later version and IMAGE a folder with a
bare Debian. Every command that is typed here stands so in docs/operations.zh-CN.md."""

import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "Tests" / "Browser"))

import requests  # noqa: E402

import media  # noqa: E402
from backup_walk import finished, told_loss  # noqa: E402
from checks import Checks  # noqa: E402
from machine import Machine  # noqa: E402
from person import Person  # noqa: E402
from setup_walk import NEW, answer, first_password, matter, open_account, wait  # noqa: E402

MANUAL = (ROOT / "docs" / "operations.zh-CN.md").read_text()
BEIJING = 8 * 3600


class Served:
    """The office as a browser at the machine finds it."""

    address = "http://127.0.0.1:8080"

    def __init__(self):
        self.session = requests.Session()
        self.name, self.place = "setup", self

    get = Person.get
    post = Person.post


def say(title):
    print(f"  {title}", flush=True)


def typed(machine, line, answer=""):
    """Types a line of the manual, which must come to its end."""
    assert line in MANUAL, f"the manual does not say: {line}"
    done = machine.shell(line, answer)
    assert done.returncode == 0, f"{line}: {done.stdout}{done.stderr}"
    return done.stdout


def install(checks, machine, archive):
    """The chapter 安装."""
    machine.put(archive, "/opt/")
    opened = machine.shell("tar -xf liuhen-*-amd64.tar && cat liuhen-*/SHA256SUMS | wc -l")
    checks.that("the archive opens", opened.returncode == 0 and "tar -xf liuhen-*-amd64.tar" in MANUAL, opened.stderr)
    refused = machine.shell("cd liuhen-*/ && sh install.sh", "no\n")
    checks.that("an unknown release key is not taken unasked", refused.returncode == 1, refused.stdout)
    done = machine.shell("cd liuhen-*/ && sh install.sh", "yes\n")
    checks.that("it installs without a network", done.returncode == 0 and "完成" in done.stdout, done.stdout + done.stderr)


def plug(machine, disk):
    """The disk for backups: where the manual says, and the service may write to it."""
    device = machine.plug(disk)
    assert device == "/dev/sdb1"
    typed(machine, "mkdir -p /media/backup")
    typed(machine, "mount /dev/sdb1 /media/backup")


def set_up(checks, machine):
    """The chapter 第一天. Gives the groups of the recovery key and the three one-time codes."""
    typed(machine, "systemctl start liuhen")
    deadline = time.monotonic() + 30
    while not (codes := re.findall(r"([0-9]{4}-[0-9]{4}-[0-9]{4})", typed(machine, "journalctl -u liuhen -n 20"))):
        assert time.monotonic() < deadline, "no code in the journal"
        time.sleep(0.3)
    place = Served()
    place.get("/").form(having="code").fill(code=codes[-1]).send(place)
    answer(place, agency="某某区劳动保障监察大队", bureau="某某区人力资源和社会保障局", word="某", level="district",
           origin="liuhen.example.gov.cn")
    page = place.get("/setup/texts").form().set("packs", ["national", "wuhan"]).send(place)
    for step in ("readings", "figures", "holidays", "numbers"):
        assert page.path == f"/setup/{step}", f"{page.path}: {page.problem}"
        page = page.form().send(place)
    shown = page.form().send(place)
    groups = [one.strip() for one in shown.tree.xpath("//ol[@class='key-groups']//code/text()")]
    checks.that("the paper has twelve groups", len(groups) == 12, shown.text[:300])
    page = place.get("/setup/proof").form(having="recovery-key").fill(recovery_key=" ".join(groups)).send(place)
    form = page.form()
    people = {"system-administrator": ("张建", "zhang"), "security-administrator": ("李安", "li"),
              "audit-administrator": ("吴审", "wu")}
    for role, (name, sign_in) in people.items():
        form.set(f"name-{role}", name).set(f"sign-in-{role}", sign_in)
    page = form.send(place)
    refused = page.form().fill(backup_address="/media/backup/liuhen").send(place)
    checks.that("a disk that the service may not write to is told at once",
                refused.status == 422 and "不能写入" in refused.problem, refused.problem)
    typed(machine, "chown liuhen: /media/backup")
    refused.form().fill(backup_address="/media/backup/liuhen").send(place)
    done = place.get("/setup/check").form().send(place, expect=303)
    one_time = done.tree.xpath("//code[@class='one-time']/text()")
    checks.that("the office stands", done.path == "/setup/done" and len(one_time) == 3, done.text[:300])
    place.get("/setup/done").form().send(place)
    wait(place)
    return groups, dict(zip(["zhang", "li", "wu"], one_time))


def record(checks, machine, codes):
    """A case with a recording. Gives the people, the case and the recording."""
    system, security = (first_password(Served(), name, codes[name]) for name in ("zhang", "li"))
    officer = open_account(system, security, "王接待", "wangjd", ["intake-officer", "intake-dept", "officer"])
    received = matter(officer)
    checks.that("a case is recorded", received.path.startswith("/cases/"), received.problem or received.text[:500])
    case = received.path.split("?")[0]
    video = media.recording(40, "2026-11-20T01:00:00Z", "现场")
    upload = officer.upload("现场录像.mp4", video, "video/mp4")
    form = officer.get(f"{case}/materials/new").form(having="name").fill(name="现场录像", pages="1")
    kept = officer.post(form.action, [*form.pairs(), ("upload", upload)])
    checks.that("with a recording", "现场录像" in kept.text, kept.problem or kept.text[:300])
    return system, officer, case, video


def made(system, before):
    """How many backups there are, once there are more than before."""
    deadline = time.monotonic() + 150
    while (count := len(re.findall("备份成功", (page := finished(system)).text))) <= before:
        assert time.monotonic() < deadline, page.text[:900]
        time.sleep(1)
    return count


def night(checks, machine, system):
    """The backup that comes by itself at its hour."""
    before = made(system, 0)
    moment = time.time() + BEIJING + 60 + 5
    form = system.get("/backups/plan").form(having="backup-time")
    form.fill(backup_time=time.strftime("%H:%M", time.gmtime(moment))).send(system, expect=303)
    made(system, before)
    page = finished(system)
    checks.that("the night's backup comes by itself", "正常" in page.text, page.text[:600])
    checks.that("and nothing would be lost then", told_loss(page) <= 1, told_loss(page))


def entries(shell):
    """The entries of the log, and whether all of it is right."""
    done = shell("liuhen verify --data /var/lib/liuhen/office --format json")
    assert done.stdout, done.stderr
    report = json.loads(done.stdout)
    return int(report["facts"]["entries"]), report["ok"], report["findings"]


def come_back(checks, machine, groups, video, case, said, size):
    """The chapter 服务器坏了."""
    machine.shell("mkdir -p /media/key")
    (machine.root / "media/key/recovery.txt").write_text("\n".join(groups).lower() + "\n")
    listed = typed(machine, "liuhen restore --from /media/backup/liuhen --recovery /media/key/recovery.txt")
    checks.that("the backups are listed", "某某区劳动保障监察大队" in listed, listed)
    told = typed(machine, "liuhen restore --from /media/backup/liuhen --to /var/lib/liuhen/office "
                          "--recovery /media/key/recovery.txt")
    print("    " + told.replace("\n", "\n    ").rstrip())
    back, right, findings = entries(machine.shell)
    checks.that("what came back is right", right, findings)
    checks.that("the loss is what the page had said", size - back == said, (size, back, said))
    typed(machine, "systemctl start liuhen")
    place = Served()
    wait(place)
    system, officer = (Person(Served(), name, NEW) for name in ("zhang", "wangjd"))
    page = system.get("/backups")
    checks.that("the page says until when the log reaches", "恢复" in page.text and f"共{back}条" in page.text, page.text[:400])
    checks.that("the case is there", "某建筑公司" in officer.get(case).text)
    digest = hashlib.sha256(video).hexdigest()
    played = officer.session.get(f"{place.address}{case}/blobs/{digest}", timeout=60)
    checks.that("and the recording, byte for byte", played.content == video, played.status_code)
    checks.that("the case of the last day is not", len(set(cases(officer))) == 1, cases(officer))
    again = matter(officer)
    checks.that("it is entered again", again.path.startswith("/cases/"), again.problem)
    typed(machine, "rm /media/key/recovery.txt")
    typed(machine, "chown -R liuhen: /media/backup")
    page = finished(system)
    before = len(re.findall("备份成功", page.text))
    page.form(action="/run").send(system, expect=303)
    made(system, before)
    page = finished(system)
    checks.that("backed up again", "正常" in page.text and told_loss(page) <= 1, page.text[:500])
    status = machine.shell("liuhen status --data /var/lib/liuhen/office")
    print("    " + status.stdout.replace("\n", "\n    ").rstrip())


def newer(checks, machine, package):
    """The chapter 升级, over an office as the first version wrote it."""
    office = "/var/lib/liuhen/office"
    typed(machine, "systemctl stop liuhen")
    machine.put(ROOT / "Tests/OfficeTests/Fixtures/data-folder-1.tar.gz", "/opt/older.tar.gz")
    machine.shell(f"mv {office} {office}.mine && mkdir -m 700 {office} && tar -xzf /opt/older.tar.gz -C {office}"
                  f" && chown -R liuhen: {office}")
    told = machine.shell("liuhen upgrade --data /var/lib/liuhen/office --check")
    checks.that("the version here asks for an upgrade of what an older one wrote", "1" in told.stdout, told.stdout + told.stderr)
    print("    " + told.stdout.strip())
    machine.put(package, "/opt/newer.deb")
    done = machine.shell("dpkg --install --force-confold /opt/newer.deb")
    checks.that("the newer package goes in", done.returncode == 0, done.stderr)
    typed(machine, "systemctl start liuhen")
    wait(Served())
    wang = Person(Served(), "wang")
    checks.that("the old office is open, its cases there", len(set(cases(wang))) >= 1, wang.get("/cases").text[:200])
    checks.that("and takes another", matter(wang).path.startswith("/cases/"))
    _, right, findings = entries(machine.shell)
    checks.that("all of it is right", right, findings)
    told = typed(machine, "liuhen upgrade --data /var/lib/liuhen/office --check")
    print("    " + told.strip())
    after = machine.shell("dpkg --install --force-confold /opt/newer.deb")
    wait(Served())
    checks.that("a package over a running service starts it again", after.returncode == 0 and machine.run(
        "systemctl", "is-active", "liuhen").stdout.strip() == "active", after.stderr)


def cases(person):
    return [link for link in person.get("/cases").links("/cases/") if link.count("/") == 2]


def walk(checks, archive, package, image, folder):
    stick = folder / "disk.img"
    stick.touch()
    subprocess.run(["truncate", "--size=2G", stick], check=True)
    subprocess.run(["mkfs.ext4", "-q", "-F", stick], check=True)
    disk = subprocess.run(["losetup", "--find", "--show", stick], check=True, capture_output=True, text=True).stdout.strip()
    try:
        first = Machine(image, folder / "first")
        with first, first.at():
            say("a bare machine is installed")
            install(checks, first, archive)
            say("the first morning")
            plug(first, disk)
            groups, codes = set_up(checks, first)
            say("a case is recorded")
            system, officer, case, video = record(checks, first, codes)
            say("the night")
            night(checks, first, system)
            say("the last day")
            matter(officer)
            said = told_loss(finished(system))
            checks.that("the page says what would be lost", said > 0, said)
        # What will be destroyed is counted first: the log as it lay there when the power went.
        say("the power goes and comes back")
        size, right, findings = entries(first.dark)
        checks.that("the log of the lost machine is right", right, findings)
        with first, first.at():
            wait(Served())
            checks.that("the service is there again by itself",
                        first.run("systemctl", "is-active", "liuhen").stdout.strip() == "active")
        first.destroy()
        second = Machine(image, folder / "second")
        with second, second.at():
            say("another machine")
            install(checks, second, archive)
            plug(second, disk)
            say("the office comes back by its paper")
            come_back(checks, second, groups, video, case, said, size)
            say("a newer version, over an office of the first")
            newer(checks, second, package)
    finally:
        subprocess.run(["losetup", "--detach", disk], check=False)


def main():
    archive, package, image = (pathlib.Path(one).resolve() for one in sys.argv[1:4])
    checks = Checks()
    with tempfile.TemporaryDirectory(prefix="liuhen-disaster-") as folder:
        with checks.step("the story"):
            walk(checks, archive, package, image, pathlib.Path(folder))
    checks.close()


if __name__ == "__main__":
    main()
