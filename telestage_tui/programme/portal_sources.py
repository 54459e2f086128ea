"""What the dossier already knows of the fields of the portal, and what can be computed for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from ..dossier.dossier import Dossier
from ..dossier.french import count
from ..dossier.parsing import parse_number
from ..dossier.text import fold
from .checks import last_day
from .onsite import OnsiteContent
from .portal_formats import plain_number

_EXTRAS = "extras"
"""The field of ours that says lodging, meals and the like."""
_HOURS_A_WEEK = "hours-a-week"


class Facts(NamedTuple):
    """What a value is made from.

    Attributes:
        dossier: The dossier.
        content: What the programme says of the portal.
        value: The value of another field of the sheet; empty when it has none.
    """

    dossier: Dossier
    content: OnsiteContent
    value: Callable[[str], str]

    def fact(self, name: str) -> float:
        """The value of a fact of the programme."""
        return self.content.facts[name].value


class PortalSource(NamedTuple):
    """Where a value comes from.

    Attributes:
        words: In French: « d’après … ».
        get: The value; empty when it is not known.
    """

    words: str
    get: Callable[[Facts], str]


def duration_words(start: date, end: date) -> str:
    """How long it is from one day to another, both included: « 4 mois et 3 jours »."""
    months = 0
    while last_day(start, months + 1) <= end:
        months += 1
    days = (end - last_day(start, months)).days if months else (end - start).days + 1
    parts = [count(months, "mois", "mois")] if months else []
    if days:
        parts.append(count(days, "jour"))
    return " et ".join(parts).replace("\u00a0", " ")


def compensation(pay: float, extras: str) -> str:
    """The sentence of the monthly compensation, as the tutorial composes it."""
    amount = plain_number(pay)
    sentence = f"Indemnisation de {amount} $CAD/mois"
    return f"{sentence}; {extras.strip().rstrip('.')}" if extras.strip() else sentence


def _attribute(path: str) -> Callable[[Facts], str]:
    def get(facts: Facts) -> str:
        value: object = facts.dossier
        for name in path.split("."):
            value = getattr(value, name)
        return "" if value is None else str(value)

    return get


def _weekly_hours(facts: Facts) -> str:
    return plain_number(facts.dossier.stage.weekly_hours)


def _from_weekly(share: Callable[[Facts], float]) -> Callable[[Facts], str]:
    def get(facts: Facts) -> str:
        hours = facts.value(_HOURS_A_WEEK)
        if not hours:
            return ""
        return plain_number(round(parse_number(hours) * share(facts), 2))

    return get


def _a_day(facts: Facts) -> float:
    return 1 / facts.fact("days-a-week")


def _a_month(facts: Facts) -> float:
    return facts.fact("weeks-a-year") / facts.fact("months-a-year")


def _duration(facts: Facts) -> str:
    onsite = facts.dossier.onsite
    return duration_words(onsite.start, onsite.end) if onsite.start and onsite.end else ""


def _compensation(facts: Facts) -> str:
    pay = facts.dossier.onsite.monthly_pay
    return "" if pay is None else compensation(pay, facts.value(_EXTRAS))


def _duties(facts: Facts) -> str:
    """The mandate, then the deliverables: what the convention says of the work."""
    stage = facts.dossier.stage
    named = "\n".join(f"– {name}" for name in stage.deliverables)
    return "\n".join(filter(None, (stage.mandate, named)))


def _job_title(facts: Facts) -> str:
    """The title of the stage, without what says that it is done from home."""
    title = facts.dossier.stage.title
    mark = facts.content.formats.remote_title
    is_marked = fold(title).startswith(fold(mark))
    return title[len(mark) :].lstrip(" \u00a0-–—:") if is_marked else title


def _fee(facts: Facts) -> str:
    if facts.dossier.onsite.exemption in (None, "none"):
        choices = facts.content.field("fee").choices
        return choices[0] if facts.dossier.onsite.exemption else ""
    return facts.content.field("fee").choices[1]


SOURCES: Mapping[str, PortalSource] = {
    "host.name": PortalSource("nom de l’organisation", _attribute("host.name")),
    "host.city": PortalSource("ville de l’organisation", _attribute("host.city")),
    "tutor.first_name": PortalSource("votre prénom", _attribute("tutor.first_name")),
    "tutor.last_name": PortalSource("votre nom", _attribute("tutor.last_name")),
    "tutor.title": PortalSource("votre fonction", _attribute("tutor.title")),
    "tutor.email": PortalSource("votre courriel", _attribute("tutor.email")),
    "tutor.phone": PortalSource("votre téléphone", _attribute("tutor.phone")),
    "intern.first_name": PortalSource("prénom du dossier", _attribute("intern.first_name")),
    "intern.last_name": PortalSource("nom du dossier", _attribute("intern.last_name")),
    "intern.born": PortalSource("naissance du dossier", _attribute("intern.born")),
    "stage.title": PortalSource("titre du stage", _job_title),
    "stage.duties": PortalSource("mandat et livrables du stage", _duties),
    "stage.weekly_hours": PortalSource("heures par semaine du télé-stage", _weekly_hours),
    "onsite.start": PortalSource("début visé au Québec", _attribute("onsite.start")),
    "onsite.duration": PortalSource("calculée des dates visées", _duration),
    "onsite.compensation": PortalSource("composée de la gratification convenue", _compensation),
    "onsite.fee": PortalSource("réponse à la question préalable", _fee),
    "hours.day": PortalSource("calculées des heures par semaine", _from_weekly(_a_day)),
    "hours.month": PortalSource("calculées des heures par semaine", _from_weekly(_a_month)),
}
"""By the name that the content gives them."""
