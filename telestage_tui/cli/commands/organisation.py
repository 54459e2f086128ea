"""Mon organisation: what is said once, for every dossier."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ...dossier.errors import InvalidInput
from ...store.paths import user_path
from ..french_click import FrenchCommand
from ..organisation_output import organisation_lines, organisation_shape
from ..output import say, say_json
from ..session import Session
from .options import json_option, pass_session
from .settings import typed_settings


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
        is_list,
        organisation_texts,
        texts_in_fiche,
    )
    from ...dossier.fiche.toml import load_toml

    kept = session.repository.organisation()
    texts = organisation_texts(kept)
    changes = texts_in_fiche(load_toml(user_path(path))) if path else {}
    changes |= typed_settings(settings, texts, is_list)
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
