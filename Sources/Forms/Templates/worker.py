"""Typesets forms and binds volumes. Run by Tools/tool.py. Requests:

    {"id": 0, "command": "versions"}
        -> {"id": 0, "typst": "0.15.0", "templates": "<digest>", "fonts": "<digest>"}
    {"id": 1, "command": "render", "data": {...}}
        -> {"id": 1, "pdf": "<base64>", "pages": 2, "versions": {...}}
    {"id": 2, "command": "survey", "path": "scan.pdf", "folder": "/scratch"}
        -> {"id": 2, "kind": "document", "pages": 3, "archival": false}
        or {"id": 2, "kind": "pictures", "pages": 1, "pictures": [{"path": "/scratch/a.jpg", "width": 595, "height": 842}]}
        or {"id": 2, "kind": "other"}
    {"id": 3, "command": "merge", "output": "volume.pdf", "first": 1, "title": "...", "parts": [
        {"path": "cover.pdf", "title": "...", "label": "..."},
        {"path": "form.pdf", "title": "...", "numbers": 0, "turns": [0, 180]},
        {"path": "slip.pdf", "title": "...", "numbers": 4}]}
        -> {"id": 3, "pages": 12, "partPages": [1, 3, 1], "archival": true}

A part without "numbers" bears none, and its pages are called by "label". With 0 each of its pages takes the next one;
with more its one page stands for so many sheets of paper. Its pages are turned by "turns", in degrees clockwise.

Errors are typesetting, with what the templates say, and to every request fonts-missing, with the families.
"""

import base64
import hashlib
import io
import json
import os
import sys

import pikepdf
import typst

# A volume is as thick as it is.
MEMORY = None
TEMPLATES = os.path.dirname(os.path.abspath(__file__))
# The tool runs isolated, without its own folder among those of modules.
sys.path.append(TEMPLATES)
import scans

STANDARD = "a-2b"
FAMILIES = ("Fandol", "Noto Serif CJK SC", "Noto Sans CJK SC")
FONTS = ("FandolFang R", "FandolSong", "FandolHei", "FandolKai", "Noto Serif CJK SC", "Noto Sans CJK SC")


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

        self.missing = [name for name in FONTS if name not in self.fonts.families()]
        fonts = {font.path for font in self.fonts.fonts() if font.path and font.family.startswith(FAMILIES)}
        templates = [os.path.join(TEMPLATES, name) for name in os.listdir(TEMPLATES) if name.endswith((".typ", ".py"))]
        self.versions = {
            "typst": typst.__version__, "templates": digest_of(templates), "fonts": digest_of(fonts)
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
        return {"pdf": base64.b64encode(pdf).decode(), "pages": pages, "versions": self.versions}

    def merge(self, request):
        """Puts PDFs one behind the other and stamps the page numbers of the volume."""
        part_pages = []
        archival = True
        folios = []
        labels = []
        bookmarks = []
        number = request.get("first", 1)
        with pikepdf.open(request["parts"][0]["path"]) as volume:
            for index, part in enumerate(request["parts"]):
                if index == 0:
                    archival = tidy(volume)
                    turn(volume, part)
                    count = len(volume.pages)
                else:
                    with pikepdf.open(part["path"]) as document:
                        archival = tidy(document) and archival
                        turn(document, part)
                        count = len(document.pages)
                        volume.pages.extend(document.pages)
                bookmarks.append((part["title"], sum(part_pages)))
                part_pages.append(count)
                for place in range(count):
                    if part.get("numbers") is None:
                        folios.append("")
                        labels.append(part["label"] if count == 1 else f"{part['label']}{place + 1}")
                        continue
                    last = number + max(1, part["numbers"]) - 1
                    folios.append(str(number) if last == number else f"{number}-{last}")
                    labels.append(folios[-1])
                    number = last + 1
            # Structure and names of the first part would speak of it alone.
            for key in ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/PageLabels", "/Names", "/AcroForm", "/OpenAction"):
                if key in volume.Root:
                    del volume.Root[key]
            self.stamp(volume, folios, request["title"])
            volume.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([
                one for index, label in enumerate(labels)
                for one in (index, pikepdf.Dictionary(P=pikepdf.String(label)))
            ]))
            with volume.open_outline() as outline:
                outline.root.extend(pikepdf.OutlineItem(title, page) for title, page in bookmarks if title)
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

    def stamp(self, volume, folios, title):
        """Lays the numbers over the pages that have one."""
        sheets = []
        for page, folio in zip(volume.pages, folios):
            box = page.cropbox
            width, height = float(box[2] - box[0]), float(box[3] - box[1])
            if int(page.get("/Rotate", 0)) % 180 == 90:
                width, height = height, width
            sheets.append({"width": width, "height": height, "number": folio})
            if "/StructParents" in page:
                del page["/StructParents"]
        stamp = self.typeset({"family": "folio", "title": title, "pages": sheets})
        with pikepdf.open(io.BytesIO(stamp)) as overlay:
            for page, over, folio in zip(volume.pages, overlay.pages, folios):
                if folio:
                    page.add_overlay(over)

    def answer(self, request, _):
        if self.missing:
            return {"error": "fonts-missing", "detail": ", ".join(self.missing)}
        command = request["command"]
        try:
            if command == "versions":
                return self.versions
            if command == "render":
                return self.render(request)
            if command == "survey":
                return scans.survey(request["path"], request["folder"])
            if command == "merge":
                return self.merge(request)
        except typst.TypstError as error:
            return {"error": "typesetting", "detail": error.message}
        return {"error": "unknown-command", "detail": str(command)}


def tidy(document):
    """Prints what lies on the pages of a foreign document into them, and takes out what would act by itself.

    Answers whether the document calls itself PDF/A-2.
    """
    archival = scans.is_archival(document)
    if any("/Annots" in page for page in document.pages):
        document.flatten_annotations("print")
    for page in document.pages:
        for key in ("/Annots", "/AA"):
            if key in page:
                del page[key]
    return archival


def turn(document, part):
    """Turns the pages of a part as they have to be to stand upright."""
    for page, degrees in zip(document.pages, part.get("turns", [])):
        if degrees:
            page.rotate(degrees, relative=True)


def start(*font_folders):
    return Worker(font_folders).answer
