"""The history of a dossier: read, filtered, exported."""

from __future__ import annotations

import click

from ...clocks.zones import local
from ...documents.history_json import history_shape
from ...dossier.deeds.sentences import PARTS
from ...dossier.field_words import words_of
from ...dossier.french import clock_time, short_date
from ...dossier.history_search import HistoryFilter
from .. import phrases
from ..choice_words import HISTORY_PARTS
from ..french_click import Choice, FrenchCommand
from ..output import print_data, say, say_json
from ..session import Session
from .options import dossier_argument, json_option, pass_session


@click.command(cls=FrenchCommand)
@dossier_argument
@click.option("--part", type=Choice(PARTS, HISTORY_PARTS), metavar="PARTIE",
              help="Les lignes d’une seule partie du dossier : access, task, meeting…")  # fmt: skip
@click.option("--who", metavar="NOM", default="", help="Celles d’une personne.")
@click.option("--text", metavar="TEXTE", default="",
              help="Celles dont la phrase ou une valeur contient ce texte.")  # fmt: skip
@click.option("--lines", "numbered", is_flag=True,
              help="Numéroter les lignes, pour undo --line.")  # fmt: skip
@click.option("--csv", "as_csv", is_flag=True, help="Pour un tableur : quand, qui, quoi, avant, "
                                                    "après.")  # fmt: skip
@json_option
@pass_session
def history(
    session: Session,
    prefix: str,
    part: str | None,
    who: str,
    text: str,
    numbered: bool,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Lire l’historique d’un dossier, le plus récent d’abord.

    Chaque ligne dit quand, à l’heure de l’organisation, qui et quoi; puis, pour chaque champ, la
    valeur d’avant et celle d’après.
    """
    dossier = session.dossier(prefix)
    question = HistoryFilter(part or "", who, text)
    entries = [entry for entry in reversed(dossier.history) if question.keeps(entry)]
    if as_json:
        say_json([history_shape(entry) for entry in entries])
    elif as_csv:
        from ...documents.tables import history_csv

        print_data(history_csv(entries, dossier.host.zone).rstrip("\r\n"))
    elif not entries:
        say("Aucune ligne de l’historique ne répond." if dossier.history else "Historique vide.")
    elif session.phrases:
        say(*phrases.history(dossier, entries))
    else:
        numbers = {id(entry): n for n, entry in enumerate(dossier.history, 1)}
        for entry in entries:
            number = f"{numbers[id(entry)]}. " if numbered else ""
            at = local(entry.at, dossier.host.zone)
            who_words = f" · {entry.who}" if entry.who else ""
            say(f"{number}{short_date(at.date())} {at.year}, {clock_time(at.time())}{who_words} · "
                f"{entry.sentence}",
                *(f"    {words_of(each).line}" for each in entry.changes))  # fmt: skip
