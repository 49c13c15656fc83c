"""A stock tus client, which knows nothing of us, sends a recording, is cut off, and goes on where it was."""

import hashlib
import random

from tusclient.client import TusClient

from checks import Checks
from office import DemoOffice
from person import Person

LENGTH = 9 * (1 << 20) + 17


def main():
    checks = Checks()
    with DemoOffice() as place:
        person = Person(place, "li")
        cookies = "; ".join(f"{one.name}={one.value}" for one in person.session.cookies)
        client = TusClient(place.address + "/uploads", headers={"Cookie": cookies})
        content = random.Random(7).randbytes(LENGTH)
        file = place.folder / "现场.bin"
        file.write_bytes(content)
        metadata = {"filename": file.name, "filetype": "video/mp4", "sha256": hashlib.sha256(content).hexdigest()}

        with checks.step("cut off and resumed"):
            first = client.uploader(str(file), chunk_size=1 << 20, metadata=metadata)
            first.upload(stop_at=4 << 20)
            sent = first.offset
            checks.that("a part was sent", 0 < sent < LENGTH, sent)
            place.stop(kill=True)
            place.start()
            second = client.uploader(str(file), chunk_size=1 << 20, url=first.url)
            checks.that("what was acknowledged is there after a kill", second.offset == sent, (second.offset, sent))
            second.upload()
            checks.that("the whole was sent", second.offset == LENGTH, second.offset)
            checks.that("the server has the whole", client.uploader(str(file), url=first.url).get_offset() == LENGTH)

        with checks.step("a stranger"):
            stranger = TusClient(place.address + "/uploads")
            try:
                stranger.uploader(str(file), chunk_size=1 << 20, metadata=metadata).upload_chunk()
                checks.that("a stranger sends nothing", False)
            except Exception as error:  # the client's own errors differ by its version
                checks.that("a stranger sends nothing", "401" in f"{error} {getattr(error, 'status_code', '')}", error)
    checks.close()


if __name__ == "__main__":
    main()
