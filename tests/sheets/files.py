"""Files made by hand: workbooks part by part, as other programs write them, and the worst that can be sent."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)


def packed(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def parts_of(
    sheets: Mapping[str, str],
    *,
    texts: Sequence[str] = (),
    formats: Sequence[str] = (),
    hidden: Sequence[str] = (),
    from_1904: bool = False,
) -> dict[str, str | bytes]:
    """The parts of a workbook; `sheets` holds the XML inside each worksheet element.

    `texts` are the shared texts (XML inside si). `formats` are number formats; a cell's style s="1" is the first.
    """
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="r{number}"'
        + (' state="hidden"' if name in hidden else "")
        + "/>"
        for number, name in enumerate(sheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    codes = "".join(
        f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>' for number, code in enumerate(formats, 170)
    )
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in range(170, 170 + len(formats)))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "xl/workbook.xml": f'<workbook xmlns="{NAMESPACE}" xmlns:r="{RELATIONS}">'
        f'<workbookPr date1904="{int(from_1904)}"/><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        f'{relations}<Relationship Id="s" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="t" Type="{RELATIONS}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f"<styleSheet><numFmts>{codes}</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
        f"<cellXfs><xf numFmtId='0'/>{styles}</cellXfs></styleSheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{NAMESPACE}">{"".join(f"<si>{text}</si>" for text in texts)}</sst>',
    }
    for number, inner in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = f'<worksheet xmlns="{NAMESPACE}">{inner}</worksheet>'
    return parts


def xlsx(sheets: Mapping[str, str], **more: Any) -> bytes:
    """A workbook from the XML inside its worksheet elements (see `parts_of`)."""
    return packed(parts_of(sheets, **more))


def data(*cells: str) -> str:
    """The data of a sheet from its cells' XML, all in rows that say nothing of themselves."""
    return f"<sheetData><row>{''.join(cells)}</row></sheetData>"


def text_cell(address: str, text: str) -> str:
    """A cell with text in it."""
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def table(*rows: Sequence[str | float | None], top: int = 1) -> str:
    """The data of a sheet: texts and numbers in rows, from row `top` on."""
    cells = []
    for number, row in enumerate(rows, top):
        for column, entry in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", row, strict=False):
            if isinstance(entry, str):
                cells.append(text_cell(f"{column}{number}", entry))
            elif entry is not None:
                cells.append(f'<c r="{column}{number}"><v>{entry}</v></c>')
    return data(*cells)


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook as openpyxl writes it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def scalars(*pairs: tuple[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a sheet 单项 with these fields filled in."""
    return [("字段", "单位", "填写", "说明"), *((name, None, value) for name, value in pairs)]
