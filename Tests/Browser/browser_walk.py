"""The pages in a real browser: what a person sees, presses and hears of, on a desk and on a phone."""

import os
import pathlib
import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import media
from checks import Checks
from main_job import MainJob
from office import PASSWORD, DemoOffice

CHROMIUM = os.environ.get("LIUHEN_CHROMIUM", "/usr/bin/chromium")
# Where pictures of the pages go; none are made without it.
PICTURES = os.environ.get("LIUHEN_PICTURES")

# Keeps every word that the progress of an upload shows, across the page that follows.
WATCH_PROGRESS = """
new MutationObserver(() => {
  const words = document.querySelector(".progress p");
  if (words && words.textContent) {
    sessionStorage.setItem("progress", (sessionStorage.getItem("progress") || "") + words.textContent + "\\n");
  }
}).observe(document, { childList: true, subtree: true, characterData: true });
"""


# Cells of lists that a phone shows without their heading.
UNLABELLED = """[...document.querySelectorAll('table.list:not(.log, .capture, .platform) td:not([data-label])')]
    .filter((cell) => cell.textContent.trim()).map((cell) => cell.textContent.trim().slice(0, 40))"""


class Desk:
    """One person at one browser."""

    def __init__(self, browser, place, checks, name, width=1440, height=900, phone=False):
        self.place = place
        self.checks = checks
        self.name = name
        self.width = width
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, is_mobile=phone, has_touch=phone, locale="zh-CN",
            timezone_id="Asia/Shanghai", device_scale_factor=1)
        self.context.add_init_script(WATCH_PROGRESS)
        self.page = self.context.new_page()
        self.errors = []
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.set_default_timeout(15_000)

    def sign_in(self):
        self.page.goto(self.place.address + "/")
        self.page.get_by_label("用户名").fill(self.name)
        self.page.get_by_label("口令").fill(PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(self.place.address + "/")
        return self

    def open(self, path):
        self.page.goto(self.place.address + path)
        return self.page

    @property
    def heading(self):
        return self.page.locator("h1").inner_text()

    def picture(self, name, whole=False):
        if PICTURES:
            folder = pathlib.Path(PICTURES)
            folder.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=str(folder / f"{name}.png"), full_page=whole)

    def close(self):
        self.checks.that(f"nothing went wrong in the console of {self.name} at {self.width} px", self.errors == [], self.errors)
        self.context.close()


def wait_until(page, expression):
    """Waits until the page's own state is so. The pages let no text be run as script, so that it is asked from outside."""
    for _ in range(150):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never came true: {expression}")


def desk(checks, browser, job):
    """The desk's heading is the answer, and a due time opens its counting."""
    own = Desk(browser, job.place, checks, "wang")
    own.sign_in()
    checks.that("the desk's heading says what must be done", re.search(r"\d|没有", own.heading), own.heading)
    own.picture("01-desk")
    opened = own.page.locator(".desk details", has_text="WH-11.2").first
    counting = opened.locator("table").first
    checks.that("the counting is folded at first", not counting.is_visible())
    opened.locator("summary").first.click()
    days = opened.locator("details summary", has_text="逐日")
    if days.count():
        days.first.click()
    counting.wait_for(state="visible")
    words = re.sub(r"\s+", "", opened.inner_text())
    checks.that("the counting names the article", "第十一条第一款" in words, words[:300])
    checks.that("the counting names the holiday and its notice", "中秋节" in words and "国办发明电" in words, words[:600])
    own.picture("02-counting")
    return own


def filing(checks, own, job):
    """A form is filled in and submitted with mouse and keyboard."""
    page = own.open(job.path)
    checks.that("the case's page names the case", "武汉江筑劳务分包有限公司" in own.heading, own.heading)
    own.picture("03-case", whole=True)
    page.get_by_role("link", name="制作《劳动保障监察立案审批表》").first.click()
    page.get_by_label("案情简介").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("已核对工资结算单。")
    page.locator(".saved", has_text="草稿已自动保存").wait_for()
    checks.that("the draft saved itself", True)
    own.picture("04-form")
    with page.expect_popup() as preview:
        page.get_by_role("button", name="预览 PDF").click()
    checks.that("the preview opens beside", preview.value is not None)
    preview.value.close()
    button = page.get_by_role("button", name="提交", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("done=submitted"))
    text = page.locator("main").inner_text()
    checks.that("the form is submitted with what was typed", "已提交" in text and "已核对工资结算单" in text, text[:600])
    job.forms["filing-approval-form"] = re.search(r"/forms/([^/?]+)", page.url).group(1)


