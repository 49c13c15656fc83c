"""Typesets forms. One JSON object a line on standard input, one a line on standard output.

Started once and kept warm. The first line it writes names its versions. Requests:

    {"id": 1, "command": "render", "data": {...}}
        -> {"id": 1, "pdf": "<base64>", "pages": 2}
    {"id": 2, "command": "merge", "parts": ["a.pdf", ...], "output": "volume.pdf", "first": 1, "title": "..."}
        -> {"id": 2, "pages": 12, "partPages": [3, 9], "archival": true}

An answer to a request that failed is {"id": 1, "error": "<code>", "detail": "..."}.
"""

import base64
import hashlib
import io
import json
import os
import sys

import pikepdf
import typst

TEMPLATES = os.path.dirname(os.path.abspath(__file__))
STANDARD = "a-2b"
FAMILIES = ("Fandol", "Noto Serif CJK SC", "Noto Sans CJK SC")


def digest_of(paths):
    """SHA-256 over the names and bytes of some files, in the order of their names."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        with open(path, "rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        whole.update(f"{os.path.basename(path)} {content}\n".encode())
    return whole.hexdigest()


class Worker:
    def __init__(self, font_folders):
        self.fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=font_folders
        )
        self.compiler = typst.Compiler(
            input=os.path.join(TEMPLATES, "main.typ"), root=TEMPLATES, font_paths=self.fonts
        )

    def hello(self):
        fonts = {font.path for font in self.fonts.fonts() if font.path and font.family.startswith(FAMILIES)}
        missing = [
            name
            for name in ("FandolFang R", "FandolSong", "FandolHei", "FandolKai", "Noto Serif CJK SC", "Noto Sans CJK SC")
            if name not in self.fonts.families()
        ]
        templates = [os.path.join(TEMPLATES, name) for name in os.listdir(TEMPLATES) if name.endswith((".typ", ".py"))]
        return {
            "typst": typst.__version__,
            "templates": digest_of(templates),
            "fonts": digest_of(fonts),
            "missingFonts": missing,
        }

    def typeset(self, data):
        """The PDF of some data."""
        text = json.dumps(data, ensure_ascii=False)
        if data["family"] == "image-page":
            # The one template that reads a file named by its data, and the one that may look outside its folder.
            options = {"input": os.path.join(TEMPLATES, "main.typ"), "root": "/"}
        else:
            options = {"input": os.path.join(TEMPLATES, "main.typ"), "root": TEMPLATES}
        return self.compiler.compile(
            format="pdf",
            sys_inputs={"data": text},
            pdf_standards=STANDARD,
            timestamp=data.get("timestamp", 0),
            **options,
        )

    def render(self, request):
        pdf = self.typeset(request["data"])
        with pikepdf.open(io.BytesIO(pdf)) as document:
            pages = len(document.pages)
        return {"pdf": base64.b64encode(pdf).decode(), "pages": pages}

    def merge(self, request):
        """Puts PDFs one behind the other and stamps the page numbers of the volume."""
        first = request.get("first", 1)
        part_pages = []
        archival = True
        with pikepdf.open(request["parts"][0]) as volume:
            archival = is_archival(volume)
            part_pages.append(len(volume.pages))
            for path in request["parts"][1:]:
                with pikepdf.open(path) as part:
                    archival = archival and is_archival(part)
                    part_pages.append(len(part.pages))
                    volume.pages.extend(part.pages)
            # Structure and outlines of the first part would speak of it alone.
            for key in ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/PageLabels", "/Names"):
                if key in volume.Root:
                    del volume.Root[key]
            numbers = []
            for index, page in enumerate(volume.pages):
                box = page.cropbox
                width, height = float(box[2] - box[0]), float(box[3] - box[1])
                if int(page.get("/Rotate", 0)) % 180 == 90:
                    width, height = height, width
                numbers.append({"width": width, "height": height, "number": first + index})
                if "/StructParents" in page:
                    del page["/StructParents"]
            stamp = self.typeset({"family": "folio", "title": request["title"], "pages": numbers})
            with pikepdf.open(io.BytesIO(stamp)) as overlay:
                for page, over in zip(volume.pages, overlay.pages):
                    page.add_overlay(over)
            with volume.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
                metadata["dc:title"] = request["title"]
                if not archival:
                    for key in ("pdfaid:part", "pdfaid:conformance"):
                        if key in metadata:
                            del metadata[key]
            if "/Info" in volume.trailer:
                del volume.trailer["/Info"]
            volume.save(request["output"], deterministic_id=True)
        return {"pages": sum(part_pages), "partPages": part_pages, "archival": archival}

    def answer(self, request):
        if request["command"] == "render":
            return self.render(request)
        if request["command"] == "merge":
            return self.merge(request)
        return {"error": "unknown-command", "detail": str(request["command"])}


def is_archival(document):
    """Whether the document calls itself PDF/A-2."""
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        return metadata.get("pdfaid:part") == "2"


def main():
    worker = Worker(sys.argv[1:])
    output = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    # Nothing but answers may reach the pipe.
    os.dup2(2, 1)

    def send(message):
        output.write(json.dumps(message, ensure_ascii=False) + "\n")
        output.flush()

    send(worker.hello())
    for line in sys.stdin.buffer:
        identity = None
        try:
            request = json.loads(line)
            identity = request["id"]
            reply = worker.answer(request)
        except typst.TypstError as error:
            reply = {"error": "typesetting", "detail": error.message}
        except Exception as error:  # every failure is an answer, so that the worker stays warm
            reply = {"error": "failed", "detail": f"{type(error).__name__}: {error}"}
        reply["id"] = identity
        send(reply)


if __name__ == "__main__":
    main()
