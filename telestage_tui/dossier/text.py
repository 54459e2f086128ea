"""Safe text: what people type is kept, except what could command a terminal.

Removed on input and on load: the C0 and C1 control characters (but tab and new line), DEL, lone
surrogates, and the characters that override the direction of the text around them. Emoji, accents
and right-to-left scripts are kept.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

LINE_MAX = 20_000
"""Longest one-line text kept, in characters: far over any real name, to refuse only nonsense."""
PROSE_MAX = 200_000
"""Longest multi-line text kept, in characters."""
QUOTE_MAX = 60
"""Longest text a message quotes, in characters."""

# An escape sequence is removed whole, so that no « [31m » remains. One that is never closed ends
# with its line, so that the lines after it are kept.
_SEQUENCES = (
    "(?:\x1b\\]|\x9d)[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\\\|\x9c)?"  # OSC: clipboard, title, links
    "|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x1b\x9c\n]*(?:\x1b\\\\|\x9c)?"  # DCS, SOS, PM, APC
    "|(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]?"  # CSI: colours, cursor
    "|\x1b[ -/]*[0-~]?"  # any other escape
)
_UNSAFE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
_NEW_LINES = "\r\n?|[\x0b\x0c\x85\u2028\u2029]"
_BREAKING = r"(?m)(?<=\S) (?=[:»](?:[ .,;?!)]|$))|(?<=«) "
_BLANKS = r"[\t\n]+"


def harmless(text: str) -> str:
    """The text without what could command a terminal; line ends become `\\n`."""
    if not text.isprintable():  # no unsafe character is printable
        text = re.sub(_NEW_LINES, "\n", text)
        text = re.sub(_SEQUENCES, "", text)
        text = re.sub(_UNSAFE, "", text)
    return text


def clean_prose(text: str) -> str:
    """Multi-line text without control sequences, and without outer blanks."""
    return harmless(text).strip()


def clean_line(text: str) -> str:
    """One-line text: `clean_prose`, with tabs and line ends made single spaces."""
    prose = clean_prose(text)
    return prose if prose.isprintable() else re.sub(_BLANKS, " ", prose)


class _Letters(dict[int, str]):
    """What `fold` writes for each character, worked out the first time it is met."""

    def __missing__(self, code: int) -> str:
        chars = unicodedata.normalize("NFKD", chr(code).replace("’", "'"))
        letters = "".join(char for char in chars if not unicodedata.combining(char)).casefold()
        self[code] = letters.replace("œ", "oe").replace("æ", "ae")
        return self[code]


_LETTERS = _Letters()


def fold(text: str) -> str:
    """The text in lower case, without accents or ligatures, its spaces and apostrophes plain."""
    return " ".join(text.translate(_LETTERS).split())


def fold_letters(text: str) -> tuple[str, list[int]]:
    """The text folded letter by letter, its spaces kept, and where each letter comes from.

    Returns:
        The folded text; and for each of its characters, then for its end, the place in the text.
    """
    letters = [_LETTERS[ord(char)] for char in text]
    places = [place for place, folded in enumerate(letters) for _ in folded]
    return "".join(letters), [*places, len(text)]


def quoted(text: str) -> str:
    """The text as a message may quote it: cleaned, short, between guillemets."""
    line = clean_line(text)
    return f"« {line if len(line) <= QUOTE_MAX else line[: QUOTE_MAX - 1] + '…'} »"


def merged(before: str, mine: str, theirs: str) -> str:
    """Merge two changes of one text without losing a word of either.

    Args:
        before: The text before both changes.
        mine: The text as changed here; what was added at its end follows theirs.
        theirs: The text as changed elsewhere.
    """
    if mine.strip() in (before.strip(), theirs.strip()):
        return theirs
    if theirs == before:
        return mine
    if mine.startswith(before) and before:
        return theirs + mine[len(before) :]
    return f"{theirs}\n\n{mine}" if theirs else mine


def typeset(text: str) -> str:
    """The text with the no-break spaces that Québec writes: before a colon, inside guillemets.

    No space comes before « ; ? ! » there (Office québécois de la langue française).
    """
    return re.sub(_BREAKING, "\u00a0", text)


def _line(value: object) -> object:
    return clean_line(value) if isinstance(value, str) else value


def _prose(value: object) -> object:
    return clean_prose(value) if isinstance(value, str) else value


Line = Annotated[str, Field(max_length=LINE_MAX), BeforeValidator(_line)]
"""A one-line text, possibly empty."""
Name = Annotated[str, Field(min_length=1, max_length=LINE_MAX), BeforeValidator(_line)]
"""A one-line text that cannot be empty once cleaned."""
Prose = Annotated[str, Field(max_length=PROSE_MAX), BeforeValidator(_prose)]
"""A text of several lines, possibly empty."""


_EMAIL = r"[^@\s<>()\[\]\\,;:\"]+@[\w-]+(?:\.[\w-]+)+"
_LINK = r"https?://[^\s<>\"]+"


def check_email(value: str) -> str:
    """An e-mail address, or an empty text.

    Raises:
        ValueError: with a French sentence.
    """
    if value and not re.fullmatch(_EMAIL, value):
        raise ValueError(f"Adresse {quoted(value)} illisible; une adresse s’écrit nom@exemple.org.")
    return value


Email = Annotated[Line, AfterValidator(check_email)]
"""An e-mail address, or an empty text when it is not known."""


def _check_link(value: str) -> str:
    if value and not re.fullmatch(_LINK, value):
        raise ValueError("Un lien commence par https:// et ne contient pas d’espace.")
    return value


Link = Annotated[Line, AfterValidator(_check_link)]
"""An http(s) link, or an empty text."""
