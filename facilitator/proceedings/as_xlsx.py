"""The Book as an Excel workbook: a sheet for each table, with filters and a heading row that stays.

Words are always written as text, never as a formula, a number or a link. Excel holds at most 32,767 letters in a cell:
longer words go on in the rows below, which repeat the number.
"""

import datetime
from pathlib import Path

import xlsxwriter

from ..i18n import direction
from .book import Book
from .letters import direction as direction_of
from .letters import in_pieces, visible
from .tables import Table, tables

MOST_IN_A_CELL = 32_767  # UTF-16 units
LONGEST_SHEET_NAME = 31
NOT_IN_SHEET_NAMES = str.maketrans("[]:*?/\\", "       ")


def write(book: Book, out: Path, progress, shape=None) -> None:
    """Write a workbook to `out`."""
    with xlsxwriter.Workbook(out, {"constant_memory": False}) as workbook:
        workbook.set_properties({"title": visible(book.event.title), "comments": visible(book.event.question)})
        looks = {
            "head": workbook.add_format(
                {"bold": True, "bg_color": "#E3F0F2", "border": 1, "text_wrap": True, "valign": "top"}
            ),
            "ltr": workbook.add_format({"text_wrap": True, "valign": "top", "reading_order": 1}),
            "rtl": workbook.add_format({"text_wrap": True, "valign": "top", "reading_order": 2}),
            "plain": workbook.add_format({"valign": "top"}),
            "day": workbook.add_format({"valign": "top", "num_format": "yyyy-mm-dd"}),
            "moment": workbook.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm"}),
        }
        for table in tables(book):
            _sheet(workbook, table, book.language, looks)


def _sheet(workbook, table: Table, language, looks):
    sheet = workbook.add_worksheet(table.name.translate(NOT_IN_SHEET_NAMES)[:LONGEST_SHEET_NAME])
    if direction(language) == "rtl":
        sheet.right_to_left()
    for index, column in enumerate(table.columns):
        sheet.write_string(0, index, column.head, looks["head"])
        sheet.set_column(index, index, column.width)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    last = 0
    for row in table.rows:
        for part in _rows_that_fit(row):
            last += 1
            for index, value in enumerate(part):
                _cell(sheet, last, index, value, language, looks)
    sheet.autofilter(0, 0, max(last, 1), len(table.columns) - 1)


def _rows_that_fit(row):
    """The row, and when some words are too long for a cell, further rows with the rest of them."""
    cells = [in_pieces(visible(value), MOST_IN_A_CELL) if isinstance(value, str) else [value] for value in row]
    yield [pieces[0] for pieces in cells]
    for number in range(1, max(map(len, cells))):
        yield [
            pieces[number] if number < len(pieces) else row[0] if index == 0 and isinstance(row[0], int) else None
            for index, pieces in enumerate(cells)
        ]


def _cell(sheet, row, column, value, language, looks):
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(row, column, value, looks[direction_of(value, language)])
    elif isinstance(value, datetime.datetime):
        sheet.write_datetime(row, column, value.replace(tzinfo=None), looks["moment"])
    elif isinstance(value, datetime.date):
        sheet.write_datetime(row, column, value, looks["day"])
    else:
        sheet.write_number(row, column, value, looks["plain"])
