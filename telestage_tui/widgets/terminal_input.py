"""What a terminal sends, read as keys, clicks and pastes: never a part of a control sequence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from textual import constants, events
from textual._time import get_time
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

ESC: Final = "\x1b"
PATIENCE: Final = 1.0
"""Seconds for which a sign that may begin a sequence is held, when it may be a key as well."""
LATE: Final = 2.0
"""Seconds after the Escape key in which it may turn out to have been the start of a sequence."""
LONGEST: Final = 32
"""Characters of the longest sequence that Textual reads; from there on it makes keys of them."""
STRINGS: Final = {f"{ESC}]": "0123456789", f"{ESC}P": "0123456789!$+>|", f"{ESC}_": "G"}
"""What begins a string a terminal answers with (OSC, DCS, APC), and what such an answer goes on
with. With anything else it was Alt and a letter."""

_PARTIAL = re.compile(
    rf"""{ESC}(?:
        \[(?: [0-?]*[\ -/]* | \[ | M.{{0,2}} )  # CSI; a key of the Linux console; a click of X10
        | O[0-9;]*                              # SS3
    )?""",
    re.VERBOSE | re.DOTALL,
)
_WHOLE = re.compile(
    rf"""{ESC}(?:
        \[(?: [0-?]*[\ -/]*[@-LN-Z\\-~] | [0-?]+[\ -/]*M | [\ -/]+M | \[. | M... )
        | \[[0-9]+\$                            # a key of rxvt
        | O[0-9;]*[@-~]
    )""",
    re.VERBOSE | re.DOTALL,
)
_FUNCTIONS_LATE = frozenset("ABCDFHPQRS")
"""What ends the sequences in SS3 of the arrows, of Home and End, and of F1 to F4."""


class TerminalParser(XTermParser):
    """Cuts what comes into whole sequences before Textual reads it.

    Textual takes what has come of a sequence for keys after a tenth of a second: on a slow line,
    the coordinates of a click were typed. Here a sequence waits for its end, however long that
    takes; one that Textual does not know, or that never ends, is dropped whole.

    Escape alone is a key after a tenth of a second. When it was the start of a sequence after all,
    what follows it is recognized and dropped.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._held = ""
        """The beginning of a sequence."""
        self._deadline = 0.0
        """When what is held is a key, if it may be one."""
        self._late_until = 0.0
        """Until when a sequence may follow the Escape key that began it."""
        self._is_late = False
        """Whether the beginning of what is held has been a key already."""
        self._in_string = False
        self._paste: list[str] | None = None
        """The characters of the paste that is coming; None when none is."""

    @property
    def waits(self) -> bool:
        """Whether `tick` may have something to give soon."""
        return bool(self._held) and get_time() <= self._deadline

    def feed(self, data: str) -> Iterable[Message]:
        """Read some characters.

        Yields:
            The keys, clicks, pastes and answers of the terminal that are whole now.
        """
        for char in data:
            yield from self._take(char)

    def tick(self) -> Iterable[Message]:
        """Give as a key what is held and was no sequence; called all the time."""
        held = self._held
        if not held or get_time() < self._deadline or self._in_string:
            return
        if held == ESC:
            self._held = ""
            self._late_until = get_time() + LATE
            yield from self._read(ESC, keys=True)
        elif self._is_late and len(held) == 2:
            self._held = ""
            yield from self._read(held[1])
        elif held in STRINGS:
            self._held = ""

    def _take(self, char: str) -> Iterator[Message]:
        if self._paste is not None:
            yield from self._take_pasted(self._paste, char)
        elif self._in_string:
            yield from self._take_of_string(char)
        elif self._held:
            yield from self._take_on(self._held, char)
        elif char == ESC:
            self._hold(ESC, constants.ESCAPE_DELAY)
        elif char in "[O" and get_time() < self._late_until:
            self._hold(ESC + char, PATIENCE if char == "[" else constants.ESCAPE_DELAY)
            self._is_late = True
        else:
            self._late_until = 0.0
            yield from self._read(char)

    def _hold(self, sequence: str, patience: float = 0.0) -> None:
        self._held, self._deadline, self._is_late = sequence, get_time() + patience, False

    def _take_pasted(self, paste: list[str], char: str) -> Iterator[Message]:
        """Take all that comes as pasted text, its own sequences with it, until the paste ends."""
        paste.append(char)
        end = len(BRACKETED_PASTE_END)
        if char == BRACKETED_PASTE_END[-1] and "".join(paste[-end:]) == BRACKETED_PASTE_END:
            self._paste = None
            yield events.Paste("".join(paste[:-end]).replace("\x00", ""))

    def _take_of_string(self, char: str) -> Iterator[Message]:
        """Drop a string of the terminal; it ends at ESC and a backslash, or a control character."""
        if self._held == ESC:
            self._in_string, self._held = False, ""
            if char != "\\":
                self._hold(ESC, constants.ESCAPE_DELAY)
                yield from self._take(char)
        elif char == ESC:
            self._hold(ESC)
        elif char < " ":
            self._in_string, self._held = False, ""

    def _take_on(self, held: str, char: str) -> Iterator[Message]:
        """Go on with what is held: it is longer, or whole, or the character is not of it."""
        sequence, is_late = held + char, self._is_late
        self._held = ""
        if is_late and held == f"{ESC}O" and char not in _FUNCTIONS_LATE:
            yield from self._read("O")
            yield from self._take(char)
        elif held in STRINGS and char in STRINGS[held]:
            self._in_string = True
        elif sequence in STRINGS:
            self._hold(sequence, PATIENCE)
        elif _WHOLE.fullmatch(sequence):
            yield from self._read_sequence(sequence, is_late=is_late)
        elif _PARTIAL.fullmatch(sequence):
            self._hold(sequence[: LONGEST + 1])
            self._is_late = is_late
        elif held == ESC and char != ESC:
            yield from self._read(sequence, keys=True)  # Alt and that key
        else:
            if held == ESC:
                yield from self._read(ESC, keys=True)
            elif is_late and len(held) == 2:
                yield from self._read(held[1])
            yield from self._take(char)

    def _read_sequence(self, sequence: str, *, is_late: bool) -> Iterator[Message]:
        if sequence == BRACKETED_PASTE_START:
            self._paste = []
        elif len(sequence) <= LONGEST and not is_late and sequence != BRACKETED_PASTE_END:
            yield from self._read(sequence)

    def _read(self, sequence: str, *, keys: bool = False) -> Iterator[Message]:
        """Have Textual read a character or a whole sequence.

        Args:
            sequence: What to read.
            keys: Whether what Textual does not know is keys, which it makes of it when no more
                comes in time; else it is dropped.
        """
        try:
            yield from list(super().feed(sequence))
        except (ValueError, OverflowError):  # a number that is none, or no character has
            self._tokens.clear()
            self._gen = self.parse(self._tokens.append)
            self._awaiting = next(self._gen)
            self._timeout_time = None
        if self._timeout_time is not None:
            self._timeout_time = 0.0
            rest = list(super().tick())
            yield from rest if keys else ()
