"""The messages to send: drafted, printed or written in a file that mail programs open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...dossier.dossier import Dossier
from ...store.shown_paths import shown
from ..choice_words import LANGUAGES
from ..french_click import Choice, FrenchCommand
from ..output import print_data, say, table, warn
from ..session import Session
from .options import dossier_argument, pass_session

if TYPE_CHECKING:
    from ...documents.messages.message import Message, MessageSetting
    from ...programme.language import Language
    from ...programme.messages import MessageKind

_BETWEEN = "―" * 40
"""Printed between two drafts of one message."""


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("name", metavar="[NOM]", required=False)
@click.option("--eml", "file", metavar="FICHIER", type=click.Path(readable=False, path_type=Path),
              help="Écrire le message, avec ses pièces jointes, dans ce fichier ou ce "
                   "répertoire.")  # fmt: skip
@click.option("--lang", "language", type=Choice(["fr", "en"], LANGUAGES),
              metavar="LANGUE", default="fr",
              help="fr, ou en là où le message existe en anglais.")  # fmt: skip
@pass_session
def message(
    session: Session, prefix: str, name: str | None, file: Path | None, language: Language
) -> None:
    """Préparer un message, d’après le dossier.

    telestage n’envoie rien. Sans NOM, énumère les messages. Sans --eml, imprime les destinataires,
    l’objet et le texte. Ce que le dossier ne dit pas y est laissé en blanc, et énuméré à part.

    \b
    NOM est l’un de :
      ofqj-choice           à l’OFQJ : choix et second choix
      candidates-answer     aux autres candidatures : réponse, une par personne
      candidates-interview  aux candidatures à entendre : entretien, une par personne
      ofqj-cvs              à l’OFQJ : désistement, ou autres CV
      invitation            invitation à la rencontre virtuelle (fr, en)
      team-notice           annonce à l’équipe (fr, en)
      accesses-to-open      à l’informatique : accès à ouvrir
      resources             ressources et outils
      security              consignes de sécurité informatique
      welcome               accueil du premier jour
      reminder              rappel de la prochaine rencontre de suivi
      midpoint-form         envoi de l’évaluation de mi-stage
      handover              à l’équipe : passation des fichiers et des sujets
      final-documents       documents de fin de stage
      thanks                remerciements
      accesses-to-withdraw  à l’informatique : accès à retirer
    """
    from ...documents.messages.drafts import drafts

    dossier = session.dossier(prefix)
    content = session.programme(dossier).messages
    if name is None:
        if file is not None:
            raise click.UsageError("Avec --eml, dites quel message : NOM.")
        settings = [_setting(session, dossier, kind, language) for kind in content.messages]
        say(*table([row for each in settings for row in _rows(drafts(each))]))
        return
    setting = _setting(session, dossier, content.message(name), language)
    messages = drafts(setting)
    if file is not None:
        _write(session, setting, messages, file)
    else:
        _print(messages)


def _setting(
    session: Session, dossier: Dossier, kind: MessageKind, language: Language
) -> MessageSetting:
    from ...documents.messages.message import MessageSetting

    programme = session.programme(dossier)
    now, organisation = session.clock.now(), session.organisation()
    return MessageSetting(dossier, programme, kind, now, organisation, language)


def _rows(messages: Sequence[Message]) -> Iterator[tuple[str, ...]]:
    for each in messages:
        lacking = f"{len(each.missing)} à compléter" if each.missing else "✓"
        yield each.kind.id, each.kind.title, each.addressees, lacking


def _print(messages: Sequence[Message]) -> None:
    for number, each in enumerate(messages):
        if number:
            print_data("", _BETWEEN, "")
        say(f"À : {each.addressees}", f"Objet : {each.subject}")
        if each.enclosed:
            say(f"Pièces jointes : {', '.join(each.enclosed)}")
        print_data("", each.body)
    _warn_of(messages, (notice for each in messages for notice in each.notices))


def _write(
    session: Session, setting: MessageSetting, messages: Sequence[Message], file: Path
) -> None:
    from ...documents.messages.files import eml_name, numbered, write_eml
    from ...store.paths import user_path

    is_folder = user_path(file).is_dir()
    said: list[str] = []
    for number, each in enumerate(messages, 1):
        folder = file if is_folder else file.parent
        name = (
            eml_name(setting, number, len(messages))
            if is_folder
            else numbered(file.name, number, len(messages))
        )
        exported = write_eml(folder, name, setting, each, session.change)
        say(*(shown(path.absolute()) for path in exported.paths))
        said += (*each.notices, *exported.advice)
    _warn_of(messages, said)


def _warn_of(messages: Sequence[Message], notices: Iterator[str] | Sequence[str]) -> None:
    """Say what is missing, then what to look at, each thing once."""
    for lacking in dict.fromkeys(what for each in messages for what in each.missing):
        warn(f"À compléter : {lacking}.")
    for notice in dict.fromkeys(notices):
        warn(notice)
