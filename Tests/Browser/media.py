"""Small real files: recordings by ffmpeg, pictures and scans by Pillow."""

import functools
import io
import pathlib
import subprocess
import tempfile

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter


@functools.cache
def recording(seconds, started, label):
    """An MP4 of a frame a second with sound, whose header names when it began. `started` is ISO 8601 with zone."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / f"{label}.mp4"
        subprocess.run(
            [
                "ffmpeg", "-hide_banner", "-loglevel", "error", "-y",
                "-f", "lavfi", "-i", f"testsrc=size=160x120:rate=1:duration={seconds}",
                "-f", "lavfi", "-i", f"sine=frequency=330:sample_rate=8000:duration={seconds}",
                "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "10",
                "-c:a", "aac", "-b:a", "12k", "-ac", "1",
                "-metadata", f"creation_time={started}", "-metadata", f"title={label}", str(path),
            ],
            check=True,
        )
        return path.read_bytes()


def scanned(papers, pages=None, blurred=()):
    """Printed papers as a scanner gives them back: gray pictures in a PDF, upside down and a little tilted."""
    sheets = []
    for paper in papers:
        for page in pypdfium2.PdfDocument(paper):
            sheet = page.render(scale=150 / 72, grayscale=True).to_pil().convert("L")
            sheets.append(sheet.rotate(181, fillcolor=248, resample=Image.Resampling.BICUBIC))
    if pages is not None:
        sheets = [sheets[place] for place in pages]
    for place in blurred:
        sheets[place] = sheets[place].filter(ImageFilter.GaussianBlur(9))
    content = io.BytesIO()
    sheets[0].save(content, "PDF", save_all=True, append_images=sheets[1:], resolution=150)
    return content.getvalue()


def scan(words, kind="PDF"):
    """A sheet of paper as a scanner gives it: a picture of A4 in a PDF, or a JPEG."""
    sheet = Image.new("L", (827, 1169), 250)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((60, 60, 767, 1109), outline=80, width=3)
    for line, word in enumerate(words):
        pen.text((100, 120 + 40 * line), word, fill=30)
    content = io.BytesIO()
    sheet.save(content, kind, resolution=100)
    return content.getvalue()


def page_count(document):
    """The number of pages of a PDF."""
    return len(pypdfium2.PdfDocument(document))
