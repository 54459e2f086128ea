"""TOML read within bounds: what takes too long, or does not fit in Python, is refused."""

from __future__ import annotations

import re
import tomllib
from typing import Any, Literal

MAX_DEPTH = 32
"""Most parts of a dotted name; a fiche needs four."""

Fault = Literal["size", "encoding", "depth", "number", "syntax"]
"""Too large, not UTF-8, nested too deep, a number too long for Python, or not TOML."""

_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
# Reading a dotted name costs the square of its length: a long one is refused before. What is read
# is never given back (`+`), so that no line, however long, is read twice.
_DOTTED = re.compile(
    r"""(?:(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+)"""
    rf"{{{MAX_DEPTH}}}"
)


class UnreadableToml(Exception):
    """TOML that cannot be read: each reader has its own French sentences.

    Attributes:
        fault: What is wrong.
        reason: What `tomllib` says of a fault of syntax, in English, without its place.
        line: Line of a fault of encoding or syntax, from 1; 0 at the end of the document.
        column: Column of a fault of syntax, from 1; 0 at the end of the document.
        text: The text of that line; empty for a fault of encoding.
    """

    def __init__(
        self, fault: Fault, reason: str = "", *, line: int = 0, column: int = 0, text: str = ""
    ) -> None:
        super().__init__(fault, reason, line, column)
        self.fault = fault
        self.reason = reason
        self.line = line
        self.column = column
        self.text = text


def read_toml(content: str | bytes, largest: int) -> dict[str, Any]:
    """The tables of a TOML document.

    Args:
        content: Text, or bytes in UTF-8, with or without a byte order mark.
        largest: Most characters, or bytes, that are read.

    Raises:
        UnreadableToml: when it is too large, not UTF-8, nested too deep, holds a number too long
            for Python, or is not TOML.
    """
    if len(content) > largest:
        raise UnreadableToml("size")
    source = _decoded(content) if isinstance(content, bytes) else content
    source = source.removeprefix("\ufeff")
    if _DOTTED.search(source):
        raise UnreadableToml("depth")
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_fault(str(error), source) from None
    except RecursionError:
        raise UnreadableToml("depth") from None
    except ValueError:  # Python reads no whole number of more than 4,300 digits
        raise UnreadableToml("number") from None


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableToml("encoding", line=line) from None


def _syntax_fault(message: str, source: str) -> UnreadableToml:
    match = _PLACE.fullmatch(message)
    if match is None or match[2] is None:
        return UnreadableToml("syntax", match[1] if match else message)
    line, column = int(match[2]), int(match[3])
    text = source.split("\n")[line - 1]
    return UnreadableToml("syntax", match[1], line=line, column=column, text=text)
