"""What was written is found where it is read: no text of the model is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID, uuid4

import pytest
from hypothesis import given

from telestage_tui.demo.builder import demo_dossiers
from telestage_tui.dossier.accesses import Access, Suspension
from telestage_tui.dossier.agreement import WeekPresence
from telestage_tui.dossier.base import Frozen
from telestage_tui.dossier.changes import add_note
from telestage_tui.dossier.deeds import deed
from telestage_tui.dossier.discretion import MASKED, Discretion, text_fields
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.evaluations import Evaluation, Rating
from telestage_tui.dossier.onsite import Answer, Identity
from telestage_tui.dossier.organisation import Organisation
from telestage_tui.dossier.people import ERASED_NAME, Candidate
from telestage_tui.dossier.records import HistoryEntry, Reopening
from telestage_tui.dossier.text import fold
from telestage_tui.dossier.writings import NOT_WRITTEN, writings
from telestage_tui.planning.passages import HEADINGS, Passage, organisation_passages, passages
from telestage_tui.programme.loader import load_programme
from tests.factories import make_dossier
from tests.strategies import dossiers, organisations

PROGRAMME = load_programme()
DAY = date(2027, 2, 10)
UNREAD = ("identity", "history", "exports")
"""The fields of which nothing is read: see `writings`."""


# --- a dossier in which every text says its own field -------------------------------------------


def filled(model: type[Frozen]) -> Any:
    """A record in which each text is the name of its field, and each list has one thing."""
    values: Any = {
        name: () if name in UNREAD else value(f"{model.__name__}.{name}", field.annotation)
        for name, field in model.model_fields.items()
    }
    return model.model_construct(**values)


def value(name: str, annotation: Any) -> Any:
    """A value of that type; a text is the name of its field."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return value(name, inner[0])
    if origin is Literal:
        return inner[0]
    if origin in (Union, UnionType):
        return value(name, next(each for each in inner if each is not NoneType))
    if origin is tuple:
        return (value(name, inner[0]),)
    if isinstance(annotation, type) and issubclass(annotation, Frozen):
        return filled(annotation)
    if annotation is str:
        return "America/Toronto" if name.endswith("zone") else name
    simple = {date: DAY, UUID: uuid4(), time: time(9), datetime: datetime(2027, 2, 10, tzinfo=UTC)}
    return simple.get(annotation, 1)


def models_in(model: type[Frozen]) -> Iterator[type[Frozen]]:
    """The models that a record is made of."""
    yield model
    for name, field in model.model_fields.items():
        for each in _inside(field.annotation) if name not in UNREAD else ():
            yield from models_in(each)


def _inside(annotation: Any) -> Iterator[type[Frozen]]:
    if isinstance(annotation, type) and not get_args(annotation) and issubclass(annotation, Frozen):
        yield annotation
    for each in get_args(annotation):
        yield from _inside(each)


def written_in(model: type[Frozen]) -> set[str]:
    """The fields of text that a person writes, of a record and of what it is made of."""
    return {
        f"{each.__name__}.{name}" for each in models_in(model) for name in text_fields(each)
    } - NOT_WRITTEN


def test_every_text_of_a_dossier_has_its_place() -> None:
    assert {"Note.text", "Suspension.reason", "EarlyEnd.done", "Waiver.reason"} <= written_in(
        Dossier
    )
    shown = {each.text: each for each in passages(filled(Dossier), PROGRAMME)}
    assert sorted(written_in(Dossier) - set(shown)) == []
    for each in shown.values():
        assert each.place.startswith(HEADINGS[each.page]) or each.page in ("meeting", "evaluation")


def test_every_text_of_the_organisation_has_its_place() -> None:
    shown = {each.text for each in organisation_passages(filled(Organisation))}
    assert sorted(written_in(Organisation) - shown) == []


@given(dossiers())
def test_what_is_written_in_any_dossier_is_given_once_with_a_place(dossier: Dossier) -> None:
    shown = list(passages(dossier, PROGRAMME))
    texts = {each.text for each in shown}
    for note in dossier.notes:
        assert not note.text or note.text in texts
    for access in dossier.accesses:
        assert {access.name, access.note} - {""} <= texts
    for meeting in dossier.meetings:
        assert {each.text for each in meeting.record.minutes} - {""} <= texts
    assert all(each.place and each.page in HEADINGS for each in shown)
    assert len({(each.page, each.item, each.text) for each in shown}) == len(shown)


