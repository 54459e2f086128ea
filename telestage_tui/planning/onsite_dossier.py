"""The dossier of the stage on site, opened from that of the télé-stage: what it carries.

People, contacts, stationery and work plan come along, without what the télé-stage made of them; the
days come from those aimed at. Nothing about the intern's identity is copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from pydantic import ValidationError

from ..clocks.zones import zone_label
from ..dossier.dossier import Dossier
from ..dossier.errors import InvalidInput, Refused, problems_of
from ..dossier.fiche.model import Fiche
from ..dossier.french import count, count_or_none, date_span, de, number, upper_first
from ..dossier.meetings import MeetingRule
from ..dossier.people import Host, Intern
from ..dossier.stage import Convention, Stage
from ..dossier.work_plan import DueDeliverable
from ..programme.onsite_rules import findings
from ..programme.portal_sources import duration_words
from ..programme.programme import Programme
from ..programme.rules import departures
from .open_dossier import open_dossier

_TITLE_PREFIX = re.compile(r"t[ée]l[ée][\s-]*stage\b[\s\W]*", re.IGNORECASE)
"""What the title of an offer of télé-stage begins with [000]."""
_SEEN_BY_TUTOR = ("nationality", "passport")
"""The rules whose values are not copied: they are tasks of the new dossier."""


OPENING_SIGNS = ("+", "=", "–", "!")
"""What is new, what is carried, what is not, what to know."""


class OpeningLine(NamedTuple):
    """One thing that the new dossier has, keeps or lacks.

    Attributes:
        sign: One of `OPENING_SIGNS`.
        text: French.
    """

    sign: str
    text: str


class Opening(NamedTuple):
    """A dossier about to be opened.

    Attributes:
        former: That of the télé-stage, which is not changed.
        dossier: The new one.
        lines: What it carries, to be shown first.
    """

    former: Dossier
    dossier: Dossier
    lines: tuple[OpeningLine, ...]


def follower(former: Dossier, dossiers: Iterable[Dossier]) -> Dossier | None:
    """The dossier of the stage on site that was opened from that one; None when there is none."""
    return next((each for each in dossiers if each.former == former.id), None)


def open_onsite(
    former: Dossier,
    *,
    id: UUID,
    before: Programme,
    programme: Programme,
    created_at: datetime,
    today: date,
    others: Sequence[Dossier],
) -> Opening:
    """The dossier of the stage on site that follows a télé-stage, its meetings planned.

    Args:
        former: The dossier of the télé-stage.
        id: Identifier of the new one.
        before: The programme of the télé-stage.
        programme: The one that the new dossier follows.
        created_at: UTC instant.
        today: The tutor's local date.
        others: Every dossier of the file.

    Raises:
        Refused: when both sides do not agree, the days aimed at are not known, or it is open.
        InvalidInput: when the days aimed at cannot be those of a stage.
    """
    onsite = former.onsite
    if former.former is not None:
        raise Refused("Ce dossier est déjà celui du stage au Québec.")
    if already := follower(former, others):
        span = date_span(already.stage.start, already.stage.end)
        raise Refused(f"Le dossier du stage au Québec est déjà ouvert ({span}) : {already.id}.")
    if not onsite.is_open:
        raise Refused(
            "Le dossier du stage au Québec s’ouvre une fois que votre organisation et "
            f"{former.intern.first_name} sont d’accord."
        )
    if onsite.start is None or onsite.end is None:
        raise Refused("Notez d’abord les dates visées : le premier jour et le dernier.")
    try:
        fiche = _fiche(former, onsite.start, onsite.end)
    except ValidationError as error:
        raise InvalidInput(problems_of(error)) from None
    dossier = open_dossier(
        fiche, id=id, programme=programme, created_at=created_at, others=others
    ).evolve(former=former.id)
    lines = tuple(_lines(former, dossier, before, programme, today))
    return Opening(former, dossier, lines)


def _fiche(former: Dossier, start: date, end: date) -> Fiche:
    """What describes the stage on site.

    Raises:
        pydantic.ValidationError: when the days aimed at cannot be those of a stage.
    """
    described, accepted = Fiche.of(former), _accepted(former)
    stage = Stage(
        title=_title(former.stage.title),
        mandate=former.stage.mandate,
        deliverables=tuple(each for each in former.stage.deliverables if each not in accepted),
        start=start,
        end=end,
        weekly_hours=former.stage.weekly_hours,
        monthly_pay=former.onsite.monthly_pay,
    )
    host = former.host.evolve(
        absences=[each for each in former.host.absences if each.last >= stage.start]
    )
    return described.evolve(
        stage=stage,
        intern=_on_site(former.intern, host),
        host=host,
        meeting_rule=_rule(described.meeting_rule),
        candidates=(),
        convention=Convention(),
        resources=tuple(each.evolve(withdraw_by=None) for each in described.resources),
        deliverables=tuple(
            DueDeliverable(name=each.name)
            for each in described.deliverables
            if each.name not in accepted
        ),
    )


def _accepted(former: Dossier) -> frozenset[str]:
    """The deliverables that are accepted: nothing is left of them to deliver."""
    return frozenset(each.name for each in former.deliverables if each.state == "accepted")


def _title(title: str) -> str:
    """The title without what says that a stage is remote."""
    return _TITLE_PREFIX.sub("", title, count=1) if _TITLE_PREFIX.match(title) else title


def _on_site(intern: Intern, host: Host) -> Intern:
    """The intern at the host's, with its clock, its hours and its holidays."""
    return intern.evolve(
        zone=host.zone,
        region=host.region,
        hours=host.hours,
        keeps_holidays=host.keeps_holidays,
        absences=(),
    )


