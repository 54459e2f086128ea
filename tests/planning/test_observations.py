"""What was observed in a period: which lines, from when, and how they spread."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier.evaluations import Evaluation, EvaluationKind
from telestage_tui.dossier.meetings import IndicatorLevel, Minute, Record, Slot
from telestage_tui.dossier.records import Note
from telestage_tui.dossier.work_plan import Deliverable, WorkPlan
from telestage_tui.planning.observations import Observation, Period, observed
from telestage_tui.programme.loader import load_programme

from ..factories import END, START, make_dossier, make_meeting

PROGRAMME = load_programme()
TODAY = date(2027, 2, 24)
RECORD = Record(
    minutes=(
        Minute(item="delivered", text="La maquette."),
        Minute(item="a-former-item", text="Relu."),
    ),
    indicators=(IndicatorLevel(id="deadlines", level=3), IndicatorLevel(id="autonomy", level=4)),
    notes="À revoir.",
)


def note(on: date, text: str = "Vu.") -> Note:
    return Note(id=uuid4(), on=on, text=text)


def of(kind: EvaluationKind = "midpoint", today: date = TODAY, **fields: object) -> Period:
    """What was observed in Léa's dossier with these fields only."""
    blank = {"meetings": (), "notes": (), "evaluations": ()}
    return observed(make_dossier(**(blank | fields)), kind, PROGRAMME, today)


def dated(period: Period) -> list[tuple[date, str, str, str]]:
    """The dated lines, without the groups they speak to."""
    return [(line.on, line.source, line.topic, line.text) for line in period.lines if line.on]


def test_notes_minutes_indicators_and_deliverables_are_lines() -> None:
    period = of(meetings=(make_meeting(1, record=RECORD),), notes=(note(date(2027, 1, 14)),))
    day = date(2027, 1, 19)
    assert dated(period) == [
        (date(2027, 1, 14), "note", "", "Vu."),
        (day, "rencontre", "Ce qui a été livré", "La maquette."),
        (day, "rencontre", "a-former-item", "Relu."),
        (day, "indicateur", "", "Délais : tenus"),
        (day, "indicateur", "", "Autonomie : avance seule"),
        (day, "rencontre", "Notes", "À revoir."),
    ]
    assert [line.text for line in period.lines if not line.on] == [
        "Maquettes validées", "Page d’accueil en ligne", "Tableau de bord",
    ]  # fmt: skip


def test_a_cancelled_meeting_says_nothing_and_the_day_is_that_of_the_host() -> None:
    cancelled = make_meeting(1, record=RECORD, status="cancelled")
    night = Slot(day=date(2027, 2, 3), at=time(2), zone="Europe/Paris")
    meetings = (cancelled, make_meeting(2, slot=night, record=RECORD))
    assert set(of(meetings=meetings).days) == {date(2027, 2, 2)}


@pytest.mark.parametrize(
    ("kind", "evaluations", "first", "last"),
    [
        ("midpoint", (), START, TODAY),
        ("midpoint", (Evaluation(kind="midpoint", completed_on=date(2027, 2, 19)),),
         START, date(2027, 2, 19)),
        ("final", (), START, TODAY),
        ("final", (Evaluation(kind="midpoint"),), START, TODAY),
        ("final", (Evaluation(kind="midpoint", completed_on=date(2027, 2, 19)),),
         date(2027, 2, 19), TODAY),
    ],
)  # fmt: skip
def test_a_period_goes_from_the_form_before_to_today_or_to_its_own_end(
    kind: EvaluationKind, evaluations: tuple[Evaluation, ...], first: date, last: date
) -> None:
    days = [START - timedelta(days=1), START, date(2027, 2, 19), TODAY, TODAY + timedelta(days=1)]
    period = of(kind, evaluations=evaluations, notes=tuple(map(note, days)))
    assert (period.first, period.last) == (first, last)
    assert list(period.days) == [day for day in days if first <= day <= last]


def test_a_closed_stage_is_over_and_one_to_come_has_no_period() -> None:
    assert of("final", END + timedelta(days=90), closed_on=END).last == END
    early = of(today=START - timedelta(days=3), notes=(note(START - timedelta(days=4)),))
    assert (early.days, early.chart, early.since, early.silences) == ((), "", "", ())


def test_a_line_is_quoted_with_its_day_and_its_own_guillemets_made_inner_ones() -> None:
    march = date(2027, 3, 3)
    quotes = [
        Observation(march, "note", "", "Relit\nses « remises ».").quote,
        Observation(date(2027, 3, 1), "rencontre", "Notes", "Vu.").quote,
        Observation(None, "livrable", "", "Tableau de bord").quote,
        Observation(date(2027, 3, 1), "livrable", "accepté", "Tableau de bord").quote,
    ]
    assert quotes == [
        "« Relit ses “remises”. » (note du 3 mars)",
        "« Vu. » (rencontre du 1er mars)",
        "« Tableau de bord » (livrable)",
        "« Tableau de bord » (livrable accepté le 1er mars)",
    ]


