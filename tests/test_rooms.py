"""What import-linter cannot see of the rules between the rooms."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "telestage_tui"
CLOCK = PACKAGE / "clocks" / "clock.py"
READS = {
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "strftime"},
}
"""The functions that read the machine's clock, by what they hang on."""


def clock_reads(source: str) -> Iterator[int]:
    """The lines on which a source asks the machine what time it is."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if name in READS.get(owner, ()):
                yield node.lineno
            case ast.Attribute(value=ast.Attribute(attr=owner), attr=name) if name in READS.get(
                owner, ()
            ):
                yield node.lineno
            case ast.ImportFrom(module="time", names=names) if READS["time"] & {
                each.name for each in names
            }:
                yield node.lineno


def test_one_file_reads_the_clock() -> None:
    readers = {
        file
        for file in PACKAGE.rglob("*.py")
        if list(clock_reads(file.read_text(encoding="utf-8")))
    }
    assert readers == {CLOCK}


@pytest.mark.parametrize(
    "source",
    [
        "datetime.now(UTC)",
        "date.today()",
        "import datetime\ndatetime.datetime.now()",
        "import datetime\ndatetime.date.today()",
        "time.time()",
        "from time import time_ns",
        "callback = datetime.utcnow",
    ],
)
def test_another_reading_would_be_found(source: str) -> None:
    assert list(clock_reads(source))


@pytest.mark.parametrize("source", ["clock.now()", "self.today()", "from time import sleep"])
def test_the_injected_clock_is_no_reading(source: str) -> None:
    assert not list(clock_reads(source))
