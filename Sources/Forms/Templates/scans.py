"""What a file is to a volume: a document with pages, pictures that become pages, or neither."""

import os

import pikepdf
from PIL import Image, ImageOps

# What a scanner, a camera or a telephone writes. Others are kept beside the volume as they are.
PICTURES = ("JPEG", "PNG", "TIFF", "GIF", "WEBP", "BMP")
# A sheet of A4 at 600 dots an inch; a larger picture is made smaller for its page only.
LONGEST_SIDE = 7100
# What draws one picture and nothing else.
PLAIN_OPERATORS = {"q", "Q", "cm", "Do"}
# A4 in points, upright: a picture from a camera knows no size of paper.
A4 = (595.28, 841.89)


def is_archival(document):
    """Whether the document calls itself PDF/A-2."""
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        return metadata.get("pdfaid:part") == "2"


def survey(path, folder):
    """The kind of a file, its pages, and the pictures that were written into the folder for them.

    A document that is made of scanned pictures, one a page, is taken apart, so that its pages can be set anew and the
    volume stays PDF/A. Any other document keeps its pages as they are.
    """
    with open(path, "rb") as file:
        head = file.read(1024)
    if b"%PDF-" in head:
        try:
            with pikepdf.open(path) as document:
                pages = len(document.pages)
                if pages == 0:
                    return {"kind": "other"}
                archival = is_archival(document)
                pictures = None if archival else pictures_of(document, path, folder)
                if pictures:
                    return {"kind": "pictures", "pages": pages, "pictures": pictures}
                return {"kind": "document", "pages": pages, "archival": archival}
        except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError):
            # Damaged, or locked with a password.
            return {"kind": "other"}
    try:
        frames = frames_of(path, folder)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return {"kind": "other"}
    return {"kind": "pictures", "pages": len(frames), "pictures": frames} if frames else {"kind": "other"}


def frames_of(path, folder):
    """The frames of a picture as files that the templates can read."""
    written = []
    with Image.open(path, formats=PICTURES) as picture:
        count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        for number in range(count):
            picture.seek(number)
            upright = ImageOps.exif_transpose(picture)
            upright.load()
            width, height = A4 if upright.width <= upright.height else A4[::-1]
            one = write(upright, picture.format == "JPEG", f"{path}-{number}", folder)
            written.append({"path": one, "width": width, "height": height})
    return written


def write(picture, as_photograph, name, folder):
    """Writes a picture for its page and says where it lies."""
    if max(picture.size) > LONGEST_SIDE:
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if picture.mode not in ("1", "L", "RGB"):
        # A transparent picture lies on white paper.
        flat = Image.new("RGB", picture.size, "white")
        clear = picture.convert("RGBA")
        flat.paste(clear, mask=clear.getchannel("A"))
        picture = flat
    kind, ending, options = ("JPEG", "jpg", {"quality": 95}) if as_photograph else ("PNG", "png", {})
    target = os.path.join(folder, f"{os.path.basename(name)}.{ending}")
    picture.save(target, kind, **options)
    return target


def pictures_of(document, path, folder):
    """The pictures of a document whose every page is one picture; none otherwise."""
    written = []
    for number, page in enumerate(document.pages):
        found = picture_of(page)
        if found is None:
            return None
        picture, is_photograph, width, height = found
        one = write(picture, is_photograph, f"{path}-{number}", folder)
        written.append({"path": one, "width": width, "height": height})
    return written


def picture_of(page):
    """The one picture that fills a page, upright, with the size of the page; none for any other page."""
    if "/Annots" in page or float(page.get("/UserUnit", 1)) != 1:
        return None
    matrix, stack, drawn = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), [], []
    for operands, operator in pikepdf.parse_content_stream(page):
        operator = str(operator)
        if operator not in PLAIN_OPERATORS:
            return None
        if operator == "q":
            stack.append(matrix)
        elif operator == "Q":
            matrix = stack.pop() if stack else matrix
        elif operator == "cm":
            matrix = times([float(value) for value in operands], matrix)
        else:
            drawn.append((str(operands[0]), matrix))
    if len(drawn) != 1:
        return None
    name, (a, b, c, d, left, bottom) = drawn[0]
    stored = page.Resources.XObject[name]
    if stored.get("/Subtype") != "/Image" or any(key in stored for key in ("/SMask", "/Mask", "/ImageMask", "/Decode")):
        return None
    box = [float(value) for value in page.cropbox]
    width, height = box[2] - box[0], box[3] - box[1]
    edges = (abs(left - box[0]), abs(left + a - box[2]), abs(bottom - box[1]), abs(bottom + d - box[3]))
    if b != 0 or c != 0 or max(edges) > 0.01 * max(width, height):
        return None
    picture = pikepdf.PdfImage(stored)
    if picture.mode not in ("1", "L", "RGB"):
        return None
    image = picture.as_pil_image()
    turn = int(page.get("/Rotate", 0)) % 360
    if turn:
        image = image.rotate(-turn, expand=True)
    if turn in (90, 270):
        width, height = height, width
    return image, "/DCTDecode" in picture.filters, width, height


def times(first, second):
    """The product of two PDF matrices."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
