"""What the office keeps beside its ledger, sessions, drafts, lists and figures, holds values that cannot be: the server
answers each request, whatever it answers, and serves on as before when the file is mended.
"""

import contextlib

import requests

import wrong_values
from checks import Checks
from office import DemoOffice
from person import Person

# Everybody's first page, and the pages that show what the two files hold.
PAGES = [
    "/", "/cases", "/cases?q=公司", "/archive", "/employers", "/supervision", "/supervision/cases", "/outbox", "/system",
    "/backups", "/me", "/me/sessions", "/audit", "/status", "/metrics", "/sign-in",
]
WHO = ["zhou", "sun"]


def mend(kept, database):
    """Puts the content of a file back into the one that is in use."""
    with wrong_values.opened(kept) as source, wrong_values.opened(database) as target:
        source.backup(target)


def visit(place, sessions):
    """The statuses of all pages, asked for by everybody; a lost connection is none."""
    statuses = []
    for session in sessions:
        for path in PAGES:
            try:
                statuses.append(session.get(place.address + path, timeout=60, allow_redirects=False).status_code)
            except requests.ConnectionError:
                statuses.append(None)
                if place.server.poll() is not None:
                    return statuses
    return statuses


def main():
    checks = Checks()
    with DemoOffice(empty=False) as place:
        with checks.step("pages of a whole office"):
            people = [Person(place, name) for name in WHO]
            with contextlib.suppress(AssertionError):
                Person(place, "wang", password="wrong")
            sessions = [person.session for person in people]
            before = visit(place, sessions)
            checks.that("no page fails", all(status and status < 500 for status in before), before)
        for name in ("state.db", "views.db"):
            database = next(place.data.rglob(name))
            kept = place.folder / f"kept-{name}"
            with wrong_values.opened(database) as source, wrong_values.opened(kept) as target:
                source.backup(target)
            columns = wrong_values.columns(database)
            checks.that(f"{name} holds something", len(columns) > 10, columns)
            with checks.step(f"{len(columns)} columns of {name}"):
                for table, column in columns:
                    for value in (None, 1 << 62):
                        wrong_values.put(database, table, column, value)
                        statuses = visit(place, sessions)
                        checks.that(
                            f"the server lives with {value} in {table}.{column}",
                            place.server.poll() is None and None not in statuses,
                            (place.folder / "server.log").read_text()[-1500:])
                        if place.server.poll() is not None:
                            place.start()
                        mend(kept, database)
                checks.that("all pages are as before", visit(place, sessions) == before, visit(place, sessions))
        place.stop()
    checks.close()


if __name__ == "__main__":
    main()
