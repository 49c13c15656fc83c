"""Reads the texts in a .zip file. Nothing is unpacked to disk, and no more than asked for is unpacked at all.

Run by tool.py, since it looks at files that anyone may have made; of Python's own library alone:

    {"id": 1, "bytes": N, "endings": [".yaml"], "limit": 4194304}
        ->  {"id": 1, "files": [{"name": "rules.yaml", "content": "<base64>"}, …]}

Names are those of the files without their folders; files with other endings are passed over. The limit is for all texts
together, unpacked. Errors are unsafe-path, locked, repeated, too-large and empty, with the name of a file where one is to
blame.
"""

import base64
import io
import re
import stat
import zipfile

MEMORY = 512 << 20
MEMBERS = 1000


class Refused(Exception):
    def __init__(self, code, name=""):
        super().__init__(code)
        self.code = code
        self.name = name


def check(member):
    """No way out of the folder, no link, no password: not for files that are passed over either."""
    # What the file says, since the library mends some names on reading.
    name = member.orig_filename
    parts = re.split(r"[/\\]", name)
    if name.startswith(("/", "\\")) or ".." in parts or re.match(r"[A-Za-z]:", name) or "\0" in name:
        raise Refused("unsafe-path", name)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Refused("unsafe-path", name)
    if member.flag_bits & 1:
        raise Refused("locked", name)
    return parts[-1]


def texts(content, endings, limit):
    found = {}
    left = limit
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if len(members) > MEMBERS:
            raise Refused("too-large")
        for member in members:
            name = check(member)
            # macOS keeps what only it can use beside each file, under the same ending.
            if member.is_dir() or name.startswith(".") or not name.lower().endswith(tuple(endings)):
                continue
            if name in found:
                raise Refused("repeated", name)
            # The length that the directory claims is no promise.
            with archive.open(member) as file:
                text = file.read(left + 1)
            left -= len(text)
            if left < 0:
                raise Refused("too-large", name)
            found[name] = text
    if not found:
        raise Refused("empty")
    return {
        "files": [{"name": name, "content": base64.b64encode(text).decode()} for name, text in sorted(found.items())]
    }


def answer(request, content):
    try:
        return texts(content, request["endings"], request["limit"])
    except Refused as refused:
        return {"error": refused.code, "detail": refused.name}


def start():
    return answer