def _rule(rule: MeetingRule) -> MeetingRule:
    """How check-ins recur; an hour kept on the clock of France means nothing any more."""
    if rule.reference == "structure":
        return rule
    return rule.evolve(at=None, reference="structure")


def _lines(
    former: Dossier, dossier: Dossier, before: Programme, programme: Programme, today: date
) -> Iterator[OpeningLine]:
    stage = dossier.stage
    span, length = date_span(stage.start, stage.end), duration_words(stage.start, stage.end)
    yield OpeningLine("+", f"Stage au Québec {de(dossier.intern.full_name)}, {span} ({length})")
    pay = "à convenir" if stage.monthly_pay is None else f"{number(stage.monthly_pay)} $ par mois"
    yield OpeningLine("+", f"Gratification : {pay}")
    yield OpeningLine("+", f"Programme : {programme.title}, {programme.ref.version}")
    yield OpeningLine("+", f"Une seule horloge : {zone_label(dossier.host.zone)}")
    yield OpeningLine("+", meetings_words(len(dossier.meetings)))
    yield OpeningLine("=", "Personnes, contacts, papeterie, mandat et plan de travail")
    yield OpeningLine("=", accesses_words(len(dossier.accesses)))
    yield OpeningLine("=", f"Le dossier du télé-stage {de(former.intern.first_name)} reste tel "
                           "quel, et son historique se lit d’ici")  # fmt: skip
    yield OpeningLine("–", "Financement, convention, présence, évaluations et notes du télé-stage")
    yield OpeningLine("–", "Données d’identité : aucune n’est copiée")
    if accepted := _accepted(former):
        names = ", ".join(each.name for each in former.deliverables if each.name in accepted)
        yield OpeningLine("–", f"Déjà accepté : {names}")
    for departure in departures(dossier, programme, today):
        if not departure.is_awaited or departure.is_unknown:
            yield OpeningLine("!", departure.message)
    for finding in findings(former, before.onsite):
        if finding.rule in _SEEN_BY_TUTOR and finding.state != "holds":
            yield OpeningLine("!", finding.message)


def meetings_words(meetings: int) -> str:
    """« 12 rencontres prévues »."""
    words = count_or_none(meetings, "rencontre prévue", "rencontres prévues", feminine=True)
    return upper_first(words)


def accesses_words(accesses: int) -> str:
    """« 4 accès à remettre de nouveau, sans leurs dates »."""
    if not accesses:
        return "Aucun accès à remettre"
    days = "ses dates" if accesses == 1 else "leurs dates"
    return f"{count(accesses, 'accès', 'accès')} à remettre de nouveau, sans {days}"
