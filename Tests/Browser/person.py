"""Somebody signed in, who asks for pages and sends their forms as a browser does."""

import base64
import hashlib
import urllib.parse

import requests

import office
from page import Page


class Person:
    """A session of one account."""

    def __init__(self, place, name, password=office.PASSWORD, sign_in=True):
        self.place = place
        self.name = name
        self.session = requests.Session()
        if sign_in:
            page = self.sign_in(password)
            assert page.status == 200 and page.path == "/", f"{name} is not let in: {page.status} {page.path}"

    def sign_in(self, password):
        form = self.get("/sign-in").form(having="password")
        return form.fill(name=self.name, password=password).send(self)

    def get(self, path, expect=200, **options):
        page = Page(self.session.get(self.place.address + path, timeout=120, **options))
        assert expect is None or page.status == expect, f"GET {path} as {self.name}: {page.status} {page.text[:400]}"
        return page

    def post(self, path, pairs, files=None, expect=None):
        """Sends a form, and goes on to where the answer leads.

        `expect` is the status of the answer itself: 303 where the act must be done.
        """
        address = self.place.address + path
        if files is None:
            answer = self.session.post(address, data=pairs, allow_redirects=False, timeout=120)
        else:
            parts = [(name, (None, value)) for name, value in pairs]
            parts += [(name, file) for name, given in files.items() for file in given] or [("upload", ("", b""))]
            answer = self.session.post(address, files=parts, allow_redirects=False, timeout=120)
        page = Page(answer)
        if expect is not None and page.status != expect:
            raise AssertionError(
                f"POST {path} as {self.name}: {page.status}, not {expect}: {page.problem or page.text[:600]}")
        if answer.status_code == 303:
            location = answer.headers["Location"]
            followed = self.get(location, expect=None)
            assert followed.status == 200, f"{location} as {self.name}: {followed.status} {followed.text[:400]}"
            return followed
        return page

    def do(self, path, answers=None, button=None, expect=303, form=None, files=None):
        """Opens a page, fills its form in and sends it."""
        page = self.get(path)
        filled = page.form(**(form or {}))
        for name, value in (answers or {}).items():
            filled.set(name, value)
        for name, value in (files or {}).items():
            filled.set(name, value)
        return filled.send(self, button=button, expect=expect)

    # Resumable uploads (tus 1.0.0), as the script of the page sends them.

    def tus(self, method, path, headers=None, body=None):
        fields = {"Tus-Resumable": "1.0.0", **(headers or {})}
        return self.session.request(method, self.place.address + path, headers=fields, data=body, timeout=120)

    def begin_upload(self, name, length, kind="application/octet-stream", digest=None):
        """Announces a file; gives the answer, whose Location is the upload's address."""
        pairs = {"filename": name, "filetype": kind, **({"sha256": digest} if digest else {})}
        metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in pairs.items())
        return self.tus("POST", "/uploads", {"Upload-Length": str(length), "Upload-Metadata": metadata})

    def send_chunk(self, address, offset, body):
        headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        return self.tus("PATCH", address, headers, body)

    def upload(self, name, content, kind, chunk=1 << 20):
        """Uploads a whole file in pieces; gives the id of the upload."""
        created = self.begin_upload(name, len(content), kind, hashlib.sha256(content).hexdigest())
        assert created.status_code == 201, f"{created.status_code} {created.text}"
        address = urllib.parse.urlparse(created.headers["Location"]).path
        offset = 0
        while offset < len(content):
            answer = self.send_chunk(address, offset, content[offset:offset + chunk])
            assert answer.status_code == 204, f"{answer.status_code} {answer.text}"
            offset = int(answer.headers["Upload-Offset"])
        return address.rsplit("/", 1)[1]
