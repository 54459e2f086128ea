"""The form of the file: nothing is lost between a dossier and its bytes."""

from __future__ import annotations

import json
import string
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.evaluations import Evaluation
from telestage_tui.dossier.meetings import MeetingRule
from telestage_tui.dossier.people import Intern
from telestage_tui.dossier.records import HistoryEntry, Note, TaskRecord
from telestage_tui.dossier.stage import Stage
from telestage_tui.store.encoding import FileContent, FormatError, StoredDocument, decode, encode
from tests.store.support import blank, open_file

TEXT = st.text(max_size=40)
WORD = st.text(string.ascii_letters + "éœçñ’🎓\u0648", min_size=1, max_size=20)
DAY = st.dates(date(2024, 1, 1), date(2035, 1, 1))
AMOUNT = st.none() | st.floats(0, 1e9, allow_nan=False)
TIME = st.times().map(lambda at: at.replace(second=0, microsecond=0))
MOMENT = st.datetimes(timezones=st.just(UTC), min_value=datetime(2024, 1, 1))


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Any dossier, whatever was typed in it."""
    start = draw(DAY)
    intern = Intern(
        first_name=draw(WORD), last_name=draw(WORD), jobseeker=draw(st.none() | st.booleans())
    )
    records = st.builds(TaskRecord, task=WORD, choice=st.just("done"), on=DAY, note=TEXT)
    evaluations = st.builds(
        Evaluation,
        kind=st.sampled_from(["midpoint", "final"]),
        overall=st.none() | st.integers(1, 5),
        strengths=TEXT,
        supervision_hours=st.none() | st.floats(0, 80),
    )
    return blank(
        id=draw(st.uuids()),
        stage=Stage(
            title=draw(TEXT),
            mandate=draw(TEXT),
            deliverables=tuple(draw(st.lists(WORD, max_size=3))),
            start=start,
            end=date.fromordinal(start.toordinal() + draw(st.integers(1, 366))),
            weekly_hours=draw(st.floats(0.5, 80)),
            monthly_pay=draw(AMOUNT),
        ),
        intern=intern,
        meeting_rule=MeetingRule(at=draw(st.none() | TIME)),
        tasks=tuple(draw(st.lists(records, max_size=4))),
        evaluations=tuple(draw(st.lists(evaluations, max_size=2))),
        notes=tuple(draw(st.lists(st.builds(Note, id=st.uuids(), on=DAY, text=TEXT), max_size=3))),
        history=tuple(draw(st.lists(st.builds(HistoryEntry, at=MOMENT, label=TEXT), max_size=3))),
    )


@given(st.lists(dossiers(), max_size=3, unique_by=lambda dossier: dossier.id))
@settings(max_examples=30, deadline=None)
def test_any_dossier_comes_back_as_it_was_given(originals: list[Dossier]) -> None:
    with TemporaryDirectory() as directory:
        path = Path(directory) / "telestage.json"
        dossiers_in_file = [open_file(path).add(dossier) for dossier in originals]

        later = {dossier.id: dossier for dossier in open_file(path).dossiers()}

    assert later == {dossier.id: dossier for dossier in dossiers_in_file}
    for before, after in zip(originals, dossiers_in_file, strict=True):
        assert after.evolve(version=0, history=before.history) == before


FINITE = st.floats(allow_nan=False, allow_infinity=False)
Tables = dict[str, dict[str, dict[str, Any]]]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | TEXT | FINITE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
TABLES = st.dictionaries(
    TEXT.filter(lambda name: name != "meta"),
    st.dictionaries(TEXT, st.dictionaries(TEXT, JSON, max_size=3), max_size=3),
    max_size=3,
)


def _content(tables: Tables, schema: int = 1) -> FileContent:
    return FileContent(
        schema,
        {
            name: {doc_id: StoredDocument(value, doc_id) for doc_id, value in documents.items()}
            for name, documents in tables.items()
        },
    )


def _plain(content: FileContent) -> Tables:
    return {
        name: {doc_id: dict(document) for doc_id, document in documents.items()}
        for name, documents in content.tables.items()
    }


@settings(max_examples=50, deadline=None)
@given(TABLES, st.integers(0, 999_999))
def test_what_is_written_is_read_and_is_json(tables: Tables, schema: int) -> None:
    data = b"".join(encode(_content(tables, schema)))
    content = decode(data)

    assert content.schema == schema
    assert _plain(content) == tables
    plain = json.loads(data)
    assert plain.pop("meta")["1"]["schema"] == schema
    assert plain == tables


@settings(max_examples=50, deadline=None)
@given(TABLES)
def test_indented_json_of_the_same_content_is_accepted(
    tables: Tables,
) -> None:
    data = b"".join(encode(_content(tables)))
    indented = json.dumps(json.loads(data), indent=2).encode()
    assert _plain(decode(indented)) == tables


@given(st.binary(max_size=300), st.integers(0, 300))
def test_no_bytes_make_the_reader_fail_otherwise(noise: bytes, position: int) -> None:
    sound = b"".join(encode(_content({"dossiers": {"a": {"x": 1}, "b": {"y": "é"}}})))
    damaged = sound[:position] + noise + sound[position:]
    for data in (noise, damaged):
        with suppress(FormatError):
            assert set(_plain(decode(data))) == {"dossiers"}


def test_one_document_is_one_line() -> None:
    tables: Tables = {
        "dossiers": {"a": {"text": "deux\nlignes"}, "b": {}},
        "autres": {"c": {"z": 1}},
    }
    lines = b"".join(encode(_content(tables))).decode().splitlines()
    assert lines[1:] == [
        '"dossiers":{',
        '"a":{"text":"deux\\nlignes"},',
        '"b":{}',
        "},",
        '"autres":{',
        '"c":{"z":1}',
        "}}",
    ]


def test_other_content_has_another_checksum() -> None:
    """Order, names and schema count: nothing can be moved from one document to another."""
    variants = [
        _content({"t": {"a": {"x": 1}, "b": {}}}),
        _content({"t": {"b": {}, "a": {"x": 1}}}),
        _content({"t": {"a": {}, "b": {"x": 1}}}),
        _content({"t": {"a": {"x": 1}}, "b": {}}),
        _content({"u": {"a": {"x": 1}, "b": {}}}),
        _content({"t": {"a": {"x": 1}, "b": {}}}, schema=2),
    ]
    assert len({content.checksum for content in variants}) == len(variants)
