"""What a shell proposes while a command is typed: dossiers, tasks, meetings, accesses.

A shell asks at each Tab: nothing is written, and whatever goes wrong, nothing is proposed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from ..clocks.clock import SystemClock
from ..dossier.dossier import Dossier
from ..dossier.errors import TelestageError
from ..dossier.text import fold
from .session import Session

Named = Iterable[tuple[str, str]]
"""What may be typed, and what it is, in French."""
Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def dossiers(ctx: click.Context, _param: click.Parameter, start: str) -> list[CompletionItem]:
    """The identifiers of the dossiers, each with its intern."""
    return _beginning(ctx, start, _dossiers)


def of_dossier(named: Callable[[Session, Dossier], Named]) -> Complete:
    """The completion of what belongs to the dossier typed before.

    Args:
        named: What there is in a dossier.
    """

    def complete(ctx: click.Context, _param: click.Parameter, start: str) -> list[CompletionItem]:
        prefix = str(ctx.params.get("prefix") or "")
        return _beginning(ctx, start, lambda session: named(session, session.dossier(prefix)))

    return complete


def _dossiers(session: Session) -> Named:
    from .short_ids import short_ids

    every = session.repository.dossiers()
    ids = short_ids(each.id for each in every)
    return ((ids[each.id], each.intern.full_name) for each in every)


def _tasks(session: Session, dossier: Dossier) -> Named:
    return ((each.id, each.title) for each in session.programme(dossier).tasks)


def _accesses(_session: Session, dossier: Dossier) -> Named:
    """By the first word of the name, where it is enough: a shell splits at a space.

    Else by the beginning of the identifier.
    """
    from .short_ids import short_ids

    ids = short_ids(each.id for each in dossier.accesses)
    words = [fold(each.name).partition(" ")[0] for each in dossier.accesses]
    for each, word in zip(dossier.accesses, words, strict=True):
        is_enough = word.isalnum() and sum(other.startswith(word) for other in words) == 1
        yield (word if is_enough else ids[each.id]), each.name


def _meetings(session: Session, dossier: Dossier) -> Named:
    from ..planning.meeting_view import name_of
    from .short_ids import short_ids

    ids, programme = short_ids(each.id for each in dossier.meetings), session.programme(dossier)
    return ((ids[each.id], name_of(dossier, each, programme)) for each in dossier.meetings)


tasks, accesses, meetings = map(of_dossier, (_tasks, _accesses, _meetings))


def _beginning(
    ctx: click.Context, start: str, named: Callable[[Session], Named]
) -> list[CompletionItem]:
    """What begins so, whatever its case and accents; nothing when it cannot be read.

    Args:
        ctx: With the global options typed so far.
        start: What is typed.
        named: What there is, in a workspace.
    """
    given = ctx.find_root().params
    file, folder = given.get("file"), given.get("folder")
    session = Session(
        file if isinstance(file, Path) else None,
        given.get("clock") or SystemClock(),
        folder if isinstance(folder, Path) else None,
    )
    if session.new_file:
        return []
    try:
        return [
            CompletionItem(name, help=words)
            for name, words in named(session)
            if fold(name).startswith(fold(start))
        ]
    except (TelestageError, OSError):  # there is nowhere to say it
        return []
