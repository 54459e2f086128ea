"""The hand-over: what the intern leaves, who takes it over, since when."""

from __future__ import annotations

from datetime import date
from typing import get_args
from uuid import uuid4

import click

from ...dossier import changes
from ...dossier.dossier import Dossier
from ...dossier.errors import Refused
from ...dossier.records import Transfer, TransferKind
from ...dossier.text import fold, quoted
from ..choice_words import TRANSFERS
from ..french_click import Choice, FrenchCommand
from ..output import say, say_json
from ..session import Session, pick
from ..transfer_output import transfer_lines, transfer_shape
from .options import dossier_argument, json_option, pass_session
from .types import DAY


@click.command(cls=FrenchCommand)
@dossier_argument
@json_option
@pass_session
def handover(session: Session, prefix: str, as_json: bool) -> None:
    """Énumérer ce qui est à transmettre, et à qui."""
    dossier = session.dossier(prefix)
    if as_json:
        say_json([transfer_shape(each) for each in dossier.transfers])
    else:
        say(*transfer_lines(dossier.transfers))


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("name", metavar="ÉLÉMENT")
@click.option("--new", is_flag=True, help="C’est un nouvel élément.")
@click.option("--kind", type=Choice(get_args(TransferKind), TRANSFERS), metavar="SORTE",
              help="Ce que c’est : un fichier, si rien "
              "n’est dit, ou un sujet que quelqu’un d’autre suivra.")  # fmt: skip
@click.option("--name", "item", metavar="NOM", help="Son nouveau nom.")
@click.option("--where", metavar="LIEU", help="Où il se trouve.")
@click.option("--to", metavar="NOM", help="Qui le reprend.")
@click.option("--begun", "begun_on", type=DAY, help="Le jour où la passation a commencé.")
@click.option("--done", "done_on", type=DAY, help="Le jour où c’est transmis.")
@click.option("--undone", is_flag=True, help="Ce n’est pas transmis après tout.")
@click.option("--remove", is_flag=True, help="Le retirer de la liste.")
@pass_session
def transfer(
    session: Session,
    prefix: str,
    name: str,
    new: bool,
    kind: TransferKind | None,
    item: str | None,
    where: str | None,
    to: str | None,
    begun_on: date | None,
    done_on: date | None,
    undone: bool,
    remove: bool,
) -> None:
    """Noter un fichier ou un sujet à transmettre.

    ÉLÉMENT est le nom d’un élément de la liste, ou son début; avec --new, celui du nouveau. Une
    option sans valeur, comme --to "", efface ce qui était noté.
    """
    dossier, today = session.dossier(prefix), session.clock.today()
    values = {
        "kind": kind,
        "item": item,
        "where": where,
        "to": to,
        "begun_on": begun_on,
        "done_on": done_on,
    }
    asked = {key: value for key, value in values.items() if value is not None}
    if (remove and (asked or undone or new)) or (undone and done_on):
        raise click.UsageError("--remove va seul, et --undone sans --done.")
    if new:
        _check_new(dossier, name)
        change = changes.note_transfer(Transfer(id=uuid4(), **({"item": name} | asked)), on=today)
    else:
        before = _transfer(dossier, name)
        if remove:
            change = changes.remove_transfer(before)
        elif not asked and not undone:
            raise click.UsageError("Dites ce qui change : --to, --where, --begun, --done…")
        else:
            after = before.evolve(**(asked | ({"done_on": None} if undone else {})))
            change = changes.edit_transfer(after, on=today)
    session.carry_out(dossier, change)


def _check_new(dossier: Dossier, name: str) -> None:
    if any(fold(each.item) == fold(name) for each in dossier.transfers):
        raise Refused(f"{quoted(name)} est déjà dans la liste : sans --new, il se modifie.")


def _transfer(dossier: Dossier, name: str) -> Transfer:
    by_name = {each.item: each for each in dossier.transfers}
    return pick("élément à transmettre", name, by_name | {str(t.id): t for t in dossier.transfers})