def test_a_chart_has_a_sign_a_week() -> None:
    weeks = [0, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5]
    notes = tuple(note(START + timedelta(weeks=week)) for week in weeks)
    period = of(today=START + timedelta(weeks=6), notes=notes)
    assert period.chart == "▁·▃▅██·"


def silences(*notes: Note, today: date = TODAY) -> list[str]:
    return [text.replace("\u00a0", " ") for text in of(notes=notes, today=today).silences]


def test_long_silences_are_said_with_their_days() -> None:
    assert silences() == ["Rien n’a été noté du lundi 11 janvier au mercredi 24 février 2027."]
    assert silences(note(date(2027, 1, 20)), note(date(2027, 2, 11))) == [
        "Rien n’a été noté du jeudi 21 janvier au mercredi 10 février 2027."
    ]
    assert silences(note(date(2027, 1, 20)), note(date(2027, 2, 10))) == []
    assert silences(today=START + timedelta(days=6)) == []  # the first week is no silence


@given(st.lists(st.integers(0, 44), max_size=12))
def test_every_note_of_a_period_is_in_it_once_in_order_and_counted(days: list[int]) -> None:
    notes = tuple(note(START + timedelta(days=each)) for each in days)
    period = of(notes=notes)
    assert list(period.days) == sorted(each.on for each in notes)
    assert sum(sign != "·" for sign in period.chart) == len({each // 7 for each in days})
    bounds = [-1, *sorted(days), 45]
    longest = max(after - before - 1 for before, after in pairwise(bounds))
    assert bool(period.silences) == (longest >= 21)


def test_a_deliverable_is_observed_the_days_it_was_delivered_and_accepted() -> None:
    plan = WorkPlan(
        deliverables=(Deliverable(name="Maquettes validées", delivered_on=START, accepted_on=END),)
    )
    dossier = make_dossier(work_plan=plan, meetings=(), notes=(), evaluations=())
    lines = observed(dossier, "midpoint", PROGRAMME, END).lines
    dated = [(line.on, line.topic, line.text) for line in lines if line.on]
    assert dated == [
        (START, "livré", "Maquettes validées"),
        (END, "accepté", "Maquettes validées"),
    ]
    assert "Maquettes validées" not in [line.text for line in lines if not line.on]


# --- what speaks to a group of criteria -----------------------------------------------------------


def test_what_is_observed_stands_with_the_groups_it_speaks_to_and_the_rest_apart() -> None:
    plan = WorkPlan(deliverables=(Deliverable(name="Maquettes validées", accepted_on=TODAY),))
    period = of(meetings=(make_meeting(1, record=RECORD),), notes=(note(TODAY),), work_plan=plan)
    by_group = {
        group: [line.text for line in period.about(group).lines]
        for group in ("productivity", "quality", "attitude", "remote")
    }
    assert by_group == {
        "productivity": ["La maquette.", "Délais : tenus", "Maquettes validées"],
        "quality": ["La maquette.", "Maquettes validées"],
        "attitude": ["Autonomie : avance seule"],
        "remote": [],
    }
    rest = period.apart_from("productivity")
    assert [line.text for line in rest.lines if line.on] == [
        "Relu.", "Autonomie : avance seule", "À revoir.", "Vu.",
    ]  # fmt: skip
    assert (rest.first, rest.last) == (period.first, period.last)
    assert {line.text for line in rest.lines if not line.on} == {
        "Page d’accueil en ligne", "Tableau de bord",
    }  # fmt: skip


def test_each_group_says_how_recent_what_speaks_to_it_is() -> None:
    record = Record(indicators=(IndicatorLevel(id="autonomy", level=4),))
    meeting = make_meeting(1, record=record)
    period = of(meetings=(meeting,), notes=(note(TODAY),), today=TODAY)
    since = {name: period.about(name).since for name in ("attitude", "quality")}
    assert since == {
        "attitude": "rien d’observé depuis 5\u00a0semaines",
        "quality": "rien d’observé depuis le 11\u00a0janvier",
    }
    assert (period.about("attitude").chart, period.chart) == ("·▁·····", "·▁····▁")
    assert period.since == "dernière observation le 24\u00a0février"


def test_the_indicators_of_a_meeting_are_one_in_the_chart() -> None:
    every = tuple(IndicatorLevel(id=each.id, level=3) for each in PROGRAMME.meetings.indicators)
    period = of(meetings=(make_meeting(1, record=Record(indicators=every)),))
    assert len(dated(period)) == len(every)
    assert period.chart == "·▁·····"


def test_something_speaks_to_every_group_and_every_indicator_to_one() -> None:
    content = PROGRAMME.evaluation
    groups = {group.id for group in content.groups}
    assert content.observations.named == groups
    assert set(content.observations.indicators) == {
        each.id for each in PROGRAMME.meetings.indicators
    }
    assert content.observations.source == ("proposed",)