def phone(checks, browser, job):
    """The head approves on a phone, with one thumb."""
    head = Desk(browser, job.place, checks, "zhou", 360, 740, phone=True)
    head.sign_in()
    head.picture("05-phone-desk")
    page = head.page
    page.get_by_role("link", name="审批", exact=True).tap()
    checks.that("the paper that waits is the first thing", "劳动保障监察立案审批表" in head.heading, head.heading)
    button = page.get_by_role("button", name="同意", exact=True)
    page.get_by_label("意见").tap()
    page.keyboard.type("同意立案。")
    box = button.bounding_box()
    checks.that("the button is large enough for a thumb", box["height"] >= 44 and box["width"] >= 44, box)
    no_overflow(checks, head, "/approvals")
    head.picture("06-phone-approval")
    button.tap()
    page.wait_for_url(re.compile("done=decided"))
    checks.that("nothing waits any more", "没有" in head.heading, head.heading)
    head.close()


def recording(checks, own, job, act):
    """A recording is uploaded through the page's own field, and played."""
    content = media.recording(19 * 60, "2026-10-13T14:21:00+08:00", "bwc-2")
    path = job.place.folder / "执法记录仪-2.mp4"
    path.write_bytes(content)
    page = own.open(f"{job.path}/recordings/new?act={act}")
    page.get_by_label("音像文件").set_input_files(str(path))
    page.get_by_label("记录设备编号").fill("WH-BWC-001")
    page.get_by_role("button", name="上传并归入").last.click()
    page.wait_for_url(re.compile(r"/recordings/(?!new)[^/]+$"))
    shown = page.evaluate("sessionStorage.getItem('progress')") or ""
    checks.that("the progress of the upload was shown", "已上传" in shown and "MB" in shown, shown)
    checks.that("the whole was uploaded", re.search(r"已上传 ([\d.]+) MB / \1 MB", shown), shown)
    wait_until(page, "document.getElementById('player').readyState >= 1")
    length = page.evaluate("document.getElementById('player').duration")
    checks.that("the player knows the length", abs(length - 19 * 60) < 3, length)
    page.evaluate("() => { const player = document.getElementById('player'); player.muted = true; player.currentTime = 900; }")
    wait_until(page, "!document.getElementById('player').seeking && document.getElementById('player').readyState >= 2")
    page.evaluate("document.getElementById('player').play()")
    wait_until(page, "document.getElementById('player').currentTime > 900.7")
    checks.that("the video plays on from where was sought", True)
    clock = page.locator(".clock").inner_text()
    checks.that("the clock shows the time of what is seen", "14:36:0" in clock, clock)
    drawn = page.evaluate(
        """() => { const player = document.getElementById('player'); const canvas = document.createElement('canvas');
        canvas.width = 16; canvas.height = 12; const pen = canvas.getContext('2d'); pen.drawImage(player, 0, 0, 16, 12);
        return new Set(pen.getImageData(0, 0, 16, 12).data).size; }""")
    checks.that("a picture is seen", drawn > 10, drawn)
    page.evaluate("document.getElementById('player').pause()")
    own.picture("07-player")
    page.get_by_role("link", name="音像", exact=True).first.click()
    own.picture("08-recordings")
    text = page.locator("main").inner_text()
    checks.that("the gap between both recordings is told", "14:18" in text and "14:21" in text, text[:800])


def no_overflow(checks, own, path):
    wide = own.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    checks.that(f"{path} is not wider than {own.width} px", wide[0] <= wide[1], wide)


def pages(job):
    """The main pages, each with the person who lives in it."""
    form = job.forms["investigation-conclusion-report"]
    return [
        ("li", "/"), ("li", "/cases"), ("li", job.path), ("li", f"{job.path}?tab=forms"), ("li", f"{job.path}?tab=evidence"),
        ("li", f"{job.path}?tab=acts"), ("li", f"{job.path}?tab=services"), ("li", f"{job.path}?tab=approvals"),
        ("li", f"{job.path}?tab=log"), ("li", f"{job.path}/recordings"), ("li", f"{job.path}/recordings/{job.recordings[0]}"),
        ("li", f"{job.path}/recordings/new"), ("li", f"{job.path}/volume"), ("li", f"{job.path}/forms/{form}"),
        ("li", f"{job.path}/forms/new?kind=rectification-order"), ("li", f"{job.path}/services/new"),
        ("li", f"{job.path}/acts/new"), ("li", f"{job.path}/enter/gap-explained"), ("li", f"{job.path}/materials/new"),
        ("wang", "/matters/new"), ("wang", "/matters/new?source=complaint"), ("wang", "/matters/new?source=report"),
        ("zhou", "/approvals"), ("zhou", f"{job.path}/lead"), ("li", f"{job.path}/enter"), ("li", f"{job.path}/join"),
        ("li", "/books/agency"), ("li", "/books/agency/enter/training-held"), ("zhou", "/supervision"), ("zheng", "/archive"),
        ("zheng", "/office/imports"), ("li", "/draws"), ("li", "/routine"), ("li", "/rules"), ("li", "/integrity"), ("li", "/demo/clock"),
    ]


