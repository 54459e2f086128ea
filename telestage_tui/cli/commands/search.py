"""Search everything that was written: in every dossier, in Mon organisation, in the guides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import click

from ...documents.written import guide_passages
from ...dossier.dossier import Dossier
from ...dossier.errors import Refused
from ...dossier.query import WORDS_SHOWN, Query, others_line
from ...dossier.text import fold, quoted
from ...planning.passages import Passage, organisation_passages, passages
from .. import phrases
from ..french_click import FrenchCommand
from ..output import say, say_json
from ..session import Session
from ..short_ids import short_ids
from .options import json_option, pass_session

MOST_RESULTS = 60
"""Results that a terminal is given without `--all`, as the screens do."""


class Result(NamedTuple):
    """A text that answers.

    Attributes:
        passage: The text, and where it is read.
        dossier: Whose; None for Mon organisation and the guides.
    """

    passage: Passage
    dossier: Dossier | None

    @property
    def whose(self) -> str:
        """The intern's name, or nothing."""
        return self.dossier.intern.full_name if self.dossier else ""


@click.command(cls=FrenchCommand)
@click.argument("words", metavar="MOT…", nargs=-1, required=True)
@click.option("--all", "everything", is_flag=True, help="Tous les résultats, même au-delà de 60.")
@json_option
@pass_session
def search(session: Session, words: tuple[str, ...], everything: bool, as_json: bool) -> None:
    """Chercher des mots dans tout ce qui est écrit.

    Notes, comptes rendus, évaluations, accès, passation, plan de travail, raisons, fiche :
    dans tous les dossiers, clos compris, puis dans Mon organisation et les guides. Chaque résultat
    dit où il se lit. Tous les mots doivent y être; accents et majuscules ne comptent pas.
    """
    query = Query.of(" ".join(words))
    if not query.words:
        raise Refused("Dites au moins un mot à chercher.")
    results = list(_results(session, query))
    if as_json:
        say_json([_shape(each, query) for each in results])
        return
    if not results:
        say(f"Rien ne correspond à {quoted(' '.join(words))}.")
        return
    shown = results if everything else results[:MOST_RESULTS]
    if session.phrases:
        lines = ((r.whose, r.passage.place, query.excerpt(r.passage.text, WORDS_SHOWN))
                 for r in shown)  # fmt: skip
        say(*phrases.search(lines))
    else:
        ids = short_ids(each.dossier.id for each in shown if each.dossier)
        for each in shown:
            whose = (each.whose, f"({ids[each.dossier.id]})") if each.dossier else ()
            say(" · ".join(filter(None, (" ".join(whose), each.passage.place))),
                f"    {query.excerpt(each.passage.text, WORDS_SHOWN)}")  # fmt: skip
    if more := len(results) - len(shown):
        say(f"{phrases.spoken(others_line(more))} --all les donne tous.")


def _results(session: Session, query: Query) -> Iterator[Result]:
    """What answers, the dossiers under way first; in a dossier, in the order of the model."""
    dossiers = sorted(session.repository.dossiers(), key=lambda each: each.closed_on is not None)
    for dossier in dossiers:
        name = Passage(
            "dossier", "", "Dossier", "Dossier", f"{dossier.intern.full_name} · {dossier.host.name}"
        )
        for each in (name, *passages(dossier, session.programme(dossier))):
            if _answers(each, query, dossier.intern.full_name):
                yield Result(each, dossier)
    for each in organisation_passages(session.organisation()):
        if _answers(each, query):
            yield Result(each, None)
    for each in guide_passages(session.programme()):
        if _answers(each, query):
            yield Result(each, None)


def _answers(passage: Passage, query: Query, whose: str = "") -> bool:
    return query.is_in(fold(passage.text), fold(f"{passage.place} {passage.kind} {whose}"))


def _shape(result: Result, query: Query) -> dict[str, Any]:
    passage, dossier = result
    return {
        "dossier": str(dossier.id) if dossier else None,
        "intern": result.whose,
        "kind": passage.kind,
        "page": passage.page,
        "item": passage.item,
        "place": passage.place,
        "excerpt": query.excerpt(passage.text, WORDS_SHOWN),
        "text": passage.text,
    }
