"""What is said of a file of dossiers, from nothing to several of each thing."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from telestage_tui.documents.travel.arrivals import Arrivals, arrivals
from telestage_tui.dossier.changes import forget_candidates
from telestage_tui.dossier.deeds import tell
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.organisation import Organisation
from telestage_tui.dossier.people import Candidate
from telestage_tui.dossier.records import HistoryEntry
from telestage_tui.programme.loader import load_programme
from telestage_tui.store.parcels import Parcel
from tests.factories import make_dossier

PROGRAMME = load_programme()
LEA = make_dossier()
KARIM = LEA.evolve(id=UUID(int=7), intern=LEA.intern.evolve(first_name="Karim", last_name="Benali"))


def found(here: list[Dossier], *there: Dossier, erased: bool = False) -> Arrivals:
    """What a file of those dossiers brings."""
    return arrivals(
        Parcel(there, (), Organisation()),
        here,
        Organisation(),
        lambda _: PROGRAMME,
        common=lambda *_: None,
        erased=lambda _: erased,
    )


def heading(here: list[Dossier], *there: Dossier) -> str:
    return found(here, *there).heading.replace("\u00a0", " ")


def test_the_heading_agrees_with_what_there_is() -> None:
    city = LEA.evolve(host=LEA.host.evolve(city="Matane"))
    both = city.evolve(tutor=city.tutor.evolve(phone="418 555-0199"))
    assert heading([LEA], LEA) == "Rien à reprendre : tout est déjà ici."
    assert heading([LEA], city) == "Ce que dit le fichier : 1 différence."
    assert heading([LEA], both) == "Ce que dit le fichier : 2 différences."
    assert heading([], LEA) == "Ce que dit le fichier : 1 dossier nouveau."
    assert heading([], LEA, KARIM) == "Ce que dit le fichier : 2 dossiers nouveaux."
    assert heading([LEA], city, KARIM) == (
        "Ce que dit le fichier : 1 dossier nouveau et 1 différence."
    )


def test_the_history_says_how_many_differences_were_taken() -> None:
    city = LEA.evolve(host=LEA.host.evolve(city="Matane"))
    both = city.evolve(tutor=city.tutor.evolve(phone="418 555-0199"))
    labels = {
        number: tell(found([LEA], both).incoming(range(1, number + 1))[0].deed).replace(
            "\u00a0", " "
        )
        for number in (1, 2)
    }
    assert labels == {
        1: "1 différence reprise d’un autre fichier",
        2: "2 différences reprises d’un autre fichier",
    }


def test_an_erased_dossier_never_comes_back() -> None:
    arrivals = found([], LEA, erased=True)
    assert arrivals.items == ()
    assert "effacé ici pour de bon" in arrivals.dossiers[0].heading
    assert arrivals.incoming(range(9)) == []


def test_names_of_candidates_erased_here_do_not_come_back_from_a_file() -> None:
    whole = make_dossier(candidates=(Candidate(name="Ysoline Morel"),))
    forgetting = forget_candidates()
    line = HistoryEntry(at=datetime(2027, 2, 10, tzinfo=UTC), done=forgetting.deed)
    mine = forgetting.apply(whole).evolve(history=(*whole.history, line))

    (arrival,) = found([mine], whole).dossiers

    assert "Ysoline" not in str(arrival)
    assert arrival.state == "same"
