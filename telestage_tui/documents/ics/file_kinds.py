"""What a file given as a calendar is: its text, or what it is instead, said in French."""

from __future__ import annotations

import re
from typing import NamedTuple

from .refusal import UnreadableCalendar

LARGEST_CALENDAR = 2 * 1024 * 1024
"""Bytes; a calendar of ten years takes less."""

_FOLD = re.compile(rb"\r?\n[ \t]")
_BEGINNING = 1000
"""Bytes of a file that tell what it is."""
_EXPORT = "exportez l’agenda au format iCalendar (.ics)"
_INSIDE = "sortez-en le fichier .ics, puis reprenez celui-là"
_SIGNATURES: tuple[tuple[tuple[bytes, ...], str], ...] = (
    ((b"PK\x03\x04", b"PK\x05\x06"), f"une archive ZIP : {_INSIDE}"),
    ((b"\x1f\x8b",), f"une archive GZIP : {_INSIDE}"),
    ((b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ"), f"une archive : {_INSIDE}"),
    ((b"%PDF",), f"un document PDF : {_EXPORT}"),
    ((b"\xd0\xcf\x11\xe0", b"!BDN"), f"un fichier d’Outlook : {_EXPORT}"),
)
"""How a file that is no text begins, and what it is."""
_TEXTS: tuple[tuple[tuple[bytes, ...], str], ...] = (
    (
        (b"<!doctype html", b"<html", b"<head", b"<body", b"<script"),
        "une page web, souvent celle qui demande de se connecter : connectez-vous, puis "
        "téléchargez de nouveau l’agenda",
    ),
    ((b"<",), f"un fichier XML : {_EXPORT}"),
    ((b"begin:vcard",), f"une carte de visite (vCard) : {_EXPORT}"),
    ((b"{", b"["), f"un fichier JSON : {_EXPORT}"),
)
"""The same of texts, in lower case."""
_MAIL = re.compile(rb"(?:received|return-path|mime-version|delivered-to|from|subject):", re.I)
_TABLE = re.compile(rb"[^\r\n:]*[,;\t][^\r\n:]*[,;\t][^\r\n:]*\r?\n")


class CalendarText(NamedTuple):
    """The text of a calendar, unfolded.

    Attributes:
        text: Without a byte order mark.
        is_utf8: Whether it was in UTF-8, or in UTF-16 and said so; else it was read as Windows
            writes western languages, Latin-1 included.
    """

    text: str
    is_utf8: bool


def calendar_text(data: bytes) -> CalendarText:
    """The text of a calendar file.

    Raises:
        UnreadableCalendar: when the file is none; the sentence says what it is.
    """
    if len(data) > LARGEST_CALENDAR:
        raise UnreadableCalendar(
            f"Ce fichier dépasse {LARGEST_CALENDAR // 1024 // 1024} Mo : "
            "exportez une période plus courte."
        )
    if not data.strip():
        raise UnreadableCalendar("Ce fichier est vide : ce n’est pas un agenda.")
    for beginnings, kind in _SIGNATURES:
        if data.startswith(beginnings):
            raise UnreadableCalendar(f"Ce fichier n’est pas un agenda, mais {kind}.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    # Lines are unfolded as bytes: a fold may cut a character in two.
    whole = _FOLD.sub(b"", data).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not whole[:15].upper().startswith(b"BEGIN:VCALENDAR"):
        raise UnreadableCalendar(_no_calendar(whole[:_BEGINNING]))
    try:
        return CalendarText(whole.decode(), is_utf8=True)
    except UnicodeDecodeError:
        return CalendarText(whole.decode("cp1252", "replace"), is_utf8=False)


def _no_calendar(beginning: bytes) -> str:
    lower = beginning.lower()
    for beginnings, kind in _TEXTS:
        if lower.startswith(beginnings):
            return f"Ce fichier n’est pas un agenda, mais {kind}."
    if _MAIL.match(beginning):
        return (
            "Ce fichier n’est pas un agenda, mais un courriel : enregistrez la pièce jointe .ics, "
            "puis reprenez celle-là."
        )
    if _TABLE.match(beginning):
        return f"Ce fichier n’est pas un agenda, mais un tableau (CSV) : {_EXPORT}."
    return "Ce fichier n’est pas un agenda : il ne commence pas par BEGIN:VCALENDAR."
