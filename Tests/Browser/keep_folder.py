"""Keeps a small demo office as this version writes it: Tests/OfficeTests/Fixtures/data-folder-N.tar.gz, which every later
version has to open. Run once for each version of the layout; what is kept is never made anew.

    keep_folder.py N
"""

import pathlib
import subprocess
import sys

import requests

from kill_walk import Writers
from office import ROOT, DemoOffice
from person import Person

FIXTURES = ROOT / "Tests" / "OfficeTests" / "Fixtures"


def main(number):
    archive = FIXTURES / f"data-folder-{number}.tar.gz"
    assert not archive.exists(), f"{archive.name} is kept for ever"
    with DemoOffice() as place:
        writers = Writers(Person(place, "wang"))
        for case in writers.cases[:2]:
            writers.take(requests.Session(), case)
        place.stop()
        # An archive keeps the rights of the key files, which git does not.
        subprocess.run(
            ["tar", "--owner=0", "--group=0", "--numeric-owner", "--exclude=views.db*", "--exclude=*.lock", "-czf",
             str(archive), "-C", str(place.data), "."], check=True)
    print(f"{archive.name}: {pathlib.Path(archive).stat().st_size} bytes")


if __name__ == "__main__":
    main(int(sys.argv[1]))
