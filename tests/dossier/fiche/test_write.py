"""Fiches written: the blank one to fill, and one that describes a dossier."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from telestage_tui.dossier.changes import describe
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import InvalidInput
from telestage_tui.dossier.fiche.fields import PERIOD, REQUIRED, SECTIONS
from telestage_tui.dossier.fiche.model import Fiche, load_fiche, read_fiche
from telestage_tui.dossier.fiche.write import blank_fiche, to_fiche
from telestage_tui.dossier.work_plan import Deliverable, WorkPlan
from tests.factories import CREATED_AT, DOSSIER_ID, PROGRAMME, make_dossier
from tests.strategies import dossiers, work_plans

FILLED = {"debut": "2027-01-11", "fin": "2027-04-09", "prenom": "Léa", "nom": "Nguyễn"}
FICHES = Path(__file__).parents[2] / "fiches"
EXAMPLE = re.compile(r"^# (\[\[\w+\]\]|\w+ = .*)$", re.MULTILINE)


def filled_blank() -> str:
    """The blank fiche, its required fields filled."""
    return re.sub(
        r'^(\w+) = ""$', lambda m: f'{m[1]} = "{FILLED[m[1]]}"', blank_fiche(), flags=re.M
    )


def test_the_blank_fiche_asks_for_the_required_fields_only() -> None:
    with pytest.raises(InvalidInput) as error:
        read_fiche(blank_fiche())
    assert tuple(problem.field for problem in error.value.problems) == REQUIRED


def test_the_blank_fiche_once_filled_takes_every_default() -> None:
    fiche = read_fiche(filled_blank())
    assert fiche == Fiche(
        stage={"start": "2027-01-11", "end": "2027-04-09"},
        intern={"first_name": "Léa", "last_name": "Nguyễn"},
        host={"name": "Nguyễn"},
    )


def test_every_example_of_the_blank_fiche_is_valid_and_every_field_has_one() -> None:
    everything = EXAMPLE.sub(r"\1", filled_blank())
    fiche = read_fiche(everything)
    assert len(fiche.candidates) == len(fiche.resources) == 1
    assert len(fiche.deliverables) == len(fiche.periods) == 1
    assert len(fiche.intern.absences) == len(fiche.host.absences) == 2
    for section in (*SECTIONS, PERIOD):
        for field in section.fields:
            assert re.search(rf"\b{field.name} = ", everything)


def test_every_field_of_the_blank_fiche_is_explained() -> None:
    previous = ""
    for line in blank_fiche().splitlines():
        field = re.match(r"(?:# )?(\w+) = ", line)
        explained = previous.startswith("# ") or re.match(r"(?:# )?\w+ = ", previous)
        assert not field or explained or previous.startswith("# [[")
        previous = line


@settings(max_examples=25)
@given(dossiers())
def test_a_dossier_written_as_a_fiche_is_described_the_same(dossier: Dossier) -> None:
    text = to_fiche(dossier)
    assert read_fiche(text) == Fiche.of(dossier)
    assert (
        to_fiche(
            read_fiche(text).to_dossier(id=DOSSIER_ID, programme=PROGRAMME, created_at=CREATED_AT)
        )
        == text
    )


@pytest.mark.parametrize("path", sorted(FICHES.glob("[!r]*.toml")), ids=lambda path: path.stem)
def test_an_example_fiche_survives_a_round_trip(path: Path) -> None:
    fiche = load_fiche(path)
    dossier = fiche.to_dossier(id=DOSSIER_ID, programme=PROGRAMME, created_at=CREATED_AT)
    assert read_fiche(to_fiche(dossier)) == fiche


def test_what_happened_since_is_left_out() -> None:
    text = to_fiche(make_dossier())
    assert "Licence Figma" in text
    assert "2027-01-06" not in text
    assert "consignée" not in text


@given(work_plans)
def test_a_work_plan_comes_back_but_for_what_was_delivered(plan: WorkPlan) -> None:
    dossier = make_dossier(work_plan=plan)
    text = to_fiche(dossier)
    again = read_fiche(text).to_dossier(id=DOSSIER_ID, programme=PROGRAMME, created_at=CREATED_AT)
    assert again.work_plan == plan.evolve(
        deliverables=[Deliverable(name=each.name, due=each.due) for each in plan.deliverables]
    )
    assert describe(Fiche.of(dossier), on=again.stage.start).apply(dossier) == dossier


def test_a_long_text_is_written_over_several_lines() -> None:
    mandate = 'Un « site ».\n\n\tDeux "outils" \\ trois """.'
    dossier = make_dossier(stage=make_dossier().stage.evolve(mandate=mandate))
    assert '\nmandat = """\nUn « site ».\n' in to_fiche(dossier)
    assert read_fiche(to_fiche(dossier)).stage.mandate == mandate
