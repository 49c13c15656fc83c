"""Whatever is changed in a ledger, a vault, a checkpoint or an exported volume is found and placed, or changes nothing
that is read. The changes are made at random places; the seed is printed."""

import concurrent.futures
import contextlib
import hashlib
import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import tempfile

import wrong_values
from checks import Checks
from forgery import reseal, sign_note
from kill_walk import Writers
from office import BINARY, DemoOffice
from person import Person

FLIPS = int(os.environ.get("LIUHEN_FLIPS", "200"))
SEED = int(os.environ.get("LIUHEN_SEED", random.randrange(1 << 32)))
HANDS = 2


def judged(*arguments):
    """The report of `liuhen verify` and its exit status. A crash is neither 0 nor 1."""
    run = subprocess.run(
        [BINARY, "verify", *map(str, arguments), "--format", "json"], capture_output=True, text=True, timeout=300,
        check=False)
    try:
        return run.returncode, json.loads(run.stdout)["findings"]
    except ValueError:
        return run.returncode, [run.stdout + run.stderr]


def is_found(status, findings):
    """Whether something was found, and each finding says where."""
    return status == 1 and findings and all(isinstance(one, dict) and one["where"] and one["what"] for one in findings)


def flip(path, place, bit):
    """Turns one bit over; done twice, nothing has happened."""
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1 << bit]))


