"""What the commands about one access share: finding it by its name, when a step was taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, time
from functools import wraps
from typing import Any

import click

from ...dossier.accesses import Access, Hour
from ...dossier.changes import Change, Step
from ...dossier.dossier import Dossier
from ...dossier.errors import InvalidInput
from ...dossier.text import fold
from ...dossier.zone_names import DEFAULT_HOST_ZONE
from ...programme.withdrawal_day import owed_at_once
from .. import completing
from ..output import say
from ..session import Session, pick
from ..short_ids import short_ids
from .options import dossier_argument, pass_session
from .types import DAY, TIME

Command = Callable[..., Any]


def one_access(can: Callable[[Access], bool]) -> Callable[[Callable[..., Change]], Command]:
    """Make a command of what changes one access: it is found, changed, and the change is said.

    The function takes the session, the access and the options of the command.

    Args:
        can: Whether the command can act on an access; of those that share a name, one it can act
            on is the one that is meant.
    """

    def decorate(function: Callable[..., Change]) -> Command:
        @wraps(function)
        def command(session: Session, /, prefix: str, name: str, **options: Any) -> None:
            dossier = session.dossier(prefix)
            access = find_access(dossier, name, can)
            carry_out(session, dossier, function(session, access, **options))

        return access_arguments(command)

    return decorate


def access_arguments(command: Command) -> Command:
    """Which dossier, and which of its accesses."""
    access = click.argument("name", metavar="ACCÈS", shell_complete=completing.accesses)
    return dossier_argument(access(pass_session(command)))


def carry_out(session: Session, dossier: Dossier, change: Change) -> Dossier:
    """Apply a change and say it; and what is owed at once of an access given on its last day."""
    after = session.carry_out(dossier, change)
    if words := owed_at_once(dossier, after, session.programme(after), session.clock.now()):
        say(words)
    return after


# --- when -----------------------------------------------------------------------------------------


def step_options(command: Command) -> Command:
    """When a step was taken, and by whom, as they are typed."""
    on = click.option("--on", type=DAY, help="Le jour; aujourd’hui si rien n’est dit.")
    at = click.option("--at", type=TIME, help="L’heure, au Québec; sans elle, celle qu’il est, "
                                              "si c’est aujourd’hui.")  # fmt: skip
    by = click.option("--by", metavar="NOM", default="", help="Qui l’a fait.")
    return on(at(by(command)))


def takes_step(function: Command) -> Command:
    """The same options, of which the function takes the `step` that they say."""

    @wraps(function)
    def command(
        session: Session, /, *args: Any, on: date | None, at: time | None, by: str, **options: Any
    ) -> Any:
        return function(session, *args, step=step_of(session, on, at, by), **options)

    return step_options(command)


def step_of(session: Session, on: date | None, at: time | None = None, by: str = "") -> Step:
    """The step that these options say; the hour of another day than today is not known.

    Raises:
        InvalidInput: when the day is still to come, or the name looks like a secret.
    """
    day = on or session.clock.today()
    hour = session.hour() if day == session.clock.today() else None
    typed = Step(day, Hour(at=at, zone=DEFAULT_HOST_ZONE) if at else hour, by)
    if problems := typed.problems(session.clock.today()):
        raise InvalidInput(problems)
    return typed


# --- which ----------------------------------------------------------------------------------------


def find_access(dossier: Dossier, name: str, can: Callable[[Access], bool]) -> Access:
    """The access of a dossier that a name, or its identifier, stands for; see `_by_name`."""
    return pick("accès", name, _by_name(dossier.accesses, can))


def _by_name(accesses: Iterable[Access], can: Callable[[Access], bool]) -> dict[str, Access]:
    """Each access by its identifier and by its name.

    A name that several share stands for the only one the command can act on; when there is not
    just one, each has its identifier after its name.

    Args:
        accesses: Those of a dossier.
        can: Whether the command can act on an access.
    """
    groups: dict[str, list[Access]] = defaultdict(list)
    by_name: dict[str, Access] = {}
    for each in accesses:
        groups[fold(each.name)].append(each)
        by_name[str(each.id)] = each
    ids = short_ids(each.id for each in by_name.values())
    for group in groups.values():
        candidates = group if len(group) == 1 else [each for each in group if can(each)]
        if len(candidates) == 1:
            by_name[candidates[0].name] = candidates[0]
        else:
            by_name |= {f"{each.name} ({ids[each.id]})": each for each in group}
    return by_name
