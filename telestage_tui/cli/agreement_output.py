"""A convention and what follows it as the commands answer: lines of French, or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..dossier.dossier import Dossier
from ..dossier.french import date_span, dollars, hours, plain_date, short_day
from ..dossier.stage import PARTIES, Amendment
from ..dossier.text import typeset
from ..planning.presence import WeekHours, presence_totals, unnoted_words, week_hours
from ..programme.convention import PointState, point_states
from ..programme.gratification import PayMonth, pay_months, pay_totals
from ..programme.programme import Programme
from ..programme.signing import allowance_warning
from ..wording import PARTY_WORDS, POINT_SIGNS, POINT_WORDS
from .output import Json, table

# --- JSON -----------------------------------------------------------------------------------------


def agreement_shape(dossier: Dossier, programme: Programme, today: date) -> Json:
    """The answer of `convention show`, on the tutor's local date."""
    weeks = week_hours(dossier, today)
    pay, presence = pay_totals(dossier), presence_totals(weeks)
    is_noted = bool(presence.noted)
    return {
        "points": [_point_shape(each) for each in point_states(dossier, programme.convention)],
        "signatures": {party: _day(getattr(dossier.convention, party)) for party in PARTIES},
        "amendments": [
            {"about": each.about} | {party: _day(getattr(each.signed, party)) for party in PARTIES}
            for each in dossier.amendments
        ],
        "allowance": typeset(allowance_warning(dossier)),
        "proration": {
            "text": programme.convention.proration.text,
            "source": programme.convention.proration.source,
        },
        "months": [_month_shape(each) for each in pay_months(dossier)],
        "due": pay.due,
        "paid": pay.paid,
        "weeks": [_week_shape(each) for each in weeks],
        "planned_hours": presence.planned,
        "missed_hours": presence.missed if is_noted else None,
        "done_hours": round(presence.done, 2) if is_noted else None,
    }


def _point_shape(each: PointState) -> Json:
    record = each.record
    return {
        "id": each.point.id,
        "title": each.point.title,
        "state": each.state,
        "on": _day(record.on if record else None),
        "reason": record.reason if record else "",
        "known": each.known,
        "source": each.point.source,
    }


def _month_shape(each: PayMonth) -> Json:
    return {
        "month": each.rank,
        "first": _day(each.first),
        "last": _day(each.last),
        "due": each.due,
        "paid_on": _day(each.paid.on if each.paid else None),
        "amount": each.paid.amount if each.paid else None,
    }


def _week_shape(each: WeekHours) -> Json:
    record = each.record
    return {
        "week": each.week.isoformat(),
        "planned": round(each.planned, 2),
        "noted": record is not None,
        "missed": record.missed if record else None,
        "unit": record.unit if record else None,
        "note": record.note if record else "",
        "done": round(each.done, 2),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


# --- lines of French ------------------------------------------------------------------------------


def agreement_lines(dossier: Dossier, programme: Programme, today: date) -> Iterator[str]:
    """The lines of `convention show`, on the tutor's local date."""
    yield "Points de la convention"
    yield from table(map(_point_cells, point_states(dossier, programme.convention)), 2)
    yield "Signatures"
    yield from table(_signature_cells(dossier), 2)
    if dossier.amendments:
        yield "Avenants"
        yield from (f"  {amendment_words(each)}" for each in dossier.amendments)
    if warning := allowance_warning(dossier):
        yield f"▲ {warning}"
    yield "Gratification"
    yield from table(map(_month_cells, pay_months(dossier)), 2)
    pay = pay_totals(dossier)
    yield f"  En tout : {money(pay.due)} à verser, {money(pay.paid)} versés"
    yield "Présence"
    weeks = week_hours(dossier, today)
    yield from table(map(_week_cells, weeks), 2)
    totals = presence_totals(weeks)
    done = hours(totals.done) if totals.noted else "rien de noté"
    yield f"  Prévues : {hours(totals.planned)}; faites : {done}{unnoted_words(totals)}"


def amendment_words(amendment: Amendment) -> str:
    """An avenant, and who signed it."""
    signed = [
        f"{PARTY_WORDS[party]} {short_day(day)}"
        for party in PARTIES
        if (day := getattr(amendment.signed, party))
    ]
    return f"{amendment.about} : {', '.join(signed) or 'à signer'}"


def money(amount: float | None) -> str:
    """An amount, or a question mark where it is not known."""
    return "?" if amount is None else dollars(amount)


def _point_cells(each: PointState) -> tuple[str, ...]:
    word = POINT_WORDS[each.state]
    why = f" : {each.record.reason}" if each.record and each.record.reason else ""
    return POINT_SIGNS[each.state], each.point.id, each.point.title, f"{word}{why}"


def _signature_cells(dossier: Dossier) -> Iterator[tuple[str, str]]:
    for party in PARTIES:
        day = getattr(dossier.convention, party)
        yield PARTY_WORDS[party], plain_date(day) if day else "à signer"


def _month_cells(each: PayMonth) -> tuple[str, ...]:
    span = date_span(each.first, each.last) if each.first and each.last else "hors du stage"
    paid = f"{dollars(each.paid.amount)} le {plain_date(each.paid.on)}" if each.paid else "à verser"
    return str(each.rank), span, money(each.due), paid


def _week_cells(each: WeekHours) -> tuple[str, ...]:
    record = each.record
    missed = f"{record.words} de manqué" if record else "à noter"
    return short_day(each.week), hours(each.planned), missed
