"""Safe text: what people type is kept, but nothing in it can command a terminal.

Removed on input and on load: the C0 and C1 control characters (but tab and new line), DEL, lone
surrogates, and the characters that override the direction of the text around them. Emoji, accents
and right-to-left scripts are kept.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

LINE_MAX = 20_000
"""Longest one-line text kept, in characters: far over any real name, to refuse only nonsense."""
PROSE_MAX = 200_000
"""Longest multi-line text kept, in characters."""

# An escape sequence goes as a whole, so that « [31m » does not stay behind as litter.
_SEQUENCES = re.compile(
    "(?:\x1b\\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)?"  # OSC: clipboard, title, links
    "|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x1b\x9c]*(?:\x1b\\\\|\x9c)?"  # DCS, SOS, PM, APC
    "|(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]?"  # CSI: colours, cursor
    "|\x1b[ -/]*[0-~]?"  # any other escape
)
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_NEW_LINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"[\t\n]+")


def clean_prose(text: str) -> str:
    """Multi-line text without control sequences; line ends become `\\n`, outer blanks go."""
    if _UNSAFE.search(text):
        text = _NEW_LINES.sub("\n", text)
        text = _SEQUENCES.sub("", text)
        text = _UNSAFE.sub("", text)
    return text.strip()


def clean_line(text: str) -> str:
    """One-line text: as `clean_prose`, then tabs and line ends become single spaces."""
    return _BLANKS.sub(" ", clean_prose(text))


def _clean_if_text(value: object) -> object:
    return clean_line(value) if isinstance(value, str) else value


Line = Annotated[str, StringConstraints(max_length=LINE_MAX), AfterValidator(clean_line)]
"""A one-line text, possibly empty."""
Name = Annotated[
    str, BeforeValidator(_clean_if_text), StringConstraints(min_length=1, max_length=LINE_MAX)
]
"""A one-line text that cannot be empty once cleaned."""
Prose = Annotated[str, StringConstraints(max_length=PROSE_MAX), AfterValidator(clean_prose)]
"""A text of several lines, possibly empty."""


def _check_email(value: str) -> str:
    if value and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", value):
        raise ValueError(f"adresse « {value} » illisible ; une adresse s’écrit nom@exemple.org.")
    return value


Email = Annotated[Line, AfterValidator(_check_email)]
"""An e-mail address, or an empty text when it is not known."""


def _check_link(value: str) -> str:
    if value and not re.fullmatch(r"https?://[^\s<>\"]+", value):
        raise ValueError("un lien commence par https:// et ne contient pas d’espace.")
    return value


Link = Annotated[Line, AfterValidator(_check_link)]
"""An http(s) link, or an empty text."""