def values(database):
    """Everything that a reader of the database gets; None where it cannot be read.

    How often a writer has started is a number that the next one counts on from, whatever it is: no part of the record.
    """
    try:
        connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'writer'")]
        read = {name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2').fetchall() for name in tables}
        connection.close()
        return read
    except (sqlite3.DatabaseError, UnicodeDecodeError, IndexError):
        return None


def in_parallel(work, folders, tasks):
    """Does tasks with a folder each at a time; gives their answers."""
    def share(number):
        return [work(folders[number], task) for task in tasks[number::HANDS]]

    with concurrent.futures.ThreadPoolExecutor(HANDS) as pool:
        return [one for answers in pool.map(share, range(HANDS)) for one in answers]


def random_flips(dice, files, count):
    """Random places in files, each file as often as any other."""
    chosen = [dice.choice(files) for _ in range(count)]
    return [(file, dice.randrange(size), dice.randrange(8)) for file, size in chosen]


def grown():
    """An office with a few cases and scans, and a copy of its database from before the last of them."""
    place = DemoOffice()
    place.start()
    writers = Writers(Person(place, "wang"))
    for case in writers.cases:
        writers.take(writers.wang.session, case)
    place.stop()
    settle(place)
    older = place.folder / "older.db"
    shutil.copy(place.data / "ledger" / "ledger.db", older)
    place.start()
    for _ in range(4):
        writers.take(writers.wang.session, writers.cases[0])
    place.stop()
    settle(place)
    return place, older


def settle(place):
    """Merges what SQLite keeps beside its database until the last reader has gone: all entries lie in one file then."""
    with contextlib.closing(sqlite3.connect(place.data / "ledger" / "ledger.db")) as database:
        busy, _, _ = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        assert not busy


def in_database(checks, dice, data, folders):
    whole = values(data / "ledger" / "ledger.db")
    content = (data / "ledger" / "ledger.db").read_bytes()
    # Three in four where something is written; the others anywhere, free pages included.
    written = [place for place, byte in enumerate(content) if byte != 0]
    places = [dice.choice(written) if index % 4 else dice.randrange(len(content)) for index in range(FLIPS)]
    copies = [folder / "office" for folder in folders]

    def one(copy, task):
        place, bit = task
        database = copy / "ledger" / "ledger.db"
        flip(database, place, bit)
        status, findings = judged("--data", copy)
        unseen = status == 0 and values(database) != whole
        crashed = status not in (0, 1) or (status == 1 and not is_found(status, findings))
        flip(database, place, bit)
        return (place, bit, status, findings) if unseen or crashed else status

    answers = in_parallel(one, copies, [(place, dice.randrange(8)) for place in places])
    wrong = [one for one in answers if not isinstance(one, int)]
    checks.that(f"each of {FLIPS} flips in the database is found or changes nothing", wrong == [], wrong[:3])
    found = sum(one == 1 for one in answers if isinstance(one, int))
    checks.that("most flips are found", found > FLIPS // 2, found)
    print(f"  {found} of {FLIPS} flips in the database found, the others in places that nothing reads")
    for copy in copies:
        checks.that("the copy is whole again", judged("--data", copy) == (0, []), judged("--data", copy))


def in_columns(checks, dice, data, folders):
    """A value that cannot be, in some row of each column of each table."""
    whole = values(data / "ledger" / "ledger.db")
    copies = [folder / "office" for folder in folders]

    def one(copy, task):
        (table, column), value, row = task
        database = copy / "ledger" / "ledger.db"
        content = database.read_bytes()
        wrong_values.put(database, table, column, value, row)
        changed = values(database) != whole
        status, findings = judged("--data", copy)
        database.write_bytes(content)
        is_right = is_found(status, findings) or not changed and (status, findings) == (0, [])
        return changed if is_right else (table, column, value, row, status, findings)

    tasks = [
        (column, value, dice.randrange(1 << 16))
        for column in wrong_values.columns(data / "ledger" / "ledger.db") for value in wrong_values.VALUES]
    answers = in_parallel(one, copies, tasks)
    wrong = [answer for answer in answers if not isinstance(answer, bool)]
    checks.that(f"each of {len(tasks)} values that cannot be is found", wrong == [], wrong[:3])
    checks.that("most of them can be put there", sum(answer is True for answer in answers) > len(tasks) // 2, answers)
    for copy in copies:
        checks.that("the copy is whole again", judged("--data", copy) == (0, []), judged("--data", copy))


def in_files(checks, dice, data, folders):
    """Flips, cuts and losses of blobs and of the checkpoint outside the database."""
    blobs = [path.relative_to(data) for path in (data / "blobs").rglob("*") if path.is_file()]
    outside = pathlib.Path("ledger/checkpoints/latest")

    def one(copy, task):
        name, place, bit = task
        flip(copy / "office" / name, place, bit)
        status, findings = judged("--data", copy / "office")
        flip(copy / "office" / name, place, bit)
        return None if is_found(status, findings) else (str(name), place, bit, status, findings)

    sized = [(name, (data / name).stat().st_size) for name in blobs]
    tasks = random_flips(dice, sized, FLIPS // 4)
    tasks += random_flips(dice, [(outside, (data / outside).stat().st_size)], FLIPS // 8)
    wrong = [answer for answer in in_parallel(one, folders, tasks) if answer]
    checks.that(f"each of {len(tasks)} flips in blobs and the outside checkpoint is found", wrong == [], wrong[:3])

    def lost(copy, task):
        name, keep = task
        path = copy / "office" / name
        content, mode = path.read_bytes(), path.stat().st_mode
        if keep is None:
            path.unlink()
        else:
            path.write_bytes(content[:int(len(content) * keep)])
        status, findings = judged("--data", copy / "office")
        path.write_bytes(content)
        path.chmod(mode)
        return None if is_found(status, findings) else (str(name), keep, status, findings)

    names = [*dice.sample(blobs, 2), outside, pathlib.Path("ledger/ledger.db"), pathlib.Path("office.json"),
             pathlib.Path("keys/log-signing.key"), pathlib.Path("keys/log-parts.key"), pathlib.Path("keys/vault.age-key"),
             pathlib.Path("keys/blob-names.key")]
    tasks = [(name, keep) for name in names for keep in (None, 0.0, 0.5, 0.99)]
    # A recipient's or a key's file is a line of text: without its line end it says the same.
    tasks = [(name, keep) for name, keep in tasks if keep != 0.99 or name.parts[0] not in ("keys", "office.json")]
    wrong = [answer for answer in in_parallel(lost, folders, tasks) if answer]
    checks.that("each file that is cut, empty or gone is found", wrong == [], wrong[:3])


def unreadable(checks, older, folder):
    """Files that are no files of ours, and an older copy of the database put back."""
    copy = folder / "office"
    database = copy / "ledger" / "ledger.db"
    content = database.read_bytes()
    for what, text in [("text", b"not a database\n" * 400), ("noise", random.Random(1).randbytes(len(content)))]:
        database.write_bytes(text)
        checks.that(f"a database of {what} is found", is_found(*judged("--data", copy)), judged("--data", copy))
    database.unlink()
    database.mkdir()
    checks.that("a folder for a database is found", is_found(*judged("--data", copy)), judged("--data", copy))
    database.rmdir()
    database.write_bytes(content)
    information = copy / "office.json"
    written = information.read_text()
    information.write_text(written.replace("武汉市劳动保障监察支队", "武汉市劳动保障监察大队"))
    checks.that("another name of the agency is found", is_found(*judged("--data", copy)), judged("--data", copy))
    information.write_text(written)
    shutil.copy(older, database)
    status, findings = judged("--data", copy)
    checks.that("an older database behind the newer checkpoint is found", is_found(status, findings), findings)
    checks.that(
        "the finding names the outside checkpoint",
        any("latest" in one["where"] for one in findings if isinstance(one, dict)), findings)
    served = subprocess.run(
        [BINARY, "serve", "--data", str(copy), "--port", "1"], capture_output=True, text=True, timeout=60, check=False)
    checks.that("a log that is behind is not written to", served.returncode == 2 and "behind" in served.stderr, served.stderr)
    database.write_bytes(content)
    checks.that("the copy is whole again", judged("--data", copy) == (0, []), judged("--data", copy))


def in_volume(checks, dice, bag, key, folders):
    files = [(path.relative_to(bag), path.stat().st_size) for path in bag.rglob("*") if path.is_file()]

    def one(folder, task):
        name, place, bit = task
        flip(folder / "volume" / name, place, bit)
        status, findings = judged(folder / "volume", "--key", key)
        flip(folder / "volume" / name, place, bit)
        return None if is_found(status, findings) else (str(name), place, bit, status, findings)

    tasks = random_flips(dice, files, FLIPS // 2)
    for name in ("data/checkpoint", "data/volume.json", "bagit.txt", "bag-info.txt", "manifest-sha256.txt"):
        tasks += random_flips(dice, [(pathlib.Path(name), (bag / name).stat().st_size)], 4)
    wrong = [answer for answer in in_parallel(one, folders, tasks) if answer]
    checks.that(f"each of {len(tasks)} flips in the volume is found", wrong == [], wrong[:3])
    for folder in folders:
        checks.that("the volume is whole again", judged(folder / "volume", "--key", key) == (0, []))


def forged(checks, dice, bag, key, folder, stranger):
    """Volumes that were changed with every manifest made to fit, and bags that are no proper bags."""
    def attempt(what, change, resealed=True):
        copy = folder / "forged"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(bag, copy)
        change(copy)
        if resealed:
            reseal(copy)
        status, findings = judged(copy, "--key", key)
        checks.that(what, is_found(status, findings), (status, findings))

    def without_entry(copy):
        chosen = dice.choice(sorted((copy / "data/entries").glob("*.envelope.json"))).name.split(".")[0]
        (copy / f"data/entries/{chosen}.envelope.json").unlink()
        (copy / f"data/entries/{chosen}.tlog-proof").unlink()
        shutil.rmtree(copy / f"data/entries/{chosen}.parts", ignore_errors=True)

    def without_last_entry(copy):
        chosen = sorted((copy / "data/entries").glob("*.envelope.json"))[-1].name.split(".")[0]
        (copy / f"data/entries/{chosen}.envelope.json").unlink()
        (copy / f"data/entries/{chosen}.tlog-proof").unlink()
        shutil.rmtree(copy / f"data/entries/{chosen}.parts", ignore_errors=True)

    def other_form(copy):
        papers = sorted((copy / "data/正卷").glob("*.pdf"))
        first, second = dice.sample(papers, 2)
        while first.read_bytes() == second.read_bytes():
            first, second = dice.sample(papers, 2)
        shutil.copy(second, first)

    def other_form_listed(copy):
        other_form(copy)
        listing = copy / "data/volume.json"
        read = json.loads(listing.read_text())
        for file in read["files"]:
            path = copy / file["path"]
            file["bytes"] = path.stat().st_size
            file["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
        listing.write_text(json.dumps(read, ensure_ascii=False, indent=2))

    def other_part(copy):
        part = dice.choice(sorted((copy / "data/entries").glob("*.parts/open.json")))
        text = part.read_text()
        place = next(index for index in range(len(text) - 1, 0, -1) if text[index].isalpha())
        part.write_text(text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1:])

    def other_checkpoint(copy):
        note = (copy / "data/checkpoint").read_text()
        other = sign_note(note.split("\n\n")[0] + "\n", *stranger)
        for path in [copy / "data/checkpoint", *(copy / "data/entries").glob("*.tlog-proof")]:
            path.write_text(path.read_text().replace(note, other))

    def other_size(copy):
        note = (copy / "data/checkpoint").read_text()
        lines = note.split("\n")
        (copy / "data/checkpoint").write_text(note.replace(lines[1], str(int(lines[1]) + 1), 1))

    def climbing(copy):
        (copy.parent / "outside.txt").write_text("outside\n")
        manifest = copy / "manifest-sha256.txt"
        digest = hashlib.sha256(b"outside\n").hexdigest()
        manifest.write_text(manifest.read_text() + f"{digest}  data/../../outside.txt\n")

    def linked(copy):
        target = next((copy / "data/正卷").glob("*.pdf"))
        outside = copy.parent / "outside.pdf"
        shutil.copy(target, outside)
        target.unlink()
        target.symlink_to(outside)

    attempt("an entry that was left out is found", without_entry)
    attempt("a last entry that was left out is found", without_last_entry)
    attempt("a form in the place of another is found", other_form)
    attempt("a form in the place of another, and in the listing, is found", other_form_listed)
    attempt("a changed part of an entry is found", other_part)
    attempt("a checkpoint signed by another key is found", other_checkpoint)
    attempt("a checkpoint of another size is found", other_size)
    attempt("a path that leaves the bag is found", climbing, resealed=False)
    attempt("a link out of the bag is found", linked, resealed=False)
    attempt("a missing file is found", lambda copy: next((copy / "data/副卷").glob("*.pdf")).unlink(), resealed=False)
    attempt("an extra file is found", lambda copy: (copy / "data/extra.pdf").write_bytes(b"%PDF"), resealed=False)
    attempt("an extra file in every manifest is found", lambda copy: (copy / "data/正卷/extra.pdf").write_bytes(b"%PDF"))
    attempt("a missing checkpoint is found", lambda copy: (copy / "data/checkpoint").unlink())
    attempt("missing manifests are found", lambda copy: (copy / "manifest-sha256.txt").unlink(), resealed=False)
    attempt("a bag without its declaration is found", lambda copy: (copy / "bagit.txt").unlink(), resealed=False)
    other_key = folder / "other.key"
    other_key.write_text(stranger[1])
    checks.that("the volume does not verify with another office's key", is_found(*judged(bag, "--key", other_key)))
    status, findings = judged(folder, "--key", key)
    checks.that("a folder that is no bag is found", is_found(status, findings), (status, findings))


def main():
    checks = Checks()
    dice = random.Random(SEED)
    print(f"  seed {SEED}")
    with tempfile.TemporaryDirectory(prefix="liuhen-tamper-") as kept:
        folders = [pathlib.Path(kept) / f"hand-{number}" for number in range(HANDS)]
        office = DemoOffice(empty=False)
        data = office.data
        public = office.folder / "office.pub"
        with checks.step("a demo office with cases, and the volume of the closed one"):
            public.write_text(office.run("keys", "public", "--data", str(data)).stdout)
            cases = json.loads(office.run("cases", "list", "--data", str(data), "--format", "json").stdout)
            archived = next(one["id"] for one in cases if one["state"] == "archived")
            exported = office.run("export", archived, "--data", str(data), "--to", str(office.folder / "out"))
            bag = pathlib.Path(exported.stdout.strip())
            checks.that("the volume verifies", judged(bag, "--key", public) == (0, []), judged(bag, "--key", public))
        with checks.step("a small office, and its database of an earlier time"):
            small, older = grown()
            for folder in folders:
                shutil.copytree(small.data, folder / "office")
                shutil.copytree(bag, folder / "volume")
        with checks.step("flips in the database"):
            in_database(checks, dice, small.data, folders)
        with checks.step("values that cannot be"):
            in_columns(checks, dice, small.data, folders)
        with checks.step("blobs, checkpoints and keys"):
            in_files(checks, dice, small.data, folders)
        with checks.step("databases that are none, or older"):
            unreadable(checks, older, folders[0])
        with checks.step("flips in the volume"):
            in_volume(checks, dice, bag, public, folders)
        with checks.step("forged volumes"):
            seed = (small.data / "keys" / "log-signing.key").read_text()
            stranger = office.run("keys", "public", "--data", str(small.data)).stdout
            forged(checks, dice, bag, public, folders[0], (seed, stranger))
        for place in (office, small):
            place.log.close()
            shutil.rmtree(place.folder, ignore_errors=True)
    checks.close()


if __name__ == "__main__":
    main()
