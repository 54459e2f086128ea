"""What is asked for each change of course, and the request that the answers make.

The screens and the command line ask for the same, by the same names.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from ...dossier.dossier import Dossier
from ...dossier.errors import FieldProblem, InvalidInput, problems_of
from ...dossier.people import Tutor
from ...dossier.stage import PARTIES, Convention
from .beginning import undeclared_beginning
from .requests import (
    Amended,
    CourseKind,
    EndedEarly,
    Extended,
    Interrupted,
    NeverBegun,
    NewTutor,
    Postponed,
    Request,
    Resumed,
)

ASKED: dict[CourseKind, tuple[str, ...]] = {
    "postpone": ("start", "end", "reason"),
    "extend": ("end", "reason"),
    "interrupt": ("on", "end", "reason", "suspend"),
    "resume": ("on", "end", "reason", "restore"),
    "end-early": ("on", "done", "reason"),
    "never-begun": ("reason",),
    "tutor": ("first_name", "last_name", "email", "title", "phone", "reason"),
    "amend": ("ofqj", "intern", "host", "reason"),
}
"""The names of what is asked, in order."""
IN_PREVIEW = ("suspend", "restore")
"""Those of them that the screen asks in the preview, which lists the accesses."""
NEEDED: dict[CourseKind, tuple[str, ...]] = {
    "postpone": ("start", "reason"),
    "extend": ("end", "reason"),
    "interrupt": ("on", "reason"),
    "resume": ("on", "reason"),
    "end-early": ("on", "done", "reason"),
    "never-begun": ("reason",),
    "tutor": ("last_name", "reason"),
    "amend": ("reason",),
}
"""Those of them that may not be left blank."""
_MISSING = {
    "start": "Indiquez le nouveau premier jour.",
    "end": "Indiquez le nouveau dernier jour.",
    "on": "Indiquez quel jour.",
    "done": "Dites en une phrase ce qui a été fait.",
    "last_name": "Dites qui prend la suite.",
    "reason": "Dites pourquoi : l’historique le garde.",
}


def offered(dossier: Dossier) -> tuple[CourseKind, ...]:
    """The changes of course that a dossier may have where it stands, in the order of a stage."""
    if dossier.closed_on:
        return ()
    if not dossier.keeps_agreed:
        return (*_offered(dossier), "amend")
    return _offered(dossier)


def _offered(dossier: Dossier) -> tuple[CourseKind, ...]:
    if dossier.ended_early:
        return ("tutor",)
    if dossier.started_on:
        stop: CourseKind = "resume" if dossier.is_interrupted else "interrupt"
        back: tuple[CourseKind, ...] = ("resume",) if dossier.interruptions else ()
        return tuple(dict.fromkeys((stop, *back, "extend", "end-early", "tutor")))
    if undeclared_beginning(dossier):
        return ("extend", "tutor")
    return ("postpone", "extend", "never-begun", "tutor")


def request_of(kind: CourseKind, answers: Mapping[str, Any]) -> Request:
    """The request that these answers make; those that are not asked for are left out.

    Args:
        kind: Which change of course.
        answers: By name, as `ASKED` has them: dates are dates, or None.

    Raises:
        InvalidInput: naming what is missing, or refused.
    """
    given = {name: answers.get(name) for name in ASKED[kind]}
    missing = [
        FieldProblem(name, _MISSING[name])
        for name in NEEDED[kind]
        if not str(given[name] or "").strip()
    ]
    if missing:
        raise InvalidInput(missing)
    reason = str(given["reason"])
    match kind:
        case "postpone":
            return Postponed(_day(given, "start"), reason, given["end"])
        case "extend":
            return Extended(_day(given, "end"), reason)
        case "interrupt":
            return Interrupted(_day(given, "on"), reason, given["end"], bool(given["suspend"]))
        case "resume":
            return Resumed(_day(given, "on"), reason, given["end"], bool(given["restore"]))
        case "end-early":
            return EndedEarly(_day(given, "on"), str(given["done"]), reason)
        case "never-begun":
            return NeverBegun(reason)
        case "amend":
            days = {party: given[party] for party in PARTIES}
            return Amended(Convention(**days), reason)
        case "tutor":
            return NewTutor(_tutor(given), reason)


def _day(given: Mapping[str, Any], name: str) -> date:
    day = given[name]
    if not isinstance(day, date):
        raise TypeError(name)
    return day


def _tutor(given: Mapping[str, Any]) -> Tutor:
    names = (name for name in given if name in Tutor.model_fields)
    try:
        return Tutor(**{name: given[name] or "" for name in names})
    except ValidationError as error:
        raise InvalidInput(problems_of(error)) from None
