"""Writes spreadsheets as offices have them: titles above the headings, merged cells, days in every writing, full-width
figures, stray spaces, empty rows, duplicates and sums. What is wrong in them is counted while they are written, so that a
walk knows what has to come out."""

import datetime
import io
import random

import openpyxl

FULL = str.maketrans("0123456789", "０１２３４５６７８９")
NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")


def chinese(day):
    """二〇二三年五月十二日."""
    def number(value):
        tens, ones = divmod(value, 10)
        if not tens:
            return str(ones).translate(NUMERALS)
        return ("" if tens == 1 else str(tens).translate(NUMERALS)) + "十" + (str(ones).translate(NUMERALS) if ones else "")
    return f"{str(day.year).translate(NUMERALS)}年{number(day.month)}月{number(day.day)}日"


def written(day, chance):
    """The day in one of the ways in which people write it."""
    return chance.choice([
        day, day.isoformat(), f"{day.year}.{day.month}.{day.day}", f"{day.year}年{day.month}月{day.day}日",
        chinese(day), (day - datetime.date(1899, 12, 30)).days, f" {day.year}/{day.month}/{day.day} ",
        day.strftime("%Y%m%d").translate(FULL),
    ])


class Book:
    """A workbook that counts what is good and what is not."""

    def __init__(self, title, headings):
        self.book = openpyxl.Workbook()
        self.sheet = self.book.active
        self.sheet.append([title])
        self.sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(headings))
        self.sheet.append([])
        self.sheet.append(["填报单位：", "某某支队"])
        self.sheet.append(headings)
        self.headings = headings
        self.good, self.bad, self.skipped = 0, 0, 0
        self.bad_rows = []

    def add(self, cells, good=True):
        self.sheet.append(cells)
        if good:
            self.good += 1
        else:
            self.bad += 1
            self.bad_rows.append(self.sheet.max_row)

    def bytes(self):
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()


VOLUME_HEADINGS = ["序号", "年 度", "案卷号", "案卷题名（案由）", "当事人", "办结时间", "保管期限", "页数", "盒号", "柜号", "光盘", "备注2"]


def volumes(count, seed=1, prefix="A"):
    """A register of old volumes with that many good rows, and some two in a hundred bad ones."""
    chance = random.Random(seed)
    book = Book("劳动保障监察案卷目录", VOLUME_HEADINGS)
    number = 0
    while book.good < count:
        number += 1
        year = 2005 + number * 20 // (count + 1)
        day = datetime.date(year, 1, 1) + datetime.timedelta(days=chance.randrange(360))
        row = [
            number, year, f"{prefix}-{number}", f"江城第{number}建筑公司拖欠工资案", f"江城第{number}建筑公司", written(day, chance),
            chance.choice(["永久", "30年", "10年", "长期"]), chance.choice([33, "33", "33页", "３３"]), number // 20 + 1,
            "甲-3-2", chance.choice(["有", "无", "", "1张"]), "随便写",
        ]
        fault = number % 50
        if fault == 7:
            row[5] = f"{year}.2.30"
            book.add(row, good=False)
        elif fault == 19:
            book.add(row)
            book.add(row, good=False)
        elif fault == 31:
            row[2] = ""
            book.add(row, good=False)
        elif fault == 43:
            row[2] = f" {chr(ord(prefix) + 0xFEE0)}－{number} ".translate(FULL)
            book.add(row)
        elif fault == 11:
            book.add(row)
            book.sheet.append([])
        elif number % 400 == 0:
            book.add(row)
            book.sheet.append(VOLUME_HEADINGS)
            book.skipped += 1
        else:
            book.add(row)
    # A merged cell: three volumes of one party.
    first = 5 + 1
    for column in (5, 10):
        for line in (first + 1, first + 2):
            book.sheet.cell(line, column).value = None
        book.sheet.merge_cells(start_row=first, end_row=first + 2, start_column=column, end_column=column)
    book.sheet.append(["合计", "", "", "", "", "", "", 99999])
    book.sheet.append([f"共{book.good}卷"])
    book.skipped += 2
    return book


CASE_HEADINGS = ["序号", "立案号", "案由", "办理状态", "投诉日期", "立案时间", "被投诉单位", "信用代码", "投诉人", "承办人", "科室", "案件来源", "案情"]


def cases(count, today, seed=2):
    """Running cases with that many good rows, and one in fifteen bad."""
    chance = random.Random(seed)
    book = Book("在办案件台账", CASE_HEADINGS)
    number = 0
    while book.good < count:
        number += 1
        received = today - datetime.timedelta(days=20 + chance.randrange(200))
        filed = received + datetime.timedelta(days=4)
        row = [
            number, f"武人监立〔{filed.year}〕{number}号", "拖欠工资", chance.choice(["调查取证中", "已立案", "限期改正中", "决定已送达"]),
            written(received, chance), written(filed, chance), f"武汉第{number}服务有限公司", "",
            f"张三{number}、李四", chance.choice(["李建国", "赵 敏"]), "监察一科", "投诉", "拖欠三个月工资",
        ]
        fault = number % 15
        if fault == 3:
            row[9] = "王大锤"
            book.add(row, good=False)
        elif fault == 6:
            row[5] = f"{filed.year}年{filed.month}月"
            book.add(row, good=False)
        elif fault == 9:
            row[7] = "91420100MA4K000000"
            book.add(row, good=False)
        elif fault == 12:
            row[3] = "在办"
            book.add(row, good=False)
        else:
            book.add(row)
    book.sheet.append(["", "合计", "", "", "", "", "", "", "", "", "", "", ""])
    book.skipped += 1
    return book
