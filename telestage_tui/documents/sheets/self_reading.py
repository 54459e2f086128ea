"""The text of a self-evaluation read back, whatever a mail program or a hand did to it.

Quoted, wrapped, saved by Windows or by a telephone, in another encoding: a criterion is known again
by its number and its words, and what stands there that the blank form does not have is an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple
from uuid import UUID

from ...dossier.errors import FieldProblem, InvalidInput
from ...dossier.evaluations import EvaluationKind
from ...dossier.french import count
from ...dossier.text import clean_prose, fold, harmless, quoted
from .answers import Asked
from .archive import UnreadableFile, check_size
from .self_form import ANSWER, COMMENT, REFERENCE, SELF_FORMS

_QUOTE = re.compile(r"(?m)^[ \t]*(?:[>|][ \t]?)+")
"""What a reply puts before each line of the mail it answers."""
_KINDS = "|".join(kind.replace("_", r"\\?_") for kind in SELF_FORMS.values())
_REFERENCE = re.compile(
    rf"({_KINDS})\s+([0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})", re.IGNORECASE
)
_RULE = re.compile(r"(?m)^[ \t]*--[^\n]*$")
_BLANK = re.compile(r"[\s_.…:]*")
_LARGEST_TEXT = 1024 * 1024
"""Bytes; a form whose every comment takes pages is under a tenth of it."""
_RECOGNISED = 12
"""Characters from which a part of a printed line is known again."""
_NAMED_LINES = 3
"""How many of the lines that are not taken are quoted."""


class SelfReference(NamedTuple):
    """What a file comes back to.

    Attributes:
        dossier: Which dossier.
        kind: Which form.
    """

    dossier: UUID
    kind: EvaluationKind


class GivenAnswer(NamedTuple):
    """What was written for one row.

    Attributes:
        asked: The criterion or the question.
        text: The answer, as `Asked.write` reads it; empty when none was given.
        comment: The comment.
    """

    asked: Asked
    text: str
    comment: str


class FilledForm(NamedTuple):
    """What a text says.

    Attributes:
        answers: What was written, in the order of the form; rows left blank are not there.
        blank: How many rows were left blank.
        notices: French sentences: what is not taken.
    """

    answers: tuple[GivenAnswer, ...]
    blank: int
    notices: tuple[str, ...]


class _Block(NamedTuple):
    """What stands between the words of a row and the next row."""

    asked: Asked
    text: str
    line: int


def form_text(data: bytes) -> str:
    """The text of a file, without the marks of a quoted reply.

    Raises:
        UnreadableFile: when it is no text.
    """
    check_size(data, _LARGEST_TEXT)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    elif not data.strip():
        raise UnreadableFile("Ce fichier est vide.")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")  # as Windows writes western languages
    return _QUOTE.sub("", harmless(text).replace("\u00a0", " ").replace("\u202f", " "))


def reference_in(text: str) -> SelfReference:
    """What the text of a file comes back to.

    Raises:
        UnreadableFile: when it does not say, or says it of several.
    """
    names = {
        (kind.replace("\\", "").lower(), dossier.lower())
        for kind, dossier in _REFERENCE.findall(text)
    }
    if not names:
        raise UnreadableFile(
            f"Ce fichier n’a pas la ligne « {REFERENCE} » d’une autoévaluation écrite par "
            "telestage : on ne sait pas à quel dossier il revient."
        )
    if len(names) > 1:
        raise UnreadableFile("Ce fichier a les références de plusieurs autoévaluations.")
    name, dossier = names.pop()
    kind = next(kind for kind in SELF_FORMS.values() if kind == name)
    return SelfReference(UUID(dossier), kind)


def read_form(text: str, rows: Sequence[Asked], blank_form: str) -> FilledForm:
    """Read the text of a self-evaluation.

    Args:
        text: See `form_text`.
        rows: The rows of the form.
        blank_form: The text of the blank form, whose lines are no answers.

    Raises:
        InvalidInput: when answers cannot be understood; each line is named.
    """
    problems: list[FieldProblem] = []
    answers: dict[str, GivenAnswer] = {}
    notices: list[str] = []
    blocks, outside = _blocks(text, rows)
    if not blocks:
        raise UnreadableFile("Ce fichier n’a plus aucun des critères de l’autoévaluation.")
    for block in blocks:
        try:
            answer = _answer(block, notices)
        except ValueError as error:
            problems.append(FieldProblem(f"ligne {block.line}, {block.asked.mark}", str(error)))
            continue
        if not (answer.text or answer.comment):
            continue
        other = answers.setdefault(block.asked.id, answer)
        if other != answer:
            message = "Ce critère a deux réponses différentes dans le fichier."
            problems.append(FieldProblem(f"ligne {block.line}, {block.asked.mark}", message))
    if problems:
        raise InvalidInput(problems)
    notices += _unread(list(_strange(outside, blank_form)))
    lost = [each.mark for each in rows if each.id not in {block.asked.id for block in blocks}]
    if lost:
        notices.append(f"Lignes introuvables dans le fichier : {', '.join(lost)}.")
    given = tuple(answers[each.id] for each in rows if each.id in answers)
    return FilledForm(given, len(rows) - len(given), tuple(notices))


# --- where each row is ----------------------------------------------------------------------------


def _blocks(text: str, rows: Sequence[Asked]) -> tuple[list[_Block], str]:
    """What follows the words of each row, up to the next one; and what is in no row."""
    starts = sorted(
        ((start, end, each) for each in rows for start, end in _places(text, each)),
        key=lambda place: place[0],
    )
    headings = _headings(text)
    ends = sorted([start for start, _, _ in starts] + [start for start, _ in headings])
    blocks, outside, last = [], [], 0
    for start, end, each in starts:
        until = next((other for other in ends if other >= end), len(text))
        blocks.append(_Block(each, text[end:until], text.count("\n", 0, start) + 1))
        outside.append(text[last:start])
        last = until
    rules = {text[start:end] for start, end in headings}
    rest = "\n".join((*outside, text[last:])).splitlines()
    return blocks, "\n".join(line for line in rest if line not in rules)


def _headings(text: str) -> list[tuple[int, int]]:
    """Where the lines between dashes are: the titles of the groups, the head of a signature."""
    rules = _RULE.finditer(text)
    return [rule.span() for rule in rules if rule[0].rstrip().endswith("--")]


def _places(text: str, each: Asked) -> list[tuple[int, int]]:
    """Where the words of a row begin and end; by its number alone when nobody left the words."""
    mark = rf"(?m)^[ \t]*{each.mark}[ \t]*[.)°:-]*[ \t]*"
    words = re.compile(mark + _flexible(each.title), re.IGNORECASE)
    places = [match.span() for match in words.finditer(text)]
    if places or not each.choices:
        return places
    for match in re.finditer(rf"{mark}(?=([^\n]+)$)", text):
        with suppress(ValueError):
            if each.choice(match[1]):
                places.append(match.span())
    return places


def _flexible(words: str) -> str:
    """A pattern of words, wherever they are cut, and whatever became of their accents."""
    return r"\s+".join("".join(map(_letter, word)) for word in words.split())


def _letter(char: str) -> str:
    return re.escape(char) if char.isascii() and char != "'" else r"\S{1,3}"


# --- what each says -------------------------------------------------------------------------------


def _answer(block: _Block, notices: list[str]) -> GivenAnswer:
    """What was written in a row.

    Raises:
        ValueError: when it is none of the answers, with a French sentence.
    """
    asked = block.asked
    label = COMMENT if asked.is_criterion else ANSWER
    before, _, after = _cut(_without_print(block.text, asked), label)
    if not asked.choices:
        parts = [part for part in (before.strip(" \t\n:"), after) if not _BLANK.fullmatch(part)]
        return GivenAnswer(asked, clean_prose("\n".join(parts)), "")
    if not asked.is_criterion:
        before, after = f"{before}\n{after}", ""
    lines = [line for line in before.splitlines() if not _BLANK.fullmatch(line)]
    choice, rest = asked.split(lines[0].lstrip(" \t:")) if lines else (None, "")
    others = [part for part in (rest, *lines[1:], after) if not _BLANK.fullmatch(part)]
    words = clean_prose("\n".join(others))
    if words and not asked.is_criterion:
        notices.append(f"Question {asked.mark} : {quoted(words)}, non repris.")
        words = ""
    return GivenAnswer(asked, choice.code if choice else "", words)


def _cut(text: str, label: str) -> tuple[str, str, str]:
    """The text before a label and after it; all of it before when the label is not there."""
    match = re.search(rf"(?im)^[ \t]*{_flexible(label)}s?[ \t]*:", text)
    return (text, "", "") if match is None else (text[: match.start()], label, text[match.end() :])


def _without_print(text: str, asked: Asked) -> str:
    """What a hand wrote in a block: the hint and the answers to choose from are left out."""
    printed = [f"({asked.hint})"] if asked.hint else []
    printed += [f"{choice.code} = {choice.label}" for choice in asked.choices]
    if not asked.is_criterion:
        printed.append(f"({', '.join(choice.code for choice in asked.choices)})")
    for words in printed:
        text = re.sub(rf"(?im)^[ \t]*{_flexible(words)}[ \t]*$", "", text)
    return text


def _strange(outside: str, blank_form: str) -> Iterator[str]:
    """The lines that somebody wrote out of every row; one of the form may have been cut in two."""
    lines, whole = {fold(line) for line in blank_form.splitlines()}, fold(blank_form)
    for line in outside.splitlines():
        folded = fold(line)
        is_printed = folded in lines or (len(folded) >= _RECOGNISED and folded in whole)
        if not is_printed and not _REFERENCE.search(line):
            yield line.strip()


def _unread(lines: Sequence[str]) -> Iterator[str]:
    if lines:
        named = ", ".join(map(quoted, lines[:_NAMED_LINES]))
        number = count(len(lines), "ligne n’est pas une réponse", "lignes ne sont pas des réponses")
        more = ", …" if len(lines) > _NAMED_LINES else ""
        yield f"{number} : {named}{more}."