@given(organisations)
def test_what_any_organisation_says_is_given(organisation: Organisation) -> None:
    texts = {each.text for each in organisation_passages(organisation)}
    assert {organisation.tutor.title, organisation.host.city} - {""} <= texts


# --- the place ------------------------------------------------------------------------------------


def place_of(dossier: Dossier, text: str) -> Passage:
    """The first passage with that text, its spaces plain."""
    passage = next(each for each in passages(dossier, PROGRAMME) if each.text == text)
    return passage._replace(place=passage.place.replace("\u00a0", " "))


def test_a_place_says_the_page_the_thing_and_the_day() -> None:
    vpn = Access(
        id=uuid4(), name="VPN", suspensions=(Suspension(since=DAY, reason="Panne du serveur"),)
    )
    dossier = make_dossier(
        accesses=(vpn,),
        presence=(WeekPresence(week=date(2027, 2, 8), missed=2, note="Grève du métro"),),
        reopenings=(Reopening(on=DAY, reason="Oubli d’un accès"),),
    )
    dossier = add_note(uuid4(), on=DAY, text="Clé égarée").apply(dossier)
    assert place_of(dossier, "Panne du serveur").place == "Accès, VPN, raison"
    assert place_of(dossier, "Grève du métro").item == "week:2027-02-08"
    note = place_of(dossier, "Clé égarée").place
    assert note == "Notes et historique, note du mercredi 10 février 2027"
    assert "10 février 2027" in place_of(dossier, "Oubli d’un accès").place


def test_the_minutes_of_a_meeting_say_its_day_and_their_topic() -> None:
    dossier = make_dossier()
    meeting = next(each for each in dossier.meetings if each.record.minutes)
    minute = meeting.record.minutes[0]
    passage = place_of(dossier, minute.text)
    assert passage.item == f"{meeting.id}:item.{minute.item}"
    assert passage.place.startswith("Rencontre ")
    assert " du " in passage.place


def test_a_reason_that_only_the_history_has_is_found_there() -> None:
    line = HistoryEntry(
        at=datetime(2027, 2, 10, 15, tzinfo=UTC),
        done=deed("access.reopened", name="VPN", reason="Coupé par erreur"),
    )
    dossier = make_dossier(history=(line,))
    passage = place_of(dossier, "Coupé par erreur")
    assert (passage.page, passage.item) == ("history", "line:0")


# --- what is not to be found --------------------------------------------------------------------


def test_identity_is_never_found() -> None:
    answers = (Answer(field="passport-number", value="12AB34567", on=DAY),)
    identity = Identity(answers=answers, kept_for="Recours en cours")
    dossier = make_dossier(identity=identity)
    texts = {each.text for each in passages(dossier, PROGRAMME)}
    assert not texts & {"12AB34567", "Recours en cours"}


def test_a_self_evaluation_waits_for_the_tutors_answer() -> None:
    criterion = PROGRAMME.evaluation.criteria[0].id
    theirs = Evaluation(
        kind="self_midpoint",
        ratings=(Rating(criterion=criterion, level=2, comment="Je manque de repères"),),
        strengths="Ma curiosité",
    )
    before = make_dossier(evaluations=(theirs,))
    assert not {"Je manque de repères", "Ma curiosité"} & {
        each.text for each in passages(before, PROGRAMME)
    }
    mine = Evaluation(kind="midpoint", ratings=(Rating(criterion=criterion, level=3),))
    rated = before.evolve(evaluations=(theirs, mine))
    texts = {each.text for each in passages(rated, PROGRAMME)}
    assert "Je manque de repères" in texts
    assert "Ma curiosité" not in texts
    complete = before.evolve(evaluations=(theirs, mine.evolve(completed_on=DAY)))
    assert "Ma curiosité" in {each.text for each in passages(complete, PROGRAMME)}


def test_an_erased_candidate_is_not_found() -> None:
    dossier = make_dossier(candidates=(Candidate(name=ERASED_NAME),))
    assert ERASED_NAME not in {each.text for each in passages(dossier, PROGRAMME)}


@pytest.mark.parametrize("dossier", demo_dossiers(DAY), ids=lambda each: each.intern.last_name)
def test_nothing_masked_is_found(dossier: Dossier) -> None:
    masked = Discretion((dossier,), Organisation()).masked(dossier)
    shown = list(passages(masked, PROGRAMME))
    assert not any(MASKED in each.text for each in shown if each.page != "details")
    hidden = [each.text for each in writings(dossier) if each.field in ("Note.text", "Minute.text")]
    said = fold(" ".join(each.text for each in shown))
    assert not [text for text in hidden if fold(text) in said]
