"""After the first signature, other terms are a departure until an avenant bears its signatures."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import orjson
import pytest

from telestage_tui.dossier.changes import describe
from telestage_tui.dossier.changes.course import with_amendment
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.fiche.model import Fiche
from telestage_tui.dossier.organisation import Organisation
from telestage_tui.dossier.people import Tutor
from telestage_tui.dossier.stage import Convention, Terms
from telestage_tui.planning.course.asking import offered
from telestage_tui.planning.course.requests import Amended, NewTutor, Postponed
from telestage_tui.planning.presence import week_hours
from telestage_tui.programme.gratification import pay_months
from telestage_tui.programme.rules import unwaived_departures
from telestage_tui.store.encoding import FileContent, StoredDocument, decode, encode
from telestage_tui.store.parcels import whole_file
from telestage_tui.store.tinydb_repository import TinyRepository
from tests.planning.building import PROGRAMME
from tests.planning.course.building import BEFORE, UNDER_WAY, done, said, shown, to_begin
from tests.planning.course.test_course import refusal

TODAY = date(2027, 1, 4)
LATER = Postponed(date(2027, 1, 25), "Visa en retard")
TWO = Convention(ofqj=TODAY, intern=date(2027, 1, 3))
ALL = TWO.evolve(host=TODAY)


def rules(dossier: Dossier) -> set[str]:
    return {each.rule for each in unwaived_departures(dossier, PROGRAMME, TODAY)}


def put_off() -> Dossier:
    """A stage put off after its convention was signed."""
    return done(LATER, to_begin(), BEFORE)


def test_a_change_of_dates_says_who_must_sign() -> None:
    lines = said(shown(LATER, to_begin(), BEFORE))
    assert "! Avenant à faire signer par l’OFQJ, Léa Nguyễn et Atelier Boréal" in lines, [
        line for line in lines if "Avenant" in line
    ]
    assert {"changed-start", "changed-end"} <= rules(put_off())
    assert offered(put_off())[-1] == "amend"


def test_it_stays_a_departure_until_everyone_who_signed_has_signed_again() -> None:
    dossier = put_off()
    some = done(Amended(TWO, "Report du début"), dossier, BEFORE)
    assert {"changed-start", "changed-end"} <= rules(some)
    assert some.agreed == dossier.agreed
    last = shown(Amended(Convention(host=TODAY), "Report du début"), some, BEFORE)
    assert {"changed-start", "changed-end"}.isdisjoint(rules(last.after))
    assert last.after.agreed == dossier.terms
    [amendment] = last.after.amendments
    assert amendment.signed == ALL
    assert "– Réglé : Changement du premier jour après la première signature" in said(last)
    assert last.label == "Avenant à la convention signé par Atelier Boréal (Report du début)"
    assert "amend" not in offered(last.after)


def test_who_did_not_sign_the_convention_need_not_sign_again() -> None:
    signed = Convention(ofqj=date(2026, 12, 14), intern=date(2026, 12, 10))
    dossier = put_off().evolve(convention=signed)
    assert done(Amended(TWO, "Report"), dossier, BEFORE).agreed == dossier.terms


@pytest.mark.parametrize("field", ["weekly_hours", "monthly_pay"])
def test_hours_and_pay_are_amended_too(field: str) -> None:
    dossier = to_begin()
    stage = dossier.stage.evolve(monthly_pay=300)
    dossier = dossier.evolve(stage=stage, agreed=Terms.of(stage))
    changed = dossier.evolve(stage=stage.evolve(**{field: 32 if "hours" in field else 900}))
    assert any(rule.startswith("changed-") for rule in rules(changed))
    after = done(Amended(ALL, "Autres conditions"), changed, BEFORE)
    assert not any(rule.startswith("changed-") for rule in rules(after))


def test_another_tutor_may_be_the_subject_of_an_amendment() -> None:
    dossier = to_begin()
    dossier = dossier.evolve(agreed=dossier.evolve(tutor=Tutor(last_name="Roy")).terms)
    dossier = dossier.evolve(tutor=Tutor(last_name="Roy"))
    handed = NewTutor(Tutor(first_name="Inès", last_name="Gagnon"), "Congé")
    lines = said(shown(handed, dossier, BEFORE))
    assert "! Avenant à faire signer par l’OFQJ, Léa Nguyễn et Atelier Boréal" in lines
    after = done(handed, dossier, BEFORE)
    assert rules(after) == rules(dossier)  # it is not a departure: nobody has to sign again
    assert offered(after)[-1] == "amend"
    amended = done(Amended(ALL, "Tutorat"), after, BEFORE)
    assert amended.amendments[-1].terms.tutor == "Inès Gagnon"
    assert "amend" not in offered(amended)


def test_a_name_written_otherwise_is_no_other_tutor() -> None:
    dossier = to_begin().evolve(tutor=Tutor(last_name="Roi"))
    dossier = dossier.evolve(agreed=dossier.terms)
    corrected = Fiche.of(dossier).evolve(tutor=Tutor(last_name="Roy"))
    after = describe(corrected, on=TODAY).apply(dossier)
    assert after.agreed == after.terms
    assert "amend" not in offered(after)


def test_an_older_file_did_not_keep_the_tutor() -> None:
    dossier = to_begin()
    dossier = dossier.evolve(agreed=Terms.of(dossier.stage), tutor=Tutor(last_name="Roy"))
    assert dossier.keeps_agreed


def test_another_change_asks_for_another_amendment() -> None:
    once = done(Amended(ALL, "Report"), put_off(), BEFORE)
    again = done(LATER._replace(start=date(2027, 2, 1)), once, BEFORE)
    assert {"changed-start", "changed-end"} <= rules(again)
    twice = done(Amended(ALL, "Second report"), again, BEFORE)
    assert len(twice.amendments) == 2
    assert "changed-start" not in rules(twice)


@pytest.mark.parametrize(
    ("signed", "words"),
    [
        (Convention(), "ofqj : donnez le jour"),
        (Convention(host=date(2027, 1, 5)), "host : cette signature est à venir"),
        (Convention(host=date(2026, 12, 1)), "host : l’avenant suit la convention"),
    ],
)
def test_what_cannot_be_signed_is_refused(signed: Convention, words: str) -> None:
    assert words in refusal(Amended(signed, "Report"), put_off(), BEFORE)


def test_there_is_nothing_to_sign_without_a_change() -> None:
    assert "pas d’avenant à signer" in refusal(Amended(ALL, "Rien"), to_begin(), BEFORE)
    partly = put_off().evolve(convention=Convention(ofqj=date(2026, 12, 14)))
    assert "intern : qui n’a pas signé" in refusal(Amended(TWO, "Report"), partly, BEFORE)


def amended(on: date) -> Dossier:
    """A stage of 35 hours and 300 $, which an avenant signed that day makes 30 hours and 600 $."""
    dossier = to_begin()
    stage = dossier.stage.evolve(weekly_hours=35, monthly_pay=300)
    dossier = dossier.evolve(stage=stage, agreed=Terms.of(stage), started_on=stage.start)
    changed = Fiche.of(dossier).evolve(stage=stage.evolve(weekly_hours=30, monthly_pay=600))
    dossier = describe(changed, on=on).apply(dossier)
    signed = Convention(ofqj=on, intern=on - timedelta(days=3), host=on)
    return done(Amended(signed, "Moins d’heures"), dossier, UNDER_WAY)


def test_an_avenant_binds_from_its_last_signature() -> None:
    dossier = amended(date(2027, 2, 10))  # the Wednesday of the fifth week
    planned = [each.planned for each in week_hours(dossier, date(2027, 2, 21))]
    assert planned == [35, 35, 35, 35, 2 * 7 + 3 * 6, 30]
    first, second, *_ = pay_months(dossier)
    assert (first.first, first.last, first.due) == (
        date(2027, 1, 11), date(2027, 2, 10), round((30 * 300 + 600) / 31, 2),
    )  # fmt: skip
    assert second.due == 600


def test_one_that_is_not_signed_by_all_counts_for_the_whole_stage() -> None:
    dossier = amended(date(2027, 2, 10))
    [amendment] = dossier.amendments
    for other in (
        amendment.evolve(signed=amendment.signed.evolve(host=None)),
        amendment.evolve(replaced=None),  # of an older file
    ):
        unbound = dossier.evolve(amendments=(other,))
        assert {each.planned for each in week_hours(unbound, date(2027, 2, 21))} == {30}
        assert {each.due for each in pay_months(unbound) if not each.is_part} == {600}


def test_one_of_an_older_file_completed_today_binds_from_its_last_signature() -> None:
    whole = amended(date(2027, 2, 10))
    [amendment] = whole.amendments
    begun = amendment.evolve(signed=amendment.signed.evolve(host=None), replaced=None)
    older = whole.evolve(amendments=(begun,), agreed=amendment.replaced)
    signed = Convention(host=date(2027, 2, 10))
    assert done(Amended(signed, "Moins d’heures"), older, UNDER_WAY).amendments == whole.amendments

    settled = whole.evolve(amendments=(amendment.evolve(replaced=None),))
    again = with_amendment(settled, Convention(), about="Moins d’heures", on=date(2027, 2, 11))
    assert again.amendments == settled.amendments  # nobody knows what it replaced


def test_a_file_without_the_terms_that_an_avenant_replaced_opens_and_is_sound(
    tmp_path: Path,
) -> None:
    dossier = amended(date(2027, 2, 10))
    path = tmp_path / "older.json"
    path.write_bytes(whole_file([dossier], Organisation()))
    content = decode(path.read_bytes())
    for documents in content.tables.values():
        for number, document in documents.items():
            written = orjson.loads(document.raw)
            for each in written.get("amendments", ()):
                assert each.pop("replaced")
            documents[number] = StoredDocument(written, number)
    path.write_bytes(b"".join(encode(FileContent(content.schema, content.tables))))

    [read] = TinyRepository(path, lambda: datetime(2027, 2, 11, tzinfo=UTC)).dossiers()

    [amendment] = dossier.amendments
    assert read.amendments == (amendment.evolve(replaced=None),)
