"""Computes a draw of Liuhen again, from its exported JSON, with Python's own library alone.

    python3 draw-verify.py FILE

Prints what is drawn and exits with 1 where the file says something else. docs/draw-format.md describes the method.
"""

import hashlib
import json
import re
import sys
import unicodedata


def digest(*texts):
    """SHA-256 over texts, each as LENGTH:TEXT, with the length in bytes of UTF-8."""
    framed = b"".join(b"%d:%s," % (len(text.encode()), text.encode()) for text in texts)
    return hashlib.sha256(framed).hexdigest()


def lists_digest(lists):
    texts = ["liuhen-draw/1", lists["draw"], lists["title"], str(lists["objectsDrawn"]), str(lists["inspectorsEach"])]
    texts += [lists["seedSource"], lists["seedKnownFrom"]]
    for name in ("objects", "inspectors"):
        texts += [name, str(len(lists[name]))]
        for line in sorted(lists[name], key=lambda line: line["id"].encode()):
            texts += [line["id"], line["name"], line["unit"]]
    return digest(*texts)


def normal(seed):
    return " ".join(word for word in re.split("[\t-\r ]+", unicodedata.normalize("NFKC", seed)) if word)


def drawn(lists, exclusions, seed):
    frozen, seed = lists_digest(lists), normal(seed)
    objects = sorted((digest(frozen, seed, "object", line["id"]), line) for line in lists["objects"])
    result = []
    for number, line in objects[: lists["objectsDrawn"]]:
        excluded = {e["inspector"] for e in exclusions if e["object"] == line["id"]}
        people = sorted(
            (digest(frozen, seed, "inspector", line["id"], person["id"]), person)
            for person in lists["inspectors"]
            if person["id"] not in excluded
        )
        inspectors = [{"hash": h, "id": p["id"], "name": p["name"]} for h, p in people[: lists["inspectorsEach"]]]
        result.append({"hash": number, "id": line["id"], "inspectors": inspectors, "name": line["name"]})
    return result


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        record = json.load(file)
    result = drawn(record["lists"], record["exclusions"], record["seed"]["text"])
    for line in result:
        print(line["id"], line["name"], "、".join(person["name"] for person in line["inspectors"]))
    right = record["digest"] == lists_digest(record["lists"]) and record["result"]["objects"] == result
    print("ok" if right else "NOT RIGHT")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
