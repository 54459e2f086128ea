"""The letter of recommendation: what it says, sentence by sentence, and its release."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from ...dossier import changes
from ...dossier.errors import Refused
from ...dossier.french import lower_first, plain_date, sentence
from ..french_click import FrenchCommand, WholeNumber
from ..output import say
from ..session import Session
from .options import dossier_argument, pass_session

_NUMBER = WholeNumber(min=1)


@click.command(cls=FrenchCommand)
@dossier_argument
@click.option("--with", "kept", metavar="N", type=_NUMBER, multiple=True,
              help="Mettre cette phrase dans la lettre; l’option se répète.")  # fmt: skip
@click.option("--without", "left_out", metavar="N", type=_NUMBER, multiple=True,
              help="Retirer cette phrase de la lettre; l’option se répète.")  # fmt: skip
@click.option("--approve", is_flag=True, help="L’approuver : elle peut être remise.")
@click.option("--draft", is_flag=True, help="En refaire un brouillon.")
@pass_session
def letter(
    session: Session,
    prefix: str,
    kept: Sequence[int],
    left_out: Sequence[int],
    approve: bool,
    draft: bool,
) -> None:
    """Lire la lettre, en choisir les phrases, l’approuver.

    N est le numéro d’une phrase, que la commande montre sans option, avec d’où elle vient.
    telestage export ID docx --only letter l’écrit.
    """
    from ...documents.papers.letter import mark, missing_evidence, release_of, sentences
    from ...documents.papers.setting import Setting

    if approve and draft:
        raise click.UsageError("Donnez --approve ou --draft, pas les deux.")
    dossier = session.dossier(prefix)
    programme = session.programme(dossier)

    def setting() -> Setting:
        return Setting(dossier, programme, programme.papers.paper("letter"))

    every = sentences(setting())
    for number in (*kept, *left_out):
        if number > len(every):
            raise Refused(f"La lettre n’a pas de phrase {number}; telestage letter les numérote.")
    steps = [changes.put_in(every[n - 1].id, every[n - 1].text) for n in kept]
    steps += [changes.leave_out(every[n - 1].id, every[n - 1].text) for n in left_out]
    for change in steps:
        dossier = session.carry_out(dossier, change)
    if approve:
        change = changes.release_letter(mark(setting()), on=session.clock.today())
        dossier = session.carry_out(dossier, change)
    if draft:
        dossier = session.carry_out(dossier, changes.take_back_letter())
    if steps or approve or draft:
        return

    def lines() -> Iterator[str]:
        release = release_of(setting())
        yield f"Approuvée le {plain_date(release.on)}." if release else "C’est un brouillon."
        yield from missing_evidence(setting())
        for number, each in enumerate(every, 1):
            state = "dans la lettre" if each.is_kept else "hors de la lettre"
            yield f"Phrase {number}, {state} : {each.text}"
            yield sentence(f"D’où elle vient : {lower_first(each.evidence)}")

    say(*lines())
