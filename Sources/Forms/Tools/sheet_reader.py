"""Reads the rows of a spreadsheet: an .xlsx file, an .xls file, or a text of values parted by commas, semicolons or tabs.

Run by tool.py, since it looks at files that anyone may have made; of Python's own library alone, but for .xls:

    {"id": 1, "bytes": N}
        -> {"id": 1, "rows": [["91420104…", "某公司", ""], …], "lines": [1, …], "merges": [[1, 0, 2, 0], …]}

Lines are the numbers of the rows, from 1; a merge is its first row and column and its last ones, columns from 0. Rows are
those of the first sheet, cells as text, formulas as their last value, blank rows left out. A file that cannot be read
fails, whatever is wrong with it.
"""

import csv
import datetime
import io
import itertools
import re
import xml.etree.ElementTree as tree
import zipfile

MEMORY = 1 << 30
# What a compound file begins with, as Excel and WPS wrote workbooks until 2007. Source: [MS-CFB] §2.2.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What one member may unpack to, in bytes, and how much there may be of it.
MEMBER = 128 << 20
ROWS = 50_000
COLUMNS = 100
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CORNER = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


class Unreadable(Exception):
    pass


def member(archive, name):
    """A member as XML. None of these files has a document type; one that has is made to harm."""
    if archive.getinfo(name).file_size > MEMBER:
        raise Unreadable("too-large")
    with archive.open(name) as file:
        content = file.read(MEMBER + 1)
    if len(content) > MEMBER or b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise Unreadable("too-large")
    return tree.fromstring(content)


def text_of(element):
    """The text of a shared or inline string; phonetic hints are no part of it."""
    hints = set(element.iterfind(f".//{MAIN}rPh/{MAIN}t"))
    return "".join(part.text or "" for part in element.iter(MAIN + "t") if part not in hints)


def column_of(reference, following):
    letters = re.match(r"[A-Z]{1,3}", reference or "")
    if not letters:
        return following
    number = 0
    for letter in letters.group():
        number = number * 26 + ord(letter) - 64
    return number - 1


def number_text(text):
    """A number as people typed it: long identifiers are kept by Excel as 9.142E+17."""
    try:
        number = float(text)
    except ValueError:
        return text
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return text


# Formats that Excel and WPS show as a day, by their numbers. Source: ECMA-376 part 1, §18.8.30.
DAYS = {14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58}


def day_styles(archive):
    """The cell styles that show a number as a day."""
    if "xl/styles.xml" not in archive.namelist():
        return set()
    styles = member(archive, "xl/styles.xml")
    own = set()
    for form in styles.iter(MAIN + "numFmt"):
        code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", form.get("formatCode") or "").lower()
        if "y" in code and ("m" in code or "d" in code):
            own.add(int(form.get("numFmtId") or 0))
    formats = styles.find(MAIN + "cellXfs")
    return {
        index for index, form in enumerate(formats if formats is not None else [])
        if int(form.get("numFmtId") or 0) in DAYS | own
    }


# The day before the first, as days are counted in a workbook: from 1900, with a leap day that never was, or from 1904.
SINCE_1900 = datetime.datetime(1899, 12, 30)
SINCE_1904 = datetime.datetime(1904, 1, 1)


def day_text(text, start=SINCE_1900):
    """A day as 2026-03-05, with its time where it has one; anything else as it stands."""
    try:
        number = float(text)
        if not 1 <= number < 2958466:
            return text
        moment = start + datetime.timedelta(days=number)
    except (ValueError, OverflowError):
        return text
    return moment.strftime("%Y-%m-%d" if number == int(number) else "%Y-%m-%d %H:%M:%S")


def first_sheet(archive, book):
    sheet = book.find(f"{MAIN}sheets/{MAIN}sheet")
    if sheet is None:
        raise Unreadable("no-sheet")
    for link in member(archive, "xl/_rels/workbook.xml.rels").iter(PACKAGE + "Relationship"):
        if link.get("Id") == sheet.get(LINKS + "id"):
            target = link.get("Target") or ""
            return target.lstrip("/") if target.startswith("/") else "xl/" + target
    raise Unreadable("no-sheet")


