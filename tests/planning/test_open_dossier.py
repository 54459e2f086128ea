"""Opening a dossier with its meetings."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from telestage_tui.clocks.meeting_times import end_of, start_of
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import InvalidInput
from telestage_tui.dossier.fiche.model import Fiche, load_fiche
from telestage_tui.dossier.people import Tutor
from telestage_tui.planning.open_dossier import open_dossier
from tests.planning.building import PROGRAMME

FICHE = load_fiche(Path(__file__).parents[1] / "fiches" / "complete.toml")
IN_AUTUMN = datetime(2026, 11, 5, 14, tzinfo=UTC)


def opened(
    fiche: Fiche = FICHE, at: datetime = IN_AUTUMN, number: int = 1, *others: Dossier
) -> Dossier:
    return open_dossier(
        fiche, id=UUID(int=number), programme=PROGRAMME, created_at=at, others=others
    )


def overlaps(one: Dossier, other: Dossier) -> int:
    """How many meetings of two dossiers are at the same time."""
    return sum(
        start_of(mine) < end_of(yours) and start_of(yours) < end_of(mine)
        for mine in one.meetings
        for yours in other.meetings
    )


def test_a_dossier_opened_late_has_nothing_to_record() -> None:
    at = datetime(2027, 2, 10, 15, tzinfo=UTC)
    late = opened(at=at)
    assert late.meetings
    assert all(start_of(meeting) >= at for meeting in late.meetings)


def test_two_dossiers_of_a_tutor_do_not_meet_at_the_same_time() -> None:
    first = opened()
    assert overlaps(first, opened(number=2)) == len(first.meetings)
    second = opened(FICHE, IN_AUTUMN, 2, first)
    assert overlaps(first, second) == 0
    assert {m.slot.day for m in second.meetings} == {m.slot.day for m in first.meetings}
    notes = [note for m in second.meetings for note in m.deviations]
    assert any("rencontre avec Léa Nguyễn-Œuvrard à cette heure-là" in note for note in notes)


def test_a_dossier_without_a_tutor_does_not_meet_at_the_same_time_either() -> None:
    nobody = FICHE.evolve(tutor=Tutor())
    for mine, yours in ((FICHE, nobody), (nobody, FICHE)):
        first = opened(mine)
        assert overlaps(first, opened(yours, IN_AUTUMN, 2, first)) == 0


def test_the_meetings_of_another_tutor_are_in_nobody_s_way() -> None:
    someone = FICHE.evolve(tutor=FICHE.tutor.evolve(email="sophie@example.com"))
    assert opened(FICHE, IN_AUTUMN, 1, opened(someone, number=2)) == opened()
    closed = opened(number=2).evolve(closed_on=datetime(2027, 4, 9, tzinfo=UTC).date())
    assert opened(FICHE, IN_AUTUMN, 1, closed) == opened()


def test_a_resource_is_of_a_kind_of_the_programme_whatever_its_case() -> None:
    vpn = FICHE.resources[0]
    (access,) = opened(FICHE.evolve(resources=(vpn.evolve(kind="VPN"),))).accesses
    assert access.kind == "vpn"
    with pytest.raises(InvalidInput) as refused:
        opened(FICHE.evolve(resources=(vpn, vpn.evolve(kind="vpm"))))
    (problem,) = refused.value.problems
    assert problem.field == "ressources[2].type"
    assert "vpn, courriel" in problem.message
