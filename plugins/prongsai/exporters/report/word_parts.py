"""What python-docx leaves to others: Thai fonts, repeated rows, fields, an order that Word accepts, fixed bytes.

Lengths are in millimetres. The functions take python-docx's objects, which are imported only when they are called.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from functools import cache
from typing import Any

from prongsai.extras import require

FONT = "TH SarabunPSK"
FIELD_PAGE, FIELD_PAGES = "PAGE \\* THAIARABIC", "NUMPAGES \\* THAIARABIC"
_TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""
_LONGEST_NAME = 255
"""Letters of a property of the file."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_ORDER = {
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing sz szCs highlight u lang",
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr spacing ind jc outlineLvl rPr",
    "trPr": "cantSplit trHeight tblHeader",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "tblPr": "tblStyle tblW jc tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "sectPr": "footerReference headerReference type pgSz pgMar pgNumType cols docGrid",
}
"""Word takes the children of these only in the order of its schema; those that this paper uses."""


def blank_document(title: str, author: str) -> Any:
    """An empty document: A4 that lies, margins of 15 mm, the paper's styles."""
    docx = require("docx", "docx")
    document = docx.Document()
    _leave_out(document.part.rels, "stylesWithEffects")  # of Word 2010, and of another template
    _leave_out(document.part.package.rels, "thumbnail")  # a picture of an empty page
    _name(document, title, author)
    section = document.sections[0]
    length = docx.shared.Mm
    section.orientation = docx.enum.section.WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = length(297), length(210)
    section.left_margin = section.right_margin = section.top_margin = length(15)
    section.bottom_margin, section.footer_distance = length(17), length(7)
    section._sectPr.append(_element("pgNumType", fmt="thaiNumbers"))
    for setting in document.settings.element.iter(_tag("compatSetting")):
        if setting.get(_tag("name")) == "compatibilityMode":
            setting.set(_tag("val"), "15")  # Word 2013 and later: no word of an old format in the title bar
    _make_styles(document)
    return document


def _leave_out(relations: Any, kind: str) -> None:
    for name, relation in list(relations.items()):
        if relation.reltype.endswith(kind):
            del relations[name]


def _name(document: Any, title: str, author: str) -> None:
    """Title and author, and no date: that of the build says nothing of the report."""
    known = document.core_properties
    known.title, known.author, known.language = title[:_LONGEST_NAME], author[:_LONGEST_NAME], "th-TH"
    known.comments = known.last_modified_by = known.keywords = ""
    for date in ("created", "modified"):
        for found in known._element.findall(f"{{http://purl.org/dc/terms/}}{date}"):
            known._element.remove(found)


def _make_styles(document: Any) -> None:
    docx = require("docx", "docx")
    paragraph = docx.enum.style.WD_STYLE_TYPE.PARAGRAPH
    align = docx.enum.text.WD_ALIGN_PARAGRAPH
    styles = document.styles
    for name, size in (("Normal", 16), ("Heading 1", 18), ("Heading 2", 16)):
        _set_font(styles[name], size, bold=name != "Normal")
    new = {name: styles.add_style(name, paragraph) for name in ("Item", "Labelled item", "Middle", "Page number")}
    new["Signature"] = styles.add_style("Signature", paragraph)
    for style in new.values():
        style.base_style = styles["Normal"]
    for style in (styles["Normal"], styles["Heading 1"], styles["Heading 2"], *new.values()):
        form = style.paragraph_format
        form.space_before = form.space_after = docx.shared.Pt(0)
        form.line_spacing = 1.0
    styles["Heading 1"].paragraph_format.alignment = new["Middle"].paragraph_format.alignment = align.CENTER
    styles["Heading 2"].paragraph_format.space_before = docx.shared.Pt(10)
    new["Page number"].paragraph_format.alignment = align.CENTER
    _set_font(new["Page number"], 14, bold=False)
    hanging = new["Labelled item"].paragraph_format
    hanging.left_indent, hanging.first_line_indent = docx.shared.Mm(4), docx.shared.Mm(-4)
    sign = new["Signature"].paragraph_format
    sign.left_indent, sign.space_before, sign.alignment = docx.shared.Mm(160), docx.shared.Pt(6), align.CENTER


