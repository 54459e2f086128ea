"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

_F = TypeVar("_F", bound=Callable[..., Any])


def dossier_argument(command: _F) -> _F:
    """The identifier of a dossier, or its beginning."""
    return click.argument("dossier", metavar="ID")(command)


def json_option(command: _F) -> _F:
    """Answer in JSON rather than in lines of French."""
    words = "Répondre en JSON (formes décrites dans docs/json.md)."
    return click.option("--json", "as_json", is_flag=True, help=words)(command)
