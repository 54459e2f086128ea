"""The rows of the page of the convention."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.cells import cell_len

from ...dossier.dossier import Dossier
from ...dossier.french import date_span, dollars, hours, plain_date, short_date, short_day
from ...dossier.stage import PARTIES
from ...planning.course.facts import course_facts
from ...planning.presence import WeekHours, presence_totals, unnoted_words, week_hours
from ...programme.convention import PointState, point_states
from ...programme.gratification import PayMonth, pay_months, pay_totals
from ...programme.programme import Programme
from ...widgets.rows import BLANK, Cell, Row, Tone, heading, hint
from ...wording import PARTY_WORDS, POINT_SIGNS, POINT_WORDS

AMEND = ("amend", "")
"""The key of the row that leads to the avenants."""
_NO_AMENDMENT = "Aucun : dates, heures, gratification et tutorat sont ceux signés."
_AMENDMENT_DUE = "Un avenant peut dire ce qui a changé depuis; ⏎ note ses signatures."
MOST_WORDS = 22
"""Columns that the state of a row takes at most."""
_TONES: dict[str, Tone] = {"ticked": "success", "moot": "muted", "missing": "plain"}


def convention_rows(dossier: Dossier, programme: Programme, today: date) -> list[Row]:
    """The signatures, the points, the avenants, the gratification and the presence."""
    states = point_states(dossier, programme.convention)
    missing = sum(each.state == "missing" for each in states)
    left = f" : {missing} à vérifier" if missing else ""
    return [
        heading("Signatures"),
        *_signatures(dossier, today),
        BLANK,
        heading(f"Points de la convention{left}"),
        *map(_point, states),
        BLANK,
        heading("Avenants"),
        *_amendments(dossier, programme, today),
        BLANK,
        heading(f"Gratification, {_pay_words(dossier)}"),
        *(map(_month, pay_months(dossier))),
        BLANK,
        *_presence(dossier, today),
    ]


def _signatures(dossier: Dossier, today: date) -> Iterator[Row]:
    tone: Tone
    for party in PARTIES:
        day = getattr(dossier.convention, party)
        if day is None:
            sign, words, tone = "○", "à signer", "plain"
        elif day > today:
            sign, words, tone = "○", f"prévue {short_date(day)}", "warning"
        else:
            sign, words, tone = "✓", plain_date(day), "success"
        yield _row(("party", party), sign, tone, PARTY_WORDS[party], words)


def _point(each: PointState) -> Row:
    key = ("point", each.point.id)
    tone = _TONES[each.state]
    return _row(key, POINT_SIGNS[each.state], tone, each.point.title, POINT_WORDS[each.state])


def _amendments(dossier: Dossier, programme: Programme, today: date) -> Iterator[Row]:
    facts = course_facts(dossier, programme, today)
    words = [each.text for each in facts if each.kind in ("amendment", "unsigned")]
    for text in words or [_NO_AMENDMENT if dossier.keeps_agreed else _AMENDMENT_DUE]:
        yield Row((Cell("", 1), Cell(text, tone="muted")), None if text in words[1:] else AMEND)


def _pay_words(dossier: Dossier) -> str:
    totals = pay_totals(dossier)
    if totals.due is None and totals.paid is None:
        return "jamais notée"
    paid = "rien de versé" if totals.paid is None else f"{dollars(totals.paid)} versés"
    return f"{paid} sur {dollars(totals.due)}" if totals.due is not None else paid


def _month(each: PayMonth) -> Row:
    span = date_span(each.first, each.last) if each.first and each.last else "hors du stage"
    due = "à convenir" if each.due is None else dollars(each.due)
    title = f"Mois {each.rank} · {span} · {due}"
    key = ("month", str(each.rank))
    if each.paid is None:
        return _row(key, "○", "plain", title, "à verser")
    words = f"{dollars(each.paid.amount)}, {short_date(each.paid.on)}"
    return _row(key, "✓", "success", title, words)


def _presence(dossier: Dossier, today: date) -> Iterator[Row]:
    weeks = week_hours(dossier, today)
    totals = presence_totals(weeks)
    if not weeks:
        yield heading("Présence")
        yield hint("  Elle se note semaine par semaine, dès le premier jour.")
        return
    words = f"{hours(totals.done)} sur {hours(totals.planned)}" if totals.noted else "rien de noté"
    yield heading(f"Présence : {words}{unnoted_words(totals)}")
    yield from map(_week, weeks)


def _week(each: WeekHours) -> Row:
    key = ("week", each.week.isoformat())
    title = f"Semaine du {short_day(each.week)} · {hours(each.planned)} prévues"
    if each.record is None:
        return _row(key, "○", "plain", title, "à noter")
    words = f"manqué : {each.record.words}"
    return _row(key, "✓", "success", title, words)


def _row(key: tuple[str, str], sign: str, tone: Tone, title: str, words: str) -> Row:
    said = Cell(words, min(MOST_WORDS, cell_len(words)), "muted", right=True)
    return Row((Cell(sign, 1, tone), Cell(title), said), key)
