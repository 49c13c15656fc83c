"""An office on a disk that fills up: what does not fit is refused and said to be, nothing that was typed or acknowledged
is lost, and when there is room again the same act goes through.

The disk is a small file system in memory, which only this program sees."""

import sys
import tempfile

import small_disk
from checks import Checks
from kill_walk import Writers
from office import DemoOffice
from person import Person


def main(disk):
    checks = Checks()
    small_disk.mount("48m", disk)
    tempfile.tempdir = str(disk)
    with DemoOffice() as place:
        wang = Person(place, "wang")
        writers = Writers(wang)
        case = writers.cases[0]
        with checks.step("acts until nothing fits"):
            for _ in range(3):
                writers.take(wang.session, case)
            page = wang.get(f"{case}/materials/new")
            form = page.form(having="pages").fill(name="磁盘满时收到的材料", pages=3)
            small_disk.fill(disk, 0)
            refused = None
            for _ in range(400):
                try:
                    writers.take(wang.session, case)
                except AssertionError as answer:
                    refused = str(answer)
                    break
            checks.that("an act that does not fit is refused", refused is not None)
            checks.that("as a failure of the office, not of the person", ": 507 " in (refused or "") or ": 503 " in (refused or ""), refused)
            entered = form.send(wang)
            checks.that("a typed form is refused too", entered.status in (503, 507), entered.status)
            checks.that("what was typed stands in the page", "磁盘满时收到的材料" in entered.body, entered.text[:600])
            shown = wang.get(case, expect=None)
            checks.that("pages are shown still, or say why not", shown.status in (200, 503, 507), shown.status)
            begun = wang.begin_upload("现场.mp4", 4 << 20, "video/mp4")
            checks.that("an upload that does not fit is refused", begun.status_code in (201, 503, 507), begun.status_code)
            if begun.status_code == 201:
                sent = wang.send_chunk(begun.headers["Location"], 0, b"\1" * (4 << 20))
                checks.that("or its bytes are", sent.status_code in (503, 507), sent.status_code)
            checks.that("nothing that was acknowledged is lost", place.run("verify", "--data", str(place.data)).returncode == 0)
        with checks.step("room again"):
            (disk / "filler").unlink()
            again = entered.form(having="pages").send(wang) if entered.status in (503, 507) else None
            checks.that("the same act goes through", again is not None and again.status == 200, again and again.text[:600])
            evidence = wang.get(f"{case}?tab=evidence")
            checks.that("once", evidence.body.count("磁盘满时收到的材料") >= 1)
            writers.take(wang.session, case)
        with checks.step("the office after it all"):
            place.stop()
            verified = place.run("verify", "--data", str(place.data))
            checks.that("it verifies", verified.returncode == 0, verified.stdout)
            place.start()
            checks.that("it can be acted in", writers.take(wang.session, case) == case)
    checks.close()


if __name__ == "__main__":
    folder = small_disk.folder()
    sys.exit(main(folder) if folder else small_disk.walk_again(__file__))
