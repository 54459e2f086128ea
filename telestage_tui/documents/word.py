"""DOCX files, for what is to be gone over in Word or LibreOffice before it is signed.

Every text is put in as it is: nothing of a dossier is ever read as markup. The same content gives
the same bytes: nothing of the machine, of its clock or of the template of python-docx is left in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..dossier.stationery import Sheet
from ..dossier.text import harmless

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

_SIZES: dict[Sheet, tuple[float, float]] = {"lettre": (215.9, 279.4), "A4": (210, 297)}
"""Width and height, in millimetres."""
_MARGIN = 24
"""Of each side, in millimetres."""
_ACCENT, _SOFT = "1F4E79", "5B6672"
_FONT = "Calibri"
"""Where it is not installed, LibreOffice has one of the same widths in its place."""
_PROPERTY_MAX = 255
"""Longest property of a file, in characters, as the format has it."""
_NOT_XML = re.compile("[\ufffe\uffff]")
"""What a dossier may hold and XML may not."""
_LEFT_BEHIND = ("/thumbnail", "/stylesWithEffects")
"""Parts of the template of python-docx that no program needs: a picture, and the styles again."""


class Bullets(NamedTuple):
    """A list.

    Attributes:
        items: Its texts.
    """

    items: tuple[str, ...]


class Notice(NamedTuple):
    """A framed text.

    Attributes:
        text: What it says.
    """

    text: str


class Signature(NamedTuple):
    """A line to sign over, and who signs.

    Attributes:
        lines: Their name, their title, how to reach them.
    """

    lines: tuple[str, ...]


class WordText(NamedTuple):
    """What a DOCX file says.

    Attributes:
        title: At its head.
        blocks: One after the other; a `str` is a paragraph.
        language: Of the whole of it: `fr-CA`.
        sheet: Its size.
        author: Whose file it is.
        header: At the top of every page; empty for nothing.
        footer: At the foot of every page, before its number.
        logo: A picture at the head of the first page, whole; None for none.
    """

    title: str
    blocks: tuple[str | Bullets | Notice | Signature, ...]
    language: str
    sheet: Sheet
    author: str
    header: str
    footer: str
    logo: bytes | None = None


class UnusablePicture(Exception):
    """The logo is not a picture that the format can hold."""


def docx(text: WordText, at: datetime) -> bytes:
    """A DOCX file.

    Args:
        text: What it says; the few characters that the format cannot hold are left out.
        at: UTC instant that the file gives as its own.

    Raises:
        UnusablePicture: when it has a logo that cannot be used.
    """
    from docx import Document

    document = Document()
    _drop_parts(document)
    _set_language(document, text.language)
    _set_styles(document)
    _set_properties(document, text, at)
    _set_page(document, text)
    if text.logo is not None:
        _draw(document, text.logo)
    _add(document.add_paragraph(style="Title"), text.title)
    for block in text.blocks:
        _add_block(document, block)
    written = BytesIO()
    document.save(written)
    return _same_each_time(written)


# --- the text -------------------------------------------------------------------------------------


def _add_block(document: Document, block: str | Bullets | Notice | Signature) -> None:
    match block:
        case Bullets(items):
            for item in items:
                _add(document.add_paragraph(style="List Bullet"), item)
        case Notice(text):
            _add(_framed(document.add_paragraph(), ("top", "left", "bottom", "right")), text)
        case Signature(lines):
            _sign(document, lines)
        case text:
            _add(document.add_paragraph(), text)


def _draw(document: Document, picture: bytes) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    try:
        paragraph.add_run().add_picture(BytesIO(picture), height=Mm(15))
    except Exception as error:  # each kind of file fails in its own way, and SVG is not known
        raise UnusablePicture from error


def _sign(document: Document, lines: Iterable[str]) -> None:
    from docx.shared import Mm

    signature = _framed(document.add_paragraph(), ("top",))
    signature.paragraph_format.space_before = Mm(22)
    signature.paragraph_format.right_indent = Mm(80)
    signature.paragraph_format.keep_together = True
    _add(signature, "\n".join(lines))


def _add(paragraph: Paragraph, text: str) -> None:
    """Add a text as it is: the end of a line stays one, and a tab too."""
    paragraph.add_run(_NOT_XML.sub("", harmless(text)))


def _framed(paragraph: Paragraph, sides: Iterable[str]) -> Paragraph:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    borders = OxmlElement("w:pBdr")
    for side in sides:
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "6"), ("color", _SOFT)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    paragraph._p.get_or_add_pPr().append(borders)
    return paragraph


# --- the page -------------------------------------------------------------------------------------


def _set_page(document: Document, text: WordText) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    section: Section = document.sections[0]
    width, height = _SIZES[text.sheet]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN)
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (header, footer):
        paragraph.paragraph_format.tab_stops.add_tab_stop(
            Mm(width - 2 * _MARGIN), WD_TAB_ALIGNMENT.RIGHT
        )
    _add(header, text.header)
    _add(footer, f"{text.footer}\t")
    _add_field(footer, "PAGE")
    _add(footer, " / ")
    _add_field(footer, "NUMPAGES")


def _add_field(paragraph: Paragraph, name: str) -> None:
    """Add a number that the reader of the file works out."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _set_styles(document: Document) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    def style(name: str, size: float, colour: str | None = None) -> ParagraphStyle:
        chosen: ParagraphStyle = document.styles[name]
        chosen.font.name = _FONT
        fonts = chosen.element.get_or_add_rPr().rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)  # it would come before the name
        chosen.font.size = Pt(size)
        if colour:
            chosen.font.color.rgb = RGBColor.from_string(colour)
        return chosen

    normal = style("Normal", 11)
    normal.paragraph_format.space_after = Mm(3)
    normal.paragraph_format.line_spacing = 1.15
    style("List Bullet", 11).paragraph_format.space_after = Mm(1.5)
    title = style("Title", 20, _ACCENT)
    for border in title.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    for name in ("Header", "Footer"):
        small = style(name, 9, _SOFT)
        for stops in small.element.findall(f".//{qn('w:tabs')}"):
            stops.getparent().remove(stops)


def _set_language(document: Document, language: str) -> None:
    """Say the language of the text: the template says English, and Word would underline it all."""
    from docx.oxml.ns import qn

    for root in (document.styles.element, document.settings.element):
        for tag in ("w:lang", "w:themeFontLang"):
            for element in root.iter(qn(tag)):
                element.set(qn("w:val"), language)


# --- the file -------------------------------------------------------------------------------------


def _set_properties(document: Document, text: WordText, at: datetime) -> None:
    properties = document.core_properties
    author = _NOT_XML.sub("", harmless(text.author))[:_PROPERTY_MAX]
    properties.title = _NOT_XML.sub("", harmless(text.title))[:_PROPERTY_MAX]
    properties.author = properties.last_modified_by = author
    properties.language = text.language
    properties.comments = ""
    properties.created = properties.modified = at


def _drop_parts(document: Document) -> None:
    for relations in (document.part.package.rels, document.part.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.endswith(_LEFT_BEHIND):
                del relations[name]


def _same_each_time(written: BytesIO) -> bytes:
    """The same archive, its parts dated of the first day that the format knows."""
    result = BytesIO()
    with ZipFile(written) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3  # as on Unix, wherever it is written
            target.writestr(info, source.read(name))
    return result.getvalue()
