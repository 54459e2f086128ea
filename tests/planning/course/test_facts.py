"""What became of the course of a stage, in a line each."""

from __future__ import annotations

from datetime import date

from telestage_tui.dossier.course import EarlyEnd, Interruption
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.stage import Convention, Waiver
from telestage_tui.planning.course.facts import course_facts
from telestage_tui.planning.course.requests import Amended, Extended, Postponed
from tests.planning.building import PROGRAMME
from tests.planning.course.building import BEFORE, done, to_begin, under_way

TODAY = date(2027, 2, 10)


def facts(dossier: Dossier, today: date = TODAY) -> list[tuple[str, str]]:
    found = course_facts(dossier, PROGRAMME, today)
    return [(each.kind, each.text.replace("\u00a0", " ")) for each in found]


def test_most_stages_have_none() -> None:
    assert facts(to_begin()) == facts(under_way()) == []


def test_an_interruption_is_said_before_it_while_it_lasts_and_after() -> None:
    def stopped(first: date, last: date | None) -> Dossier:
        gap = Interruption(first=first, last=last, reason="Maladie.")
        return under_way().evolve(interruptions=(gap,))

    first, last = date(2027, 2, 8), date(2027, 2, 19)
    assert facts(stopped(first, last)) == [
        ("interruption", "Interrompu du lundi 8 février au vendredi 19 février 2027 (Maladie)")
    ]
    assert facts(stopped(first, None)) == [
        ("interruption", "Interrompu depuis le lundi 8 février 2027 (Maladie)")
    ]
    assert facts(stopped(date(2027, 2, 15), None)) == [
        ("interruption", "Interrompu à partir du lundi 15 février 2027 (Maladie)")
    ]


def test_an_early_end_and_a_stage_that_never_began() -> None:
    end = EarlyEnd(on=date(2027, 3, 19), reason="Embauche", planned_end=date(2027, 4, 9))
    dossier = under_way().evolve(ended_early=end)
    words = "avant son terme, le 19 mars 2027 au lieu du 9 avril 2027 (Embauche)"
    assert facts(dossier) == [("early-end", f"Finit {words}")]
    assert facts(dossier, date(2027, 3, 20)) == [("early-end", f"Fini {words}")]
    never = dossier.evolve(ended_early=end.evolve(never_begun=True))
    assert facts(never) == [("never-begun", "Jamais commencé (Embauche)")]


def test_an_avenant_is_said_until_everyone_has_signed_it_and_once_they_have() -> None:
    put_off = done(Postponed(date(2027, 1, 18), "Visa"), to_begin(), BEFORE)
    today = BEFORE.date()
    assert [kind for kind, _ in facts(put_off, today)] == ["unsigned"]
    some = done(Amended(Convention(ofqj=today), "Report"), put_off, BEFORE)
    [(kind, words)] = facts(some, today)
    assert kind == "unsigned"
    assert "OFQJ" not in words
    rest = done(Amended(Convention(intern=today, host=today), "Report"), some, BEFORE)
    assert facts(rest, today) == [("amendment", "Avenant signé le 4 janvier 2027 (Report)")]
    again = done(Extended(date(2027, 4, 17), "Livrable"), rest, BEFORE)
    assert [kind for kind, _ in facts(again, today)] == ["amendment", "unsigned"]


def test_a_change_that_the_tutor_said_who_agreed_to_waits_for_no_avenant() -> None:
    put_off = done(Postponed(date(2027, 1, 18), "Visa"), to_begin(), BEFORE)
    waivers = tuple(
        Waiver(rule=rule, field=field, reason="Accord écrit", on=BEFORE.date())
        for rule, field in (("changed-start", "stage.debut"), ("changed-end", "stage.fin"))
    )
    assert facts(put_off.evolve(waivers=waivers), BEFORE.date()) == []
