"""Departures from the programme: shown with their rule, accepted with a reason."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial

from ..dossier import transitions
from ..dossier.dossier import Dossier
from ..programme.rules import Departure
from ..widgets.dialogs import AskText
from .base import WorkScreen


def departure_rows(left: Sequence[Departure]) -> list[tuple[Hashable, str]]:
    """Each departure as a choice, then the way to correct the data."""
    choices: list[tuple[Hashable, str]] = [
        (index, departure.message) for index, departure in enumerate(left)
    ]
    choices.append(("details", "Corriger les informations du dossier"))
    return choices


def waive_dialog(screen: WorkScreen, dossier: Dossier, departure: Departure) -> AskText:
    """Asks why a departure is accepted, and records the dérogation."""
    name = f"waive.{dossier.id}.{departure.rule}.{departure.field}"
    unsent, keep = screen.workspace.draft(name)
    source = screen.workspace.programme(dossier).source(departure.source).title
    today = screen.workspace.today()

    def check(reason: str) -> str | None:
        if not reason.strip():
            return "Une dérogation se motive : dites pourquoi, et qui l’a acceptée."
        saved = screen.change(
            dossier.id,
            "Dérogation enregistrée",
            partial(
                transitions.waive,
                rule=departure.rule,
                field=departure.field,
                reason=reason,
                on=today,
            ),
        )
        return None if saved else "La dérogation n’a pas été enregistrée."

    return AskText(
        "Dérogation",
        f"{departure.message}\nRègle : {source}.\nPourquoi l’accepter, et avec l’accord de qui ?",
        value=unsent,
        check=check,
        keep=keep,
    )
