"""The history keeps codes; each code has one sentence, and each change of the package a code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import telestage_tui
from telestage_tui.dossier.deeds import Deed, Value, deed, said, tell
from telestage_tui.dossier.deeds.sentences import PARTS, SENTENCES
from telestage_tui.dossier.deeds.telling import COUNTS, WAYS
from telestage_tui.dossier.meetings import ADDED_KINDS, PLANNED_KINDS
from telestage_tui.dossier.records import HistoryEntry
from telestage_tui.programme.loader import load_programme
from telestage_tui.wording import MEETING_KINDS
from tests.strategies import deeds

ROOT = Path(telestage_tui.__file__).parent
AT = datetime(2027, 2, 10, 15, tzinfo=UTC)


def calls(name: str) -> Iterator[tuple[Path, ast.Call]]:
    """Every call of that name in the package."""
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                yield path, node


def codes_written() -> set[str]:
    """Every text in the package, outside the table, that is a code; `{}` stands for any word."""
    texts = set()
    for path in ROOT.rglob("*.py"):
        if path.name == "sentences.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                pieces = [p.value if isinstance(p, ast.Constant) else "{}" for p in node.values]
                texts.add("".join(map(str, pieces)))
    return texts


def test_every_sentence_is_of_a_code_that_the_package_writes() -> None:
    written = codes_written()
    patterns = [
        re.compile(re.escape(text).replace(r"\{\}", r"\w+"))
        for text in written
        if re.fullmatch(r"[a-z]+\.[\w{}]*\{\}", text)
    ]
    unused = {
        code
        for code in SENTENCES
        if code not in written and not any(pattern.fullmatch(code) for pattern in patterns)
    }
    assert unused == set()


def test_every_deed_of_the_package_has_a_sentence_and_the_values_it_names() -> None:
    checked = 0
    for path, call in calls("deed"):
        code = call.args[0]
        if not (isinstance(code, ast.Constant) and isinstance(code.value, str)):
            continue
        assert code.value in SENTENCES, path.name
        names = {field for _, field, _, _ in Formatter().parse(SENTENCES[code.value]) if field}
        given = {keyword.arg for keyword in call.keywords}
        assert names - given <= {"parts"}, code.value
        checked += 1
    assert checked > 40


def test_every_change_of_the_package_is_made_of_a_deed() -> None:
    """Words written in a change could not be told in another language."""
    for path, call in calls("Change"):
        first = call.args[0] if call.args else call.keywords[0].value
        assert not isinstance(first, ast.JoinedStr), path
        assert not (isinstance(first, ast.Constant) and isinstance(first.value, str)), path
        assert not (isinstance(first, ast.Call) and getattr(first.func, "id", "") == "said"), path


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_can_be_told(code: str) -> None:
    values: dict[str, Value] = {}
    for _, name, spec, _ in Formatter().parse(SENTENCES[code]):
        way, _, nouns = (spec or "").partition(" ")
        assert name is None or way in (COUNTS if nouns else WAYS)
        values |= {name: "2027-02-10"} if name and name != "parts" else {}
    sentence = tell(Deed(code=code, values=values, parts=(said("Étape faite"),)))
    assert sentence == sentence.strip()
    # The name of a meeting, a part of other sentences, ends with a month in short: « févr. ».
    assert not sentence.endswith(".") or code in {"meeting.name", "meeting.titled"}
    assert code.partition(".")[0] in PARTS.keys() | {"history"}


@given(deeds)
def test_any_values_are_told_and_read_back(each: Deed) -> None:
    entry = HistoryEntry(at=AT, who="Marie", done=each)
    assert HistoryEntry.model_validate_json(entry.model_dump_json()) == entry
    assert isinstance(entry.sentence, str)


@given(st.text(max_size=60))
def test_what_a_user_wrote_is_never_read_as_a_sentence(text: str) -> None:
    told = tell(deed("access.given", name="{by:because} {0}" + text))
    assert told.startswith("Accès « {by:because} {0}")


def test_an_entry_of_an_older_version_says_what_it_said() -> None:
    entry = HistoryEntry.model_validate({"at": AT, "label": "Accès VPN retiré"})
    assert entry.sentence == "Accès VPN retiré"
    assert entry.deed == said("Accès VPN retiré")
    assert (entry.who, entry.deed.part) == ("", "said")


def test_a_code_of_a_later_version_is_shown_as_it_is() -> None:
    assert tell(Deed(code="access.lent", values={"to": "Paul"})) == "Modification « access.lent »"


def test_an_undo_is_about_what_it_undid() -> None:
    undone = deed("history.undone", deed("access.given", name="VPN"))
    assert undone.part == "access"
    assert tell(undone) == "Défait : accès « VPN » remis"


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        (deed("task.caught_up", tasks=["A"]), "Une étape faite avant telestage : A"),
        (deed("task.caught_up", tasks=["A", "B"]), "Deux étapes faites avant telestage : A; B"),
        (deed("meeting.held_together", meetings=["A", "B"]), "Deux rencontres tenues : A; B"),
        (deed("stage.closed_leaving", left=["A"]), "Stage clos, 1 point laissé : A"),
        (deed("stage.settled_done", left=["A", "B"], reason=""),
         "Réglé avant de clore, 2 points : A; B"),
        (deed("meeting.check_ins_left", meetings=1), "1 rencontre de suivi reste prévue"),
        (deed("evaluation.answers", form="Mi-stage", answers=3), "Mi-stage : 3 réponses"),
        (deed("dossier.imported", said("a"), said("b"), lines=1, source="du classeur"),
         "1 modification reprise du classeur : a; b"),
    ],
)  # fmt: skip
def test_a_count_agrees_with_its_noun(what: Deed, expected: str) -> None:
    assert tell(what).replace("\u00a0", " ") == expected


def test_the_meetings_of_a_deed_are_their_kind_and_their_day() -> None:
    name = deed("meeting.name", kind="checkin", on=date(2027, 3, 2))
    assert name.values == {"kind": "checkin", "on": "2027-03-02"}
    moved = deed("meeting.moved", name, reason="Férié")
    assert plain(tell(moved)) == "Rencontre de suivi du mar. 2 mars : déplacée (Férié)"
    together = deed("meeting.held_together", name, name)
    assert plain(tell(together)).startswith("Deux rencontres tenues : Rencontre de suivi du mar. 2")


def test_the_meetings_that_an_older_version_kept_as_texts_are_told_as_they_were() -> None:
    old = {"meeting": "Rencontre de suivi du mar. 2 mars", "reason": "Férié"}
    moved = Deed(code="meeting.moved", values=old)
    assert plain(tell(moved)) == "Rencontre de suivi du mar. 2 mars : déplacée (Férié)"
    held = Deed(code="meeting.held_together", values={"meetings": ("Accueil", "Suivi")})
    assert plain(tell(held)) == "Deux rencontres tenues : Accueil; Suivi"


def test_the_history_calls_the_meetings_as_the_programme_does() -> None:
    rules = load_programme().meeting_rules
    assert {kind: rules.title(kind) for kind in (*PLANNED_KINDS, *ADDED_KINDS)} == (MEETING_KINDS)


def plain(text: str) -> str:
    """The text with plain spaces."""
    return text.replace("\u00a0", " ")
