"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from .. import completing
from ..session import Session

_F = TypeVar("_F", bound=Callable[..., Any])

pass_session = click.make_pass_decorator(Session)
"""Give a command the session it works with, first."""


def dossier_argument(command: _F) -> _F:
    """The identifier of a dossier, or its beginning."""
    return click.argument("prefix", metavar="ID", shell_complete=completing.dossiers)(command)


def json_option(command: _F) -> _F:
    """Answer in JSON rather than in lines of French."""
    words = "Répondre en JSON (formes décrites dans docs/json.md)."
    return click.option("--json", "as_json", is_flag=True, help=words)(command)
