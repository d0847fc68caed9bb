"""Workbooks as the programs write them, made by openpyxl; and what somebody hostile makes of one."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time

from openpyxl import Workbook

FOOD_LOG = (
    "Date,Time,Food Name,Serving Size,Serving Qty,Serving Weight (g),Calories (kcal),Fat (g),Carbs (g),Protein (g),"
    "B12 Cobalamin (mcg),Fiber (g)"
).replace("B12 Cobalamin", "B12; Cobalamin")
SHEET = "xl/worksheets/sheet1.xml"

type Rows = Sequence[Sequence[object]]


def saved(book: Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def workbook(sheets: Mapping[str, Rows], change: Callable[[Workbook], None] = lambda _: None) -> bytes:
    """A workbook of these sheets, in their order."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    change(book)
    return saved(book)


def macro_factor_sheets() -> dict[str, Rows]:
    """The sheets of MacroFactor's own export."""
    headers = [header.replace(";", ",") for header in FOOD_LOG.split(",")]
    return {
        "Calories & Macros": [
            ("Date", "Calories (kcal)", "Protein (g)", "Fat (g)", "Carbs (g)"),
            (date(2026, 5, 1), 347.5, 63.8, 6.1, 6.1),
        ],
        "Micronutrients": [("Date", "Caffeine (mg)", "B12, Cobalamin (mcg)"), (date(2026, 5, 1), 0, 1.3)],
        "Scale Weight": [
            ("Date", "Weight (lbs)"),
            (date(2026, 5, 1), 176.37),
            (date(2026, 5, 2), 175.8),
        ],
        "Weight Trend": [("Date", "Weight Trend (lbs)"), (date(2026, 5, 1), 176.9)],
        "Expenditure": [("Date", "Expenditure (kcal)"), (date(2026, 5, 1), 2601)],
        "Body Metrics": [("Date", "Waist (in)", "Body Fat (%)"), (date(2026, 5, 1), 33.5, 21.5)],
        "Steps": [("Date", "Steps"), (date(2026, 5, 1), 8421)],
        "Nutrition Program": [
            ("Date", "Calories (kcal)", "Protein (g)", "Fat (g)", "Carbs (g)"),
            (date(2026, 5, 1), 2100, 150, 70, 210),
        ],
        "Food Log": [
            headers,
            (date(2026, 5, 1), time(7, 45), "Greek Yogurt", "container", 1, 170, 100, 0.7, 6.1, 17.3, 1.275, 0),
            (date(2026, 5, 1), time(12, 30), "Chicken Breast", "g", 150, 150, 247.5, 5.4, 0, 46.5, None, 0),
        ],
    }


def macro_factor() -> bytes:
    return workbook(macro_factor_sheets())


def diary(*rows: Sequence[object]) -> Rows:
    """A plain table of foods."""
    return [("Date", "Meal", "Food", "Calories", "Protein (g)"), *rows]


def with_parts(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """A workbook with parts put in the place of its own, beside them, or (None) taken out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in parts:
                after.writestr(name, before.read(name))
        for name, content in parts.items():
            if content is not None:
                after.writestr(name, content)
    return made.getvalue()


def sharing(data: bytes, strings: bytes) -> bytes:
    """A workbook whose cells' texts stand in a part of their own, as Excel writes it; openpyxl does not."""
    types = part_of(data, "[Content_Types].xml")
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    stated = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    return with_parts(
        data, {"[Content_Types].xml": types.replace(b"</Types>", stated), "xl/sharedStrings.xml": strings}
    )


def part_of(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def sheet_xml(rows: bytes, before: bytes = b"", after: bytes = b"", declared: bytes = b"") -> bytes:
    """A sheet's XML with these rows within."""
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>' + declared
        + b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        + before + b"<sheetData>" + rows + b"</sheetData>" + after + b"</worksheet>"
    )  # fmt: skip


def inline(row: int, *cells: str) -> bytes:
    """A row of texts."""
    inner = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    return f'<row r="{row}">{inner}</row>'.encode()


MOMENT = datetime(2026, 5, 2, 7, 5, 11)
