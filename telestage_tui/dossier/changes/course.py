"""What a change of course writes in a dossier: other dates, another tutor.

`planning.course` decides whether it may be, and moves the meetings.
"""

from __future__ import annotations

from datetime import date

from ..accesses import Access
from ..dossier import Dossier
from ..exports import Export
from ..people import Tutor
from ..records import TaskRecord
from ..stage import PARTIES, Amendment, Convention
from ..text import fold
from .change import evolve_open
from .sequence_numbers import raise_sequences
from .stage import agreed_after


def with_dates(dossier: Dossier, *, start: date, end: date, on: date) -> Dossier:
    """The dossier with other first and last days; what was signed is kept beside them.

    Args:
        dossier: The dossier.
        start: Its first day.
        end: Its last day.
        on: The tutor's local date.

    Raises:
        Refused: when it is closed.
        pydantic.ValidationError: when the days are impossible.
    """
    after = evolve_open(dossier, stage=dossier.stage.evolve(start=start, end=end))
    return raise_sequences(after.evolve(agreed=agreed_after(dossier, after, on)), before=dossier)


def with_tutor(dossier: Dossier, tutor: Tutor) -> Dossier:
    """The dossier handed to another tutor, with what bore the name of the one before.

    Invitations stay under the address that sent them until the next export, which takes them back
    in its name first: a calendar does not accept another organiser of the same event. The SEQUENCE
    leaves room for that cancellation, between what was sent and what is sent next.

    Args:
        dossier: The dossier.
        tutor: The new one.

    Raises:
        Refused: when it is closed.
    """
    former = dossier.tutor
    after = evolve_open(
        dossier,
        tutor=tutor,
        accesses=tuple(_managed_by(each, former, tutor) for each in dossier.accesses),
        tasks=tuple(_assigned_to(each, former, tutor) for each in dossier.tasks),
        exports=tuple(_sent_by(each, former) for each in dossier.exports),
    )
    once = raise_sequences(after, before=dossier)
    return raise_sequences(once, before=dossier) if former.email else once


def with_amendment(dossier: Dossier, signed: Convention, *, about: str, on: date) -> Dossier:
    """The dossier with signatures of an avenant to its present terms.

    They complete those of the last avenant, when it is about the same terms. Once everyone who
    signed the convention has signed it, its terms are those agreed.

    Args:
        dossier: The dossier.
        signed: The days of the signatures to add.
        about: What it changes, and why.
        on: The tutor's local date.

    Raises:
        Refused: when the dossier is closed.
        pydantic.ValidationError: when `about` is blank.
    """
    terms = dossier.terms
    replaced = dossier.agreed
    *earlier, last = dossier.amendments or (None,)
    if last is not None and last.terms.allow(terms):
        signed = signed.evolve(
            **{party: getattr(signed, party) or getattr(last.signed, party) for party in PARTIES}
        )
        # An older file did not keep them; they are still those agreed while somebody is to sign.
        replaced = last.replaced or (None if dossier.keeps_agreed else dossier.agreed)
    elif last is not None:
        earlier.append(last)
    amendment = Amendment(about=about, terms=terms, signed=signed, replaced=replaced)
    missing = set(dossier.convention.signatories(on)) - set(signed.signatories(on))
    return evolve_open(
        dossier,
        amendments=(*filter(None, earlier), amendment),
        agreed=dossier.agreed if missing else terms,
    )


def is_named(text: str, tutor: Tutor) -> bool:
    """Whether a text is the full name of that tutor, whatever its case and accents."""
    return bool(tutor.full_name) and fold(text) == fold(tutor.full_name)


def _managed_by(access: Access, former: Tutor, tutor: Tutor) -> Access:
    if access.withdrawn_on or not is_named(access.manager, former):
        return access
    return access.evolve(manager=tutor.full_name)


def _assigned_to(record: TaskRecord, former: Tutor, tutor: Tutor) -> TaskRecord:
    if record.choice in ("done", "skipped") or not is_named(record.assignee, former):
        return record
    return record.evolve(assignee=tutor.full_name)


def _sent_by(export: Export, former: Tutor) -> Export:
    """What the intern's calendar has, signed by whoever sent it."""
    if export.audience != "intern" or not former.email:
        return export
    entries = tuple(
        entry if entry.organiser or not entry.stands else entry.evolve(organiser=former)
        for entry in export.entries
    )
    return export.evolve(entries=entries)
