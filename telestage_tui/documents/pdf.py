"""PDF files, laid out by typst from the templates of a programme.

The templates get their data as JSON, so that no text of a dossier is ever read as markup. Only the
fonts that come with typst are used: the same dossier gives the same bytes on every machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dossier.errors import FieldProblem, TelestageError
from ..programme.errors import ContentError, problem
from ..programme.papers import FOLDER, Templates
from ..programme.programme import Programme

if TYPE_CHECKING:
    import typst
    from typst import Fonts, PDFStandards

_PLACE = re.compile(r"┌─ (?:.*[/\\])?([^/\\]+\.typ):(\d+):(\d+)")
_GLYPH = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_ENTRY = "main"
"""The name that typst begins with: that of no template, for it is no typst file."""
_QUOTED_CHARACTERS = 12
"""How many characters that no font has are named, at most."""
_LONG = 20
"""Characters of the shortest word that is named to the templates as one to break: what the widest
columns hold."""
_ANY_INSTANT = datetime(2000, 1, 1, tzinfo=UTC)
"""For what is laid out only to see whether it can be."""


class MissingTypst(TelestageError):
    """What writes PDF files is not installed on this machine."""

    def __init__(self) -> None:
        super().__init__(
            "Les PDF s’écrivent avec le paquet typst, qui n’est pas installé ici. Installez-le "
            "(pip install typst), puis recommencez; tout le reste fonctionne sans lui."
        )


def missing_typst() -> MissingTypst | None:
    """Why no PDF file can be written on this machine; None when they can be."""
    try:
        import typst  # noqa: F401 (to see whether it can be)
    except ImportError:
        return MissingTypst()
    return None


class Pdf(NamedTuple):
    """A PDF file.

    Attributes:
        content: Its bytes.
        notices: French sentences: what it could not show, or which template was not used.
    """

    content: bytes
    notices: tuple[str, ...]


def pdf(programme: Programme, template: str, data: Mapping[str, Any], at: datetime) -> Pdf:
    """Lay a paper out.

    A template of an organisation that cannot be used gives way to ours, and that is said.

    Args:
        programme: Whose templates.
        template: The name of its file.
        data: What it shows; see `papers`.
        at: UTC instant that the file gives as its own.

    Raises:
        MissingTypst: when typst is not installed.
        ContentError: when our own template cannot be used, which is a fault of this program.
    """
    try:
        return lay_out(programme.templates(), template, data, at)
    except ContentError as error:
        ours = programme.templates(packaged_only=True)
        if template not in ours:
            raise
        result = lay_out(ours, template, data, at)
        notice = f"Le modèle de votre organisation est inutilisable, le nôtre le remplace : {error}"
        return Pdf(result.content, (notice, *result.notices))


def check_template(programme: Programme, template: str, data: Mapping[str, Any]) -> None:
    """Check that a template can be laid out.

    Raises:
        MissingTypst: when typst is not installed.
        ContentError: naming the file, the line and the column.
    """
    lay_out(programme.templates(), template, data, _ANY_INSTANT)


def lay_out(templates: Templates, template: str, data: Mapping[str, Any], at: datetime) -> Pdf:
    """Lay out a template among others that it may import.

    Args:
        templates: The files.
        template: The name of its file.
        data: What it shows.
        at: UTC instant that the PDF gives as its own.

    Raises:
        MissingTypst: when typst is not installed.
        ContentError: naming the file, the line and the column.
    """
    try:
        from typst import TypstError, compile
    except ImportError:
        raise MissingTypst from None

    if template not in templates:
        raise ContentError([problem(f"{FOLDER}/{template}", "", "fichier introuvable.")])
    files: Any = {name: file.content for name, file in templates.items()}  # its stub has no mapping
    files[_ENTRY] = f'#include "{template}"'.encode()
    words = long_words(data, without=_unprinted(templates))
    known = {**data, "long_words": words, "shortest_long": _LONG}
    inputs = {"data": json.dumps(known, ensure_ascii=False)}

    def laid_out(standard: PDFStandards) -> bytes:
        with TemporaryDirectory(prefix="telestage-") as nothing:
            return compile(
                files,
                root=nothing,  # what is not one of the files is looked for there
                font_paths=_fonts(),
                ignore_system_fonts=True,
                sys_inputs=inputs,
                pdf_standards=standard,
                timestamp=at,
            )

    try:
        return Pdf(laid_out("ua-1"), ())
    except TypstError as error:
        characters = list(_characters(error.diagnostic))
        if not characters:
            raise ContentError([_problem(error)]) from None
    try:
        return Pdf(laid_out([]), (_unshown(characters),))
    except TypstError as error:
        raise ContentError([_problem(error)]) from None


def _unprinted(templates: Templates) -> frozenset[str]:
    """The facts that are long words in most dossiers, and that these templates never print.

    To look for a word in every cell is slow. A template names a fact to print it, or goes through
    all of them.
    """
    sources = b"".join(file.content for file in templates.values())
    all_facts = any(way in sources for way in (b".values(", b".pairs("))
    return frozenset() if all_facts or b"email" in sources else frozenset({"email"})


def long_words(data: Mapping[str, Any], *, without: Collection[str] = ()) -> list[str]:
    """The words of a paper that a narrow column may not hold, each once, the longest first.

    Args:
        data: What the paper says.
        without: The facts that are not printed.
    """
    texts = (text for text in _texts(data, without) if len(text) >= _LONG)
    words = {word for text in texts for word in text.split() if len(word) >= _LONG}
    return sorted(words, key=lambda word: (-len(word), word))


def _texts(value: object, without: Collection[str]) -> Iterator[str]:
    """Every text of the data of a paper, whatever its depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            if name not in without:
                yield from _texts(each, without)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each, without)


@cache
def _fonts() -> Fonts:
    """The fonts that come with typst, read once: papers of several threads share them."""
    from typst import Fonts

    return Fonts(include_system_fonts=False)


def _problem(error: typst.TypstError) -> FieldProblem:
    place = _PLACE.search(error.diagnostic)
    if place is None:
        return problem(FOLDER, "", f"{error.message}.")
    name, line, column = place.groups()
    where = f"ligne {line}, colonne {int(column) + 1}"  # typst counts columns from 0
    return problem(f"{FOLDER}/{name}", where, f"{error.message}.")


def _characters(diagnostic: str) -> Iterator[str]:
    """The characters that no font has, as the refusal names them, each once."""
    for text in dict.fromkeys(_GLYPH.findall(diagnostic)):
        yield _ESCAPE.sub(lambda code: chr(int(code[1], 16)), text)


def _unshown(characters: list[str]) -> str:
    named = [c if c.isprintable() else f"U+{ord(c[0]):04X}" for c in characters]
    more = "…" if len(named) > _QUOTED_CHARACTERS else ""
    listed = " ".join(named[:_QUOTED_CHARACTERS])
    return (
        f"Ces caractères n’ont pas de dessin dans les polices du document et y sont laissés en "
        f"blanc : {listed}{more}"
    )