def _set_font(style: Any, size: int, *, bold: bool) -> None:
    """Font and size for Latin letters and for Thai, which Word calls complex script and sets by other attributes."""
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)  # among them the theme's fonts, which would win
    properties.append(_element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT))
    if bold:
        properties.extend([_element("b"), _element("bCs")])
    properties.extend([_element("sz", val=size * 2), _element("szCs", val=size * 2)])
    properties.append(_element("lang", val="en-US", bidi="th-TH"))


def set_table(table: Any, widths: Sequence[float], inset: float, *, title: str, description: str) -> None:
    """Fixed columns, thin lines, room inside the cells, and what a screen reader says of the table."""
    table.style = "Table Grid"
    table.autofit = False
    properties = table._tbl.tblPr
    for found in properties.findall(_tag("tblW")):
        properties.remove(found)
    properties.append(_element("tblW", w=round(sum(widths) * _TWIPS), type="dxa"))
    margins = _element("tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(side, w=round(inset * _TWIPS), type="dxa"))
    properties.extend([margins, _element("tblCaption", val=title), _element("tblDescription", val=description)])
    for column, width in zip(table._tbl.tblGrid, widths, strict=True):
        column.set(_tag("w"), str(round(width * _TWIPS)))


def set_row(row: Any, *, repeated: bool, whole: bool) -> None:
    """Whether a row stands on every page, and whether a page's end may cut it."""
    properties = row._tr.get_or_add_trPr()
    if whole:
        properties.append(_element("cantSplit"))
    if repeated:
        properties.append(_element("tblHeader"))


def set_cell(cell: Any, width: float, *, fill: str = "", middle: bool = False) -> None:
    """A cell's width, and its colour as six hexadecimal digits."""
    properties = cell._tc.get_or_add_tcPr()
    for found in properties.findall(_tag("tcW")):
        properties.remove(found)
    properties.append(_element("tcW", w=round(width * _TWIPS), type="dxa"))
    if fill:
        properties.append(_element("shd", val="clear", color="auto", fill=fill))
    if middle:
        properties.append(_element("vAlign", val="center"))


def set_style(paragraph: Any, name: str) -> None:
    """Give a paragraph one of this paper's styles. python-docx would look through all styles each time."""
    paragraph._p.style = name.replace(" ", "")


def add_bottom_text(document: Any) -> Any:
    """The paragraph at the foot of every page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = "Page number"
    return paragraph


def add_fields(paragraph: Any, parts: Sequence[str]) -> None:
    """Text and page numbers, one after the other."""
    for part in parts:
        if part in (FIELD_PAGE, FIELD_PAGES):
            field = _element("fldSimple", instr=f" {part} ")
            run = _element("r")
            text = _element("t")
            text.text = "๑"  # until the program that opens the file has counted
            run.append(text)
            field.append(run)
            paragraph._p.append(field)
        elif part:
            paragraph.add_run(part)


def add_link(paragraph: Any, address: str, shown: str) -> None:
    """An address that can be followed."""
    docx = require("docx", "docx")
    kind = docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK
    link = docx.oxml.OxmlElement("w:hyperlink")
    link.set(docx.oxml.ns.qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
    run = paragraph.add_run(shown)
    run.font.color.rgb = docx.shared.RGBColor(0x0B, 0x3D, 0x91)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def make_schema_valid(document: Any) -> None:
    """Bold for Thai too, and all properties in the order of the schema: Word calls a file broken otherwise."""
    parts = [document.element, document.styles.element, document.sections[0].footer._element]
    for root in parts:
        for bold in list(root.iter(_tag("b"))):
            if bold.getnext() is None or bold.getnext().tag != _tag("bCs"):
                bold.addnext(_element("bCs"))
        for name, order in _ORDER.items():
            places = {_tag(child): place for place, child in enumerate(order.split())}
            for properties in root.iter(_tag(name)):
                if all(child.tag in places for child in properties):
                    properties[:] = sorted(properties, key=lambda child: places[child.tag])


def whole_file(document: Any) -> bytes:
    """The file's bytes: names in order, no date of today."""
    written = io.BytesIO()
    document.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            new.writestr(entry, old.read(name))
    return fixed.getvalue()


@cache
def _tag(name: str) -> str:
    return str(require("docx.oxml.ns", "docx").qn(f"w:{name}"))


def _element(element: str, **attributes: object) -> Any:
    made = require("docx.oxml", "docx").OxmlElement(f"w:{element}")
    for key, value in attributes.items():
        made.set(_tag(key), str(value))
    return made
