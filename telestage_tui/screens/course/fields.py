"""The questions of each change of course, by the names of `planning.course.asking`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ...clocks.weeks import sunday_of
from ...dossier.dossier import Dossier
from ...dossier.durations import ONE_DAY
from ...dossier.french import plain_date
from ...planning.course.asking import ASKED, IN_PREVIEW
from ...planning.course.limits import span_from
from ...planning.course.requests import CourseKind
from ...programme.programme import Programme
from ...widgets.fields import FormField

_FIELDS: dict[str, FormField] = {
    "start": FormField("start", "Nouveau premier jour", "planned"),
    "end": FormField("end", "Nouveau dernier jour", "planned"),
    "on": FormField("on", "Dernier jour", "date", hint="Passé ou à venir, par exemple vendredi."),
    "done": FormField(
        "done", "Ce qui a été fait", "prose", hint="En quelques mots, au lieu d’une évaluation."
    ),
    "first_name": FormField("first_name", "Prénom"),
    "last_name": FormField("last_name", "Nom", hint="De la personne qui prend la suite."),
    "email": FormField(
        "email", "Courriel", hint="Il signe les invitations : sans lui, pas d’invitation."
    ),
    "title": FormField("title", "Fonction", hint="Telle que les documents la disent."),
    "phone": FormField("phone", "Téléphone"),
    "ofqj": FormField("ofqj", "OFQJ : signé le", "date", hint="Vide si ce n’est pas fait."),
    "intern": FormField("intern", "Stagiaire : signé le", "date"),
    "host": FormField("host", "Organisation : signé le", "date"),
    "reason": FormField("reason", "Raison", hint="L’historique la garde."),
}
_AS_LONG = FormField(
    "end",
    "Nouveau dernier jour",
    "planned",
    hint="Vide : le stage dure autant qu’avant.",
    placeholder="même durée",
)

_OF_KIND: dict[tuple[CourseKind, str], FormField] = {
    ("postpone", "end"): _AS_LONG,
    ("interrupt", "on"): FormField("on", "Premier jour sans stage", "date"),
    ("interrupt", "end"): FormField(
        "end", "Dernier jour sans stage", "planned",
        hint="Vide si la reprise n’est pas fixée.", placeholder="reprise à fixer",
    ),
    ("amend", "reason"): FormField(
        "reason", "Objet de l’avenant", hint="Ce qui change, et pourquoi; l’historique le garde."
    ),
    ("resume", "on"): FormField("on", "Jour de la reprise", "date"),
    ("resume", "end"): FormField(
        "end", "Nouveau dernier jour", "planned",
        hint="Vide : le dernier jour ne change pas.", placeholder="le même",
    ),
}  # fmt: skip
"""What is asked otherwise for one change of course."""


def fields_of(
    kind: CourseKind, dossier: Dossier, programme: Programme, today: date
) -> tuple[FormField, ...]:
    """The questions of that change of course, in order; no hint names a day that is refused.

    Args:
        kind: Which change.
        dossier: Of which stage.
        programme: Which it follows.
        today: The tutor's local date.
    """
    names = (name for name in ASKED[kind] if name not in IN_PREVIEW)
    asked = (_OF_KIND.get((kind, name), _FIELDS[name]) for name in names)
    return tuple(_hinted(each, kind, dossier, programme, today) for each in asked)


def _hinted(
    field: FormField, kind: CourseKind, dossier: Dossier, programme: Programme, today: date
) -> FormField:
    """The question, with the days that the stage and the programme allow."""
    if (kind, field.name) == ("postpone", "start"):
        monday = sunday_of(max(today, dossier.stage.start)) + ONE_DAY
        return replace(field, hint=f"Par exemple {plain_date(monday)}.")
    if field.name != "end" or kind not in ("extend", "resume"):
        return field
    return replace(field, hint=f"{field.hint} {_latest(dossier, programme)}".strip())


def _latest(dossier: Dossier, programme: Programme) -> str:
    """The last day that the programme allows, in French; empty when it has no such rule."""
    span = span_from(dossier.stage.start, programme)
    if span is None:
        return ""
    day = plain_date(span.longest)
    if span.longest <= dossier.stage.end:
        return f"Le programme ne permet pas plus tard que le {day}."
    return f"Au plus tard le {day}, selon le programme."
