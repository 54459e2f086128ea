"""An amount stands once in the content: every text that says it follows when it changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from telestage_tui.dossier.french import in_words
from telestage_tui.dossier.people import Candidate
from telestage_tui.programme.content_files import PACKAGED
from telestage_tui.programme.evidence import Facts, two_interviews
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.programme import Programme
from telestage_tui.programme.verify import problems_of_texts

from ..own_programme import own_programme
from .support import TODAY, minimal

OTHER_AMOUNTS = """
extends = true

[amounts]
interviews = 3
weekly-point = 25

[retention]
years = 7

[[rules]]
id = "age"
minimum = 20
maximum = 40

[[rules]]
id = "duration"
minimum = 4
maximum = 6

[[rules]]
id = "weekly-hours"
minimum = 28
maximum = 32.5

[[rules]]
id = "gratification"
minimum = 1250
"""
SENTENCES = [
    # (as the packaged content says it, with the other amounts, how many texts say it)
    ("au moins deux entretiens", "au moins trois entretiens", 1),
    ("au moins deux profils", "au moins trois profils", 1),
    ("Avec deux personnes", "Avec trois personnes", 1),
    ("au moins deux personnes", "au moins trois personnes", 2),
    ("vingt minutes suffisent", "25 minutes suffisent", 1),
    ("Vingt minutes suffisent", "25 minutes suffisent", 1),
    ("le dossier cinq ans après", "le dossier sept ans après", 1),
    ("de 18 à 35 ans bien équipés", "de 20 à 40 ans bien équipés", 1),
    ("De 18 à 35 ans au début", "De 20 à 40 ans au début", 1),
    ("De 2 à 3 mois", "De 4 à 6 mois", 1),
    ("un stage de deux ou trois mois", "un stage de quatre ou six mois", 1),
    ("De 30 à 35 heures par semaine", "De 28 à 32,5 heures par semaine", 1),
    ("300 $", "1 250 $", 5),
]


def texts(content: Any) -> Iterator[str]:
    """Every text inside, its no-break spaces made plain."""
    match content:
        case str():
            yield content.replace("\u00a0", " ")
        case BaseModel():
            for _, value in content:
                yield from texts(value)
        case dict():
            yield from texts(tuple(content.values()))
        case tuple():
            for value in content:
                yield from texts(value)


def all_texts(programme: Programme) -> list[str]:
    """Every text of a programme."""
    parts = (programme.helps, programme.meetings, programme.evaluation, programme.accesses)
    return list(texts((programme.tasks, programme.rules, *parts, programme.guide)))


def saying(programme: Programme, words: str) -> int:
    """How many texts of a programme say that."""
    return sum(words in text for text in all_texts(programme))


@pytest.fixture
def other(tmp_path: Path) -> Programme:
    """The programme with every amount changed, in one file."""
    (tmp_path / "programme.toml").write_text(OTHER_AMOUNTS, encoding="utf-8")
    return load_programme(None, tmp_path)


@pytest.mark.parametrize(("packaged", "changed", "times"), SENTENCES)
def test_every_text_follows_an_amount(
    other: Programme, packaged: str, changed: str, times: int
) -> None:
    assert saying(load_programme(), packaged) == times
    assert saying(other, packaged) == 0
    assert saying(other, changed) >= times
    assert problems_of_texts(other) == ()


def test_no_placeholder_is_left_but_those_of_the_messages() -> None:
    programme = load_programme()
    messages = {
        text.replace("\u00a0", " ")
        for rule in programme.rules
        for text in (rule.message, rule.missing)
    }
    assert [text for text in all_texts(programme) if "{" in text and text not in messages] == []


def test_the_interviews_asked_for_are_those_of_the_content(other: Programme) -> None:
    day = date(2026, 11, 17)
    met = [Candidate(name=name, interviewed_on=day) for name in ("Léa", "Thomas", "Inès")]
    for programme, asked in ((load_programme(), 2), (other, 3)):
        for number in (asked - 1, asked):
            dossier = minimal(candidates=tuple(met[:number]))
            assert two_interviews(Facts(dossier, programme, TODAY)) == (number == asked)


def test_texts_count_and_name_the_indicators_there_are(tmp_path: Path) -> None:
    ending = (
        " indicateurs, de 1 à 4, gardent la trace du chemin : livrables, délais, qualité, autonomie"
    )
    assert saying(load_programme(), f"Quatre{ending}.") == 1
    own = load_programme(None, own_programme(tmp_path))
    assert saying(own, f"Cinq{ending}, assiduité.") == 1
    assert saying(own, "Notez les cinq indicateurs") == 1
    assert own.quoting("Les {phases:words} phases") == "Les six phases"


def test_texts_stay_readable_where_the_meetings_are_not(tmp_path: Path) -> None:
    (tmp_path / "meetings.toml").write_text("= cassé", encoding="utf-8")
    own = load_programme(None, tmp_path)
    assert "Notez les … indicateurs" in " ".join(own.help("dur-checkins").how)


@pytest.mark.parametrize(
    ("value", "words"), [(0, "zéro"), (2, "deux"), (20.0, "vingt"), (21, "21"), (2.5, "2,5")]
)
def test_numbers_in_words(value: float, words: str) -> None:
    assert in_words(value) == words


def test_packaged_texts_stay_right_beside_a_programme_without_their_amounts(tmp_path: Path) -> None:
    packaged = PACKAGED / "telestage" / "2026.1" / "programme.toml"
    bare, _, rules = packaged.read_text(encoding="utf-8").partition("[amounts.interviews]")
    rules = rules[rules.index("[retention]") :].replace('id = "gratification"', 'id = "pay"')
    (tmp_path / "programme.toml").write_text(bare + rules, encoding="utf-8")
    own = load_programme(None, tmp_path)
    assert problems_of_texts(own) == ()
    ours = [text for text in all_texts(own) if text != "pay"]
    assert ours == [text for text in all_texts(load_programme()) if text != "gratification"]
