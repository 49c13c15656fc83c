"""Every procedure of every pack over HTTP: a case told as a story (`stories/`), from the matter to its volume, in a demo
office of the pack.

    procedures_walk.py [PACK[-PROCEDURE] …]    only these
"""

import concurrent.futures
import json
import pathlib
import re
import sys
import time
import traceback

from checks import Checks
from office import DemoOffice
from person import Person
from story import Refused, Story

STORIES = pathlib.Path(__file__).resolve().parent / "stories"


def left_undone(story):
    """What the rules still ask of the story's case, or were given too late, and the story did not intend."""
    answer = story.person(story.told["lead"]).get(f"/api{story.path}/obligations").response.json()
    expected = set(story.told.get("left", []))
    return [
        f"{one['rule']} {one['state']}" for one in answer
        if one["confirmed"] and one["force"] != "advice" and one["state"] not in ("met", "void")
        and one["rule"] not in expected]


def take_out(checks, place, story):
    """The volume is exported and checked with the office's public key."""
    made = place.run("export", story.id, "--data", str(place.data), "--to", str(place.folder / story.name))
    if not checks.that(f"{story.name}: the volume is exported", made.returncode == 0, made.stdout + made.stderr):
        return
    bag = next((place.folder / story.name).iterdir())
    key = place.folder / "office.vkey"
    if not key.exists():
        key.write_text(place.run("keys", "public", "--data", str(place.data)).stdout)
    verified = place.run("verify", str(bag), "--key", str(key), "--format", "json")
    checks.that(f"{story.name}: liuhen verify finds the volume intact", verified.returncode == 0, verified.stdout[-800:])
    laid_down = [step[3]["class"] for step in story.told["steps"] if step[1:3] == ["enter", "retention-class-set"]]
    for period in laid_down:
        cover = (bag / "data" / "index.html").read_text()
        checks.that(f"{story.name}: the volume says how long it is kept", period in cover, cover[:1500])
    told = place.run("obligations", story.id, "--data", str(place.data), "--format", "json")
    states = {
        one["rule"] for one in json.loads(told.stdout)
        if one["confirmed"] and one["state"] == "overdue" and one["force"] != "advice"}
    checks.that(
        f"{story.name}: the command line finds nothing overdue", states <= set(story.told.get("left", [])), states)


# What an officer cannot read: the id of a form, an act or a case, and the names that packs and platforms give to things.
CODED = re.compile(r"[0-9a-f]{12,}|《[a-z-]+》|：[a-z]+(?:-[a-z]+)+")


def reads_plainly(checks, story):
    """Every page of the case speaks Chinese, whatever was entered."""
    reader = story.person(story.told["lead"])
    for tab in ("", "?tab=forms", "?tab=acts", "?tab=services", "?tab=approvals", "?tab=duties", "/volume", "/recordings"):
        page = reader.get(story.path + tab)
        shown = page.tree.xpath("//main")[0].text_content()
        coded = [shown[max(0, one.start() - 20):one.end()] for one in CODED.finditer(shown)]
        checks.that(f"{story.name}: {tab or 'the case'} shows no codes", coded == [], coded[:3])


def alarms_nobody(checks, story):
    """In a case in which nothing that binds is left, nothing is called overdue."""
    if not story.told.get("left"):
        page = story.person(story.told["lead"]).get(story.path)
        late = page.tree.xpath('//*[contains(concat(" ", @class, " "), " ask ") and contains(@class, "overdue")]')
        checks.that(f"{story.name}: nothing is called overdue", late == [], [one.text_content()[:80] for one in late])


def finish(checks, place, story):
    """What must hold of a case whose story was played to its end."""
    checks.that(f"{story.name}: a forbidden step was tried", story.refusals > 0)
    undone = left_undone(story)
    checks.that(f"{story.name}: nothing that binds is left to do", undone == [], undone)
    reads_plainly(checks, story)
    alarms_nobody(checks, story)
    take_out(checks, place, story)


def walk(pack, paths, checks):
    """Plays the stories of one pack in an office of its own, side by side in the order of time: its clock only goes on."""
    start = time.monotonic()
    with DemoOffice(pack=pack) as place:
        people = {"admin": Person(place, "admin")}
        waiting = [Story(place, path, people) for path in paths]
        played = []
        while waiting:
            story = min(waiting, key=lambda one: one.next_at)
            try:
                story.play()
                if story.next_at is not None:
                    continue
                finish(checks, place, story)
                played.append(story.id)
            except Refused as refusal:
                checks.that(f"{story.name} runs to its end", False, refusal)
            except Exception:
                checks.that(f"{story.name} runs to its end", False, traceback.format_exc()[-1400:])
            waiting.remove(story)
        listed = place.run("cases", "list", "--data", str(place.data))
        checks.that(
            f"{pack}: every case is listed", all(case[:8] in listed.stdout for case in played), listed.stdout[:600])
        checks.that(f"{pack}: every story was played", len(played) == len(paths), f"{len(played)} of {len(paths)}")
        print(f"  {pack}: {len(played)} stories ({time.monotonic() - start:.1f} s)", flush=True)


def main(wanted, folder=STORIES):
    checks = Checks()
    packs = {}
    for path in sorted(folder.glob("*.json")):
        pack = path.stem.split("-", 1)[0]
        if not wanted or path.stem in wanted or pack in wanted:
            packs.setdefault(pack, []).append(path)
    # The longest first, so that two walks end at about the same time.
    order = sorted(packs, key=lambda pack: -len(packs[pack]))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(walk, pack, packs[pack], checks) for pack in order]:
            done.result()
    checks.close()


if __name__ == "__main__":
    main(sys.argv[1:])
