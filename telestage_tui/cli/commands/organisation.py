"""Mon organisation: what is said once, for every dossier."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ...dossier.errors import InvalidInput, Refused
from ...dossier.text import quoted
from ...store.paths import user_path
from ..french_click import FrenchCommand
from ..json_output import organisation_shape
from ..output import say, say_json
from ..session import Session, pick
from ..text_output import organisation_lines
from .options import json_option, pass_session


@click.command(cls=FrenchCommand)
@click.option("--set", "settings", metavar="CHAMP=VALEUR", multiple=True,
              help="Changer un champ; sans valeur, le vider. "
                   "Une liste se donne en plusieurs fois.")  # fmt: skip
@click.option("--fiche", "path", metavar="FICHIER",
              help="Reprendre ce qu’une fiche dit de l’organisation.")  # fmt: skip
@json_option
@pass_session
def organisation(
    session: Session, settings: Sequence[str], path: str | None, as_json: bool
) -> None:
    """Montrer Mon organisation, ou la changer.

    Ce qui est dit là une fois est proposé à chaque nouveau dossier, et complète une fiche qui ne le
    dit pas : nom, ville, horaires, jours de fermeture, vous, lien de la visioconférence. Les
    contacts, le logo et le papier valent pour tout dossier qui n’a pas les siens.

    CHAMP est un des noms que montre la commande, ou son début : structure.ville,
    informatique.courriel… VALEUR s’écrit comme à l’écran.
    """
    from ...documents.logo import logo_problems
    from ...dossier.fiche.organisation import (
        coerce_organisation,
        organisation_texts,
        texts_in_fiche,
    )
    from ...dossier.fiche.toml import load_toml

    kept = session.repository.organisation()
    texts = organisation_texts(kept)
    changes = texts_in_fiche(load_toml(user_path(path))) if path else {}
    changes |= _typed(settings, texts)
    if changes:
        wanted = coerce_organisation(texts | changes, session.clock.today(), kept)
        if problems := logo_problems(wanted.stationery.logo, kept.stationery.logo):
            raise InvalidInput(problems)
        after = session.keep_organisation(wanted, kept)
        if not as_json:
            same = after.version == kept.version
            say("Rien n’a changé." if same else "Mon organisation est enregistrée.")
        kept = after
    if as_json:
        say_json(organisation_shape(kept))
    elif not changes:
        say(*organisation_lines(organisation_texts(kept)))


def _typed(settings: Sequence[str], known: dict[str, str]) -> dict[str, str]:
    """The texts by path; those of a list, given several times, under one another.

    Raises:
        UnknownId: when there is no such field.
        Refused: when a setting has no « = », or when a field has two values.
    """
    from ...dossier.fiche.organisation import is_list

    texts: dict[str, str] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise Refused(f"{quoted(setting)} n’a pas la forme CHAMP=VALEUR.")
        path = pick("champ", name, {each: each for each in known})
        if path in texts and not is_list(path):
            raise Refused(f"Le champ {quoted(path)} est donné deux fois.")
        texts[path] = f"{texts[path]}\n{value}" if path in texts else value
    return texts
