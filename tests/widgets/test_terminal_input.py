"""What a terminal sends, cut anywhere and as late as can be: no part of a sequence is a key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual import events
from textual.message import Message

from telestage_tui.widgets import terminal_input
from telestage_tui.widgets.terminal_input import TerminalParser

CLICK, RELEASE, WHEEL = "\x1b[<0;44;13M", "\x1b[<0;44;13m", "\x1b[<64;44;13M"
MOTION = "\x1b[<35;44;13M"
SEQUENCES = {
    "click": CLICK,
    "release": RELEASE,
    "wheel": WHEEL,
    "motion": MOTION,
    "old click": "\x1b[M !!",
    "up": "\x1b[A",
    "ctrl+up": "\x1b[1;5A",
    "F2": "\x1bOQ",
    "F10": "\x1b[21~",
    "key of kitty": "\x1b[97;;97u",
    "focus": "\x1b[I",
    "cursor": "\x1b[12;34R",
    "mode": "\x1b[?2026;2$y",
    "size": "\x1b[48;24;80;480;1280t",
    "device": "\x1b[?64;1;2;6;22c",
    "colour": "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    "colour with a bell": "\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
    "version": "\x1bP>|XTerm(390)\x1b\\",
    "unknown": "\x1b[5;5;5;5;5z",
    "too long": "\x1b[" + "5;" * 400 + "5M",
    "no number": "\x1b[1;1:3A",
    "no character": "\x1b[99999999999u",
}
"""Sequences of all the kinds a terminal sends."""


class Line:
    """A line to a terminal, on which time passes only when it is said to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.time = 1_000.0
        monkeypatch.setattr(terminal_input, "get_time", lambda: self.time)
        self.parser = TerminalParser()

    def gives(self, *parts: str, pause: float = 0.2) -> list[Message]:
        """What the parts are read as, with a pause after each."""
        messages: list[Message] = []
        for part in parts:
            messages += self.parser.feed(part)
            messages += self.wait(pause)
        return messages

    def keys(self, *parts: str, pause: float = 0.2) -> list[str]:
        """The names of the keys among them."""
        given = self.gives(*parts, pause=pause)
        return [each.key for each in given if isinstance(each, events.Key)]

    def wait(self, seconds: float) -> list[Message]:
        messages: list[Message] = []
        for _ in range(round(seconds / 0.05)):
            self.time += 0.05
            messages += self.parser.tick()
        return messages


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    return Line(monkeypatch)


def cuts(sequence: str) -> Iterator[tuple[str, str]]:
    """The sequence in two parts, in every way that leaves the start of one."""
    return ((sequence[:at], sequence[at:]) for at in range(2, min(len(sequence), 40)))


@pytest.mark.parametrize("sequence", SEQUENCES.values(), ids=SEQUENCES)
@pytest.mark.parametrize("pause", [0.0, 0.2, 30.0])
def test_a_sequence_in_two_parts_is_read_as_a_whole_one(
    monkeypatch: pytest.MonkeyPatch, sequence: str, pause: float
) -> None:
    whole = list(map(repr, Line(monkeypatch).gives(sequence)))
    for first, rest in cuts(sequence):
        if first in terminal_input.STRINGS and pause > terminal_input.PATIENCE:
            continue  # that was Alt and a sign
        line = Line(monkeypatch)
        assert list(map(repr, line.gives(first, rest, pause=pause))) == whole, (first, rest)
        assert line.keys("a") == ["a"]


@pytest.mark.parametrize("sequence", [each for each in SEQUENCES.values() if each[1] == "["])
def test_a_sequence_that_comes_sign_by_sign_types_nothing(line: Line, sequence: str) -> None:
    assert set(line.keys(*sequence)) <= {"escape"}


@pytest.mark.parametrize("pause", [0.2, 1.5])
@pytest.mark.parametrize("name", [n for n in SEQUENCES if SEQUENCES[n][1] in "[O"])
def test_what_follows_an_escape_that_came_alone_types_nothing(
    line: Line, name: str, pause: float
) -> None:
    sequence = SEQUENCES[name]
    assert line.keys(sequence[0], sequence[1:], pause=pause) == ["escape"]
    assert line.keys("é") == ["é"]


@pytest.mark.parametrize("first", [first for first, _ in cuts(CLICK)])
def test_a_sequence_that_never_ends_is_dropped(line: Line, first: str) -> None:
    assert line.keys(first) == []
    assert line.keys("\x1bOQ", "3") == ["f2", "3"]


def test_escape_is_a_key_at_once(line: Line) -> None:
    assert line.keys("\x1b", pause=0.15) == ["escape"]
    assert line.keys("\x1b\x1b", pause=0.15) == ["escape", "escape"]


@pytest.mark.parametrize("typed", ["O", "Oui", "é", "5"])
def test_what_is_typed_after_escape_is_a_text(line: Line, typed: str) -> None:
    assert line.keys("\x1b", typed) == ["escape", *typed]


def test_a_square_bracket_after_escape_is_a_key_after_a_while(line: Line) -> None:
    assert line.keys("\x1b", "[", "5", pause=1.5) == ["escape", "left_square_bracket", "5"]


def test_alt_and_a_key(line: Line) -> None:
    assert line.keys("\x1ba") == ["alt+a"]
    assert line.keys("\x1baé") == ["alt+a", "é"]
    for typed in ("\x1bPa", "\x1b]a", "\x1b_a", "\x1bOé"):
        assert line.keys(typed, pause=2)[-1] in ("a", "é")


def test_each_key_of_a_burst(line: Line) -> None:
    assert line.keys("é5\x1b[A\x1bOQ\r\x1b[<0;1;1Mx") == ["é", "5", "up", "f2", "enter", "x"]


def test_a_paste_keeps_its_order(line: Line) -> None:
    text = "a\x1b[31mrouge\x1b[0m b \x1b"
    pasted = f"\x1b[200~{text}\x1b[201~"
    for first, rest in cuts(pasted):
        given = line.gives(first, rest)
        assert [each.text for each in given if isinstance(each, events.Paste)] == [text]
        assert not any(isinstance(each, events.Key) for each in given)
    assert line.keys("b") == ["b"]


def test_a_paste_whose_first_escape_came_alone_is_a_paste(line: Line) -> None:
    given = line.gives("\x1b", "[200~5 q\x1b[201~")
    assert [each.text for each in given if isinstance(each, events.Paste)] == ["5 q"]
