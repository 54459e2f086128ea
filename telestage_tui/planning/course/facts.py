"""What became of the course of a stage, said where the dossier is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from ...dossier.course import Interruption
from ...dossier.dossier import Dossier
from ...dossier.french import from_to, listing, long_date, plain_date
from ...dossier.labels import because
from ...dossier.stage import Amendment, Convention, Party
from ...programme.programme import Programme
from ...programme.rules import unwaived_departures

FactKind = Literal["interruption", "early-end", "never-begun", "amendment", "unsigned"]
"""Unsigned is an avenant that somebody is still to sign."""


class CourseFact(NamedTuple):
    """One thing that became of the course of a stage.

    Attributes:
        kind: What it is.
        text: French, without a full stop.
    """

    kind: FactKind
    text: str


def course_facts(dossier: Dossier, programme: Programme, today: date) -> tuple[CourseFact, ...]:
    """Its interruptions, its early end, and its avenants, signed or still to be.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        today: The tutor's local date.
    """
    return tuple(_facts(dossier, programme, today))


def _facts(dossier: Dossier, programme: Programme, today: date) -> Iterator[CourseFact]:
    for gap in dossier.interruptions:
        yield CourseFact("interruption", _interruption(gap, today))
    if end := dossier.ended_early:
        why = because(end.reason)
        if end.never_begun:
            yield CourseFact("never-begun", f"Jamais commencé{why}")
        else:
            verb = "Fini" if end.on < today else "Finit"
            planned = plain_date(end.planned_end)
            words = f"{verb} avant son terme, le {plain_date(end.on)} au lieu du {planned}{why}"
            yield CourseFact("early-end", words)
    for day, each in amendments_signed(dossier, today):
        words = f"Avenant signé le {plain_date(day)}{because(each.about)}"
        yield CourseFact("amendment", words)
    if names := awaited(dossier, programme, today):
        yield CourseFact("unsigned", f"Avenant à faire signer par {listing(names)}")


def _interruption(gap: Interruption, today: date) -> str:
    if gap.last:
        return f"Interrompu {from_to(gap.first, gap.last)}{because(gap.reason)}"
    since = "depuis le" if gap.first <= today else "à partir du"
    return f"Interrompu {since} {long_date(gap.first)}{because(gap.reason)}"


# --- avenants -------------------------------------------------------------------------------------


def parties(dossier: Dossier) -> tuple[tuple[Party, str], ...]:
    """Who signs the convention of a dossier, by name."""
    return (
        ("ofqj", "l’OFQJ"),
        ("intern", dossier.intern.full_name),
        ("host", dossier.host.name),
    )


def signatories(dossier: Dossier, today: date) -> tuple[Party, ...]:
    """Who had signed the convention by that day, and signs each avenant to it."""
    return dossier.convention.signatories(today)


def amendments_signed(dossier: Dossier, today: date) -> Iterator[tuple[date, Amendment]]:
    """The avenants that everyone who signed the convention has signed, and the last day of it."""
    originals = signatories(dossier, today)
    for each in dossier.amendments:
        if originals and set(originals) <= set(each.signed.signatories(today)):
            yield max(getattr(each.signed, party) for party in originals), each


def last_signatures(dossier: Dossier) -> Convention:
    """The signatures that the avenant to the present terms bears; none when there is none yet."""
    last = dossier.amendments[-1] if dossier.amendments else None
    return last.signed if last and last.terms.allow(dossier.terms) else Convention()


def missing_signatures(dossier: Dossier, today: date) -> tuple[str, ...]:
    """Who is still to sign an avenant to the present terms, by name; nobody once they hold."""
    if dossier.keeps_agreed:
        return ()
    signed, originals = last_signatures(dossier), signatories(dossier, today)
    return tuple(
        name
        for party, name in parties(dossier)
        if party in originals and not getattr(signed, party)
    )


def awaited(dossier: Dossier, programme: Programme, today: date) -> tuple[str, ...]:
    """The same, unless the tutor said who agreed to the change without an avenant."""
    names = missing_signatures(dossier, today)
    if not names:
        return ()
    departures = unwaived_departures(dossier, programme, today)
    is_due = any(programme.rule(each.rule).check == "agreed" for each in departures)
    return names if is_due else ()
