"""Both versions of a text in one: nothing is dropped, and each says whose it is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.differences import FieldChange
from telestage_tui.dossier.merging.both import (
    Version,
    one_under_the_other,
    prose_at,
    with_prose,
    writer_of,
)
from telestage_tui.dossier.records import HistoryEntry, Note
from telestage_tui.dossier.text import PROSE_MAX
from tests.factories import make_dossier, part_id

THEIRS = Version("Vu avec Paul.", "Rosalie", date(2027, 2, 10))
MINE = Version("Vu avec Anne.", "", date(2027, 2, 11))


@pytest.mark.parametrize(
    ("before", "theirs", "mine", "expected"),
    [
        ("", "A", "B", "A\n— Rosalie, le 10 février 2027\n\nB\n— Le 11 février 2027"),
        (
            "Début.",
            "Début. A",
            "Début.\nB",
            "Début.\n\nA\n— Rosalie, le 10 février 2027\n\nB\n— Le 11 février 2027",
        ),
        (
            "Début.",
            "A",
            "Début.",
            "A\n— Rosalie, le 10 février 2027\n\nDébut.\n— Le 11 février 2027",
        ),
        ("Début.", "Début.", "Début. B", "Début.\n\nB\n— Le 11 février 2027"),
    ],
    ids=["apart", "added", "rewritten", "one side"],
)
def test_the_texts_follow_each_other_signed(
    before: str, theirs: str, mine: str, expected: str
) -> None:
    versions = THEIRS._replace(text=theirs), MINE._replace(text=mine)
    assert one_under_the_other(before, *versions) == expected


def test_two_texts_that_no_field_can_hold_are_not_joined() -> None:
    long = THEIRS._replace(text="a" * PROSE_MAX)
    assert one_under_the_other("", long, MINE) == ""


def test_only_texts_of_several_lines_are_found_and_written() -> None:
    note = Note(id=part_id("n"), on=date(2027, 2, 10), text="Bonjour")
    dossier = make_dossier().evolve(notes=(note,))
    path = ("notes", f"[{note.id}]", "text")

    assert prose_at(dossier, path) == "Bonjour"
    assert with_prose(dossier, path, "Bonsoir").notes[0].text == "Bonsoir"
    for other in ((), ("host", "city"), ("notes",), ("notes", "[x]", "text"), ("stage", "start")):
        assert prose_at(dossier, other) is None


def test_the_line_that_wrote_a_text_is_found() -> None:
    def line(hour: int, who: str, after: str) -> HistoryEntry:
        change = FieldChange(path=("mandate",), before="", after=after)
        at = datetime(2027, 2, 10, hour, tzinfo=UTC)
        return HistoryEntry(at=at, who=who, done=said("x"), changes=(change,))

    lines = [line(9, "Anne", "A"), line(10, "Rosalie", "B"), line(11, "Paul", "C")]
    assert getattr(writer_of("B", lines), "who", None) == "Rosalie"
    assert getattr(writer_of("D", lines), "who", None) == "Paul"
    assert writer_of("D", []) is None