def accessibility(checks, browser, job, width, phone):
    axe = Axe()
    desks = {}
    nobody = Desk(browser, job.place, checks, "nobody", width, 800, phone)
    nobody.open("/sign-in")
    for name, path, own in [("nobody", "/sign-in", nobody), *[(name, path, None) for name, path in pages(job)]]:
        if own is None:
            if name not in desks:
                desks[name] = Desk(browser, job.place, checks, name, width, 800, phone).sign_in()
            own = desks[name]
            own.open(path)
            own.page.evaluate("document.querySelectorAll('main details').forEach((closed) => { closed.open = true; })")
        found = axe.run(own.page).response["violations"]
        serious = [
            (one["id"], one["nodes"][0]["html"][:160], one["nodes"][0].get("failureSummary", "")[:300])
            for one in found if one["impact"] in ("serious", "critical")
        ]
        shown = path.replace(job.id, "CASE")
        checks.that(f"axe finds nothing serious on {shown} at {width} px", serious == [], serious)
        no_overflow(checks, own, shown)
        focus = own.page.evaluate("document.querySelectorAll('h1').length")
        checks.that(f"{shown} has one heading", focus == 1, focus)
        if phone:
            # On a phone the headings of a table are gone: each cell says what it is.
            bare = own.page.evaluate(UNLABELLED)
            checks.that(f"every cell of {shown} says what it is at {width} px", bare == [], bare[:3])
    for own in [nobody, *desks.values()]:
        own.close()


def wide_screen(checks, browser, job):
    """On a wide screen the frame stands above the content, and what is asked of a field is said with it."""
    own = Desk(browser, job.place, checks, "li", 1920, 1080).sign_in()
    for path in ("/", "/cases", "/books/agency", job.path):
        page = own.open(path)
        left = [page.locator(one).bounding_box()["x"] for one in (".brand", "h1", ".foot span >> nth=0")]
        checks.that(f"{path.replace(job.id, 'CASE')} stands in one line with its frame", max(left) - min(left) < 1, left)
        no_overflow(checks, own, path.replace(job.id, "CASE"))
    page = own.open("/books/agency/enter/training-held")
    page.locator("main form button").last.click()
    wrong = page.locator("[aria-invalid=true]").first
    said = [page.locator(f"#{one}").inner_text() for one in wrong.get_attribute("aria-describedby").split()]
    checks.that("what is wrong is said with its field", any("请填写" in one for one in said), said)
    checks.that("what is wrong has the focus first", page.evaluate("document.activeElement.closest('#problem') !== null"))
    # The refusal itself is no fault.
    own.errors = [one for one in own.errors if "422" not in one]
    own.close()


def refusal(checks, browser, job):
    """A refusal helps: the article, what would make it possible, a link that begins it."""
    own = Desk(browser, job.place, checks, "li")
    own.sign_in()
    page = own.open(job.path)
    closed = page.locator("details.off").first
    if closed.count():
        closed.locator("summary").click()
        own.picture("09-not-yet")
        words = closed.inner_text()
        checks.that("an act that is not possible yet says why", "第" in words and "条" in words, words)
    own.close()


def main():
    checks = Checks()
    with DemoOffice() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"])
        job = MainJob(place)
        with checks.step("a case to look at"):
            job.clock("2026-09-21T09:10")
            job.receive()
            job.take_material()
            job.register()
            job.clock("2026-09-22T10:00")
            job.accept()
            job.clock("2026-09-28T15:00")
        with checks.step("the desk and a counting"):
            own = desk(checks, browser, job)
        with checks.step("a form with mouse and keyboard"):
            filing(checks, own, job)
            own.close()
        with checks.step("approval on a phone"):
            phone(checks, browser, job)
        with checks.step("on to the inspection"):
            job.number()
            job.hand_over(job.wang, "case", "intake-dept", "handling-dept")
            job.clock("2026-10-13T13:00")
            job.assign()
            job.judge_triggers()
            job.clock("2026-10-13T16:30")
            act = job.inspect()
            job.film(act, "bwc-1", 18, "2026-10-13T14:00:00+08:00")
        with checks.step("a recording, uploaded and played"):
            officer = Desk(browser, place, checks, "li").sign_in()
            recording(checks, officer, job, act)
            officer.close()
        with checks.step("what is not possible yet"):
            refusal(checks, browser, job)
        with checks.step("on to the order"):
            job.explain_gap(act)
            job.clock("2026-10-19T09:00")
            job.conclude()
            job.order()
        with checks.step("a wide screen"):
            wide_screen(checks, browser, job)
        with checks.step("the main pages at 1440 px"):
            accessibility(checks, browser, job, 1440, phone=False)
        with checks.step("the main pages at 360 px"):
            accessibility(checks, browser, job, 360, phone=True)
        browser.close()
    checks.close()


if __name__ == "__main__":
    main()
