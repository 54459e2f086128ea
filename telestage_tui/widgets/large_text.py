"""Text in large letters, to be read from across a desk: five dots by seven, in half blocks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

COLUMNS = 6
"""Columns that a letter takes, the space after it included."""
LINES = 4
"""Lines that a letter takes."""
_DOTS = 8
"""Dots of a letter from top to bottom; the lowest is for what hangs below the line."""
_BLOCKS = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}

_GLYPHS = {
    " ": "0000000000", "!": "00005F0000", '"': "0007000700", "#": "147F147F14",
    "$": "242A7F2A12", "%": "2313086462", "&": "3649562050", "'": "0008070300",
    "(": "001C224100", ")": "0041221C00", "*": "2A1C7F1C2A", "+": "08083E0808",
    ",": "0080703000", "-": "0808080808", ".": "0000606000", "/": "2010080402",
    "0": "3E5149453E", "1": "00427F4000", "2": "7249494946", "3": "2141494D33",
    "4": "1814127F10", "5": "2745454539", "6": "3C4A494931", "7": "4121110907",
    "8": "3649494936", "9": "464949291E", ":": "0000140000", ";": "0040340000",
    "=": "1414141414", "?": "0201590906", "@": "3E415D594E", "_": "4040404040",
    "A": "7C1211127C", "B": "7F49494936", "C": "3E41414122", "D": "7F4141413E",
    "E": "7F49494941", "F": "7F09090901", "G": "3E41415173", "H": "7F0808087F",
    "I": "00417F4100", "J": "2040413F01", "K": "7F08142241", "L": "7F40404040",
    "M": "7F021C027F", "N": "7F0408107F", "O": "3E4141413E", "P": "7F09090906",
    "Q": "3E4151215E", "R": "7F09192946", "S": "2649494932", "T": "03017F0103",
    "U": "3F4040403F", "V": "1F2040201F", "W": "3F4038403F", "X": "6314081463",
    "Y": "0304780403", "Z": "6159494D43",
    "a": "2054547840", "b": "7F28444438", "c": "3844444428", "d": "384444287F",
    "e": "3854545418", "f": "00087E0902", "g": "18A4A49C78", "h": "7F08040478",
    "i": "00447D4000", "j": "2040403D00", "k": "7F10284400", "l": "00417F4000",
    "m": "7C04780478", "n": "7C08040478", "o": "3844444438", "p": "FC18242418",
    "q": "18242418FC", "r": "7C08040408", "s": "4854545424", "t": "04043F4424",
    "u": "3C4040207C", "v": "1C2040201C", "w": "3C4030403C", "x": "4428102844",
    "y": "4C9090907C", "z": "4464544C44",
}  # fmt: skip
"""The dots of each letter: a byte for each of its five columns, the lowest bit at the top."""
_ACCENTS = {
    "\u0301": "0000020100", "\u0300": "0001020000", "\u0302": "0002010200",
    "\u0308": "0001000100", "\u0327": "0000800000",
}  # fmt: skip
"""The dots that an accent adds to a small letter; on a capital there is no room for it."""
_SAME = {"’": "'", "–": "-", "—": "-", "‑": "-", "«": '"', "»": '"', "\u00a0": " ", "\u202f": " "}


def large_lines(text: str, width: int) -> list[str] | None:
    """A text in large letters.

    Args:
        text: On one line or several; a word too long for the width is cut.
        width: Columns to draw in.

    Returns:
        The lines to show; None when a sign of the text has no large one.
    """
    per_line = max(1, width // COLUMNS)
    lines: list[str] = []
    for part in _broken(text, per_line):
        glyphs = [_glyph(sign) for sign in part]
        drawn = [glyph for glyph in glyphs if glyph is not None]
        if len(drawn) < len(glyphs):
            return None
        lines += _drawn(drawn)
    return lines


def _broken(text: str, size: int) -> Iterator[str]:
    """The text in parts of that many signs at most, cut at the spaces where there are some."""
    for line in text.splitlines():
        rest = line
        while len(rest) > size:
            cut = rest.rfind(" ", 0, size + 1)
            cut = cut if cut > 0 else size
            yield rest[:cut]
            rest = rest[cut:].lstrip()
        yield rest


def _glyph(sign: str) -> bytes | None:
    """The columns of a sign, its accent included; None without any."""
    signs = unicodedata.normalize("NFD", _SAME.get(sign, sign))
    base, marks = signs[0], signs[1:]
    dots = _GLYPHS.get(base)
    if dots is None or not all(mark in _ACCENTS for mark in marks):
        return None
    columns = bytearray.fromhex(dots)
    if base.islower():
        for mark in marks:
            for rank, more in enumerate(bytes.fromhex(_ACCENTS[mark])):
                columns[rank] |= more
    return bytes(columns)


def _drawn(glyphs: list[bytes]) -> Iterator[str]:
    """The lines of some letters side by side, two dots of height a line."""
    columns = [column for glyph in glyphs for column in (*glyph, 0)]
    for top in range(0, _DOTS, 2):
        pairs = ((column >> top & 1, column >> (top + 1) & 1) for column in columns)
        yield "".join(_BLOCKS[pair] for pair in pairs).rstrip()