def workbook_rows(content, merges):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        shared = []
        if "xl/sharedStrings.xml" in archive.namelist():
            shared = [text_of(item) for item in member(archive, "xl/sharedStrings.xml").iterfind(MAIN + "si")]
        book = member(archive, "xl/workbook.xml")
        sheet = member(archive, first_sheet(archive, book))
        settings = book.find(MAIN + "workbookPr")
        is_late = settings is not None and settings.get("date1904") in ("1", "true")
        start = SINCE_1904 if is_late else SINCE_1900
        days = day_styles(archive)
        for merged in itertools.islice(sheet.iter(MAIN + "mergeCell"), ROWS):
            corners = [CORNER.fullmatch(corner) for corner in (merged.get("ref") or "").split(":")]
            if len(corners) == 2 and all(corners):
                merges.append(
                    [number for corner in corners for number in (int(corner[2]), column_of(corner[1], 0))])
        number = 0
        for row in sheet.iter(MAIN + "row"):
            number = int(row.get("r") or number + 1)
            cells = []
            for cell in row.iterfind(MAIN + "c"):
                column = column_of(cell.get("r"), len(cells))
                if column >= COLUMNS:
                    break
                value = cell.find(MAIN + "v")
                kind = cell.get("t")
                if kind == "inlineStr":
                    text = text_of(cell)
                elif value is None or value.text is None:
                    text = ""
                elif kind == "s":
                    text = shared[int(value.text)]
                elif kind in ("str", "b", "e", "d"):
                    text = value.text
                elif int(cell.get("s") or 0) in days:
                    text = day_text(value.text, start)
                else:
                    text = number_text(value.text)
                cells += [""] * (column - len(cells))
                cells.append(text)
            yield number, cells


def old_workbook_rows(content, merges):
    import xlrd

    def opened(encoding):
        return xlrd.open_workbook(
            file_contents=content, formatting_info=True, on_demand=True, logfile=io.StringIO(),
            encoding_override=encoding)

    try:
        book = opened(None)
        sheet = book.sheet_by_index(0)
    except (UnicodeDecodeError, LookupError):
        # Workbooks older than Excel 97 name their code page, or do not.
        book = opened("gb18030")
        sheet = book.sheet_by_index(0)
    start = SINCE_1904 if book.datemode else SINCE_1900
    for top, bottom, left, right in itertools.islice(sheet.merged_cells, ROWS):
        merges.append([top + 1, left, bottom, right - 1])
    for number in range(sheet.nrows):
        cells = []
        for cell in itertools.islice(sheet.row(number), COLUMNS):
            if cell.ctype == xlrd.XL_CELL_DATE:
                text = day_text(repr(cell.value), start)
            elif cell.ctype == xlrd.XL_CELL_NUMBER:
                text = number_text(repr(cell.value))
            elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                text = str(cell.value)
            elif cell.ctype == xlrd.XL_CELL_ERROR:
                text = xlrd.error_text_from_code.get(cell.value, "#N/A")
            else:
                text = cell.value
            cells.append(text)
        yield number + 1, cells


def rows_of(content, merges):
    """The rows by what the file is, whatever it is called: many an .xls is none."""
    if content.startswith(b"PK\x03\x04"):
        return workbook_rows(content, merges)
    if content.startswith(COMPOUND):
        return old_workbook_rows(content, merges)
    return text_rows(content)


def text_rows(content):
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Unreadable("not-text")
    if "\0" in text:
        raise Unreadable("not-text")
    first = text.split("\n", 1)[0]
    delimiter = max("\t,;", key=first.count)
    yield from enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1)


def answer(request, content):
    found, lines, merges = [], [], []
    for line, cells in rows_of(content, merges):
        if len(cells) > COLUMNS or len(found) >= ROWS:
            raise Unreadable("too-large")
        cells = [cell.strip() for cell in cells]
        if any(cells):
            found.append(cells)
            lines.append(line)
    return {"rows": found, "lines": lines, "merges": merges}


def start():
    return answer
