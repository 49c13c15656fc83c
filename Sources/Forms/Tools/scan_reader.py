"""Reads the codes on scanned sheets. Nothing of a scan is written to disk.

Run by tool.py, since it looks at files that anyone may have made. Requests:

    {"id": 1, "command": "read", "bytes": N}
        -> {"id": 1, "sheets": [{"codes": [{"text": "LH1/…", "turn": 180}], "blank": false}, …]}
        "turn" is by how many degrees, clockwise, the sheet has to be turned for the code to stand upright
    {"id": 2, "command": "count", "bytes": N}
        -> {"id": 2, "count": 3}
    {"id": 3, "command": "split", "bytes": N, "runs": [[0, 1], [2]]}
        -> {"id": 3, "parts": ["<base64>", …]}, for a PDF only
"""

import base64
import io

import pikepdf
import pypdfium2
import zxingcpp
from PIL import Image, ImageOps

MEMORY = 3 << 30
SHEETS = 2000
PIXELS = 40_000_000
# Dots an inch, the quickest first: most scans are read at once, and only the poor ones again.
RESOLUTIONS = (200, 300, 150, 400)
# A side with less ink than this is the empty back of a sheet.
BLANK_SHARE = 0.0005

Image.MAX_IMAGE_PIXELS = 200_000_000


def codes_in(picture):
    """All codes in a gray picture, with the quarter turns that set them upright."""
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    codes = sorted({(code.text, turn_of(code)) for code in found if code.valid})
    return [{"text": text, "turn": turn} for text, turn in codes]


def turn_of(code):
    """By how many degrees, clockwise, a code has to be turned: 0, 90, 180 or 270. What is left over is tilt."""
    return -round(code.orientation / 90) * 90 % 360


def is_blank(picture):
    """Whether a gray picture shows next to nothing, apart from what a scanner leaves along the edges."""
    width, height = picture.size
    inside = picture.crop((width // 50, height // 50, width - width // 50, height - height // 50))
    histogram = inside.histogram()
    return sum(histogram[:160]) < BLANK_SHARE * max(1, inside.width * inside.height)


def sheet(pictures):
    """What a sheet shows, given pictures of it at several resolutions, made one after the other."""
    blank = False
    for index, picture in enumerate(pictures):
        if index == 0:
            blank = is_blank(picture)
        codes = codes_in(picture)
        if not codes and index == 0 and not blank:
            codes = codes_in(ImageOps.autocontrast(picture, cutoff=2))
        if codes:
            return {"codes": codes, "blank": False}
        if blank:
            break
    return {"codes": [], "blank": blank}


def rendered(page):
    """A page of a PDF as gray pictures, at one resolution after the other."""
    width, height = page.get_size()
    for resolution in RESOLUTIONS:
        scale = min(resolution / 72, (PIXELS / max(1.0, width * height)) ** 0.5)
        yield page.render(scale=scale, grayscale=True).to_pil().convert("L")


def resized(frame):
    """A photograph or scan as gray pictures: as it is, then smaller and larger."""
    gray = ImageOps.exif_transpose(frame).convert("L")
    yield gray
    for width in (1600, 2400, 1000, 3400):
        if width != gray.width:
            yield gray.resize((width, max(1, round(gray.height * width / gray.width))), Image.Resampling.LANCZOS)


def frames_of(image):
    for index in range(min(getattr(image, "n_frames", 1), SHEETS)):
        image.seek(index)
        yield image


def is_pdf(content):
    return b"%PDF-" in content[:1024]


def read(content):
    if is_pdf(content):
        document = pypdfium2.PdfDocument(content)
        if len(document) > SHEETS:
            return {"error": "too-many-sheets", "detail": str(len(document))}
        sheets = []
        for index in range(len(document)):
            page = document[index]
            sheets.append(sheet(rendered(page)))
            page.close()
        return {"sheets": sheets}
    with Image.open(io.BytesIO(content)) as image:
        return {"sheets": [sheet(resized(frame)) for frame in frames_of(image)]}


def count(content):
    return {"count": len(pypdfium2.PdfDocument(content))}


def split(content, runs):
    if is_pdf(content):
        parts = []
        with pikepdf.open(io.BytesIO(content)) as whole:
            for run in runs:
                with pikepdf.new() as part:
                    part.pages.extend([whole.pages[index] for index in run])
                    output = io.BytesIO()
                    part.save(output)
                    parts.append(base64.b64encode(output.getvalue()).decode())
        return {"parts": parts}
    parts = []
    with Image.open(io.BytesIO(content)) as image:
        for run in runs:
            frames = []
            for index in run:
                image.seek(index)
                frames.append(ImageOps.exif_transpose(image).convert("RGB"))
            output = io.BytesIO()
            frames[0].save(output, "PDF", save_all=True, append_images=frames[1:], resolution=200)
            parts.append(base64.b64encode(output.getvalue()).decode())
    return {"parts": parts}


def answer(request, content):
    command = request["command"]
    if command == "read":
        return read(content)
    if command == "count":
        return count(content)
    if command == "split":
        return split(content, request["runs"])
    return {"error": "unknown-command", "detail": str(command)}


def start():
    return answer
