"""Asking whether to save what a command has just shown."""

from __future__ import annotations

import sys

import click

from ...dossier.errors import Refused


def agreed(what: str) -> bool:
    """Whether whoever is at the terminal agrees to save.

    Args:
        what: What would be saved, in French: « ces absences ».

    Raises:
        Refused: when nobody can be asked.
    """
    if not sys.stdin.isatty():
        raise Refused(f"Sans terminal, ajoutez --yes pour enregistrer {what}.")
    answer: str = click.prompt("Enregistrer? (oui ou non)", default="non")
    return answer.strip().lower() in ("oui", "o")
