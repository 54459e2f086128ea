"""What a person may ask of what is kept on them: reading it, erasing it."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...dossier.errors import Refused
from ...dossier.french import count_in_letters, count_or_none, in_words
from ...dossier.masking import mask_for, masked
from ...programme.progress import with_retention
from ...store.errors import StoreError
from ...store.shown_paths import shown
from ..dossier_output import kept_shape
from ..french_click import FrenchCommand
from ..output import say, say_json, warn
from ..session import Session
from .options import dossier_argument, json_option, pass_session
from .stage import SHORTEST_TO_REMOVE

if TYPE_CHECKING:
    from uuid import UUID

    from ...dossier.dossier import Dossier
    from ...store.outcomes import Erasure


@click.command("access-request", cls=FrenchCommand)
@dossier_argument
@click.option("-o", "--output", "folder", metavar="RÉPERTOIRE", default=".",
              type=click.Path(readable=False, path_type=Path),
              help="Où écrire; sinon, ici.")  # fmt: skip
@json_option
@pass_session
def access_request(session: Session, prefix: str, folder: Path, as_json: bool) -> None:
    """Réunir tout ce qui est détenu sur une personne.

    Écrit un PDF à lire et un fichier JSON complet; imprime leurs chemins. Les noms, courriels et
    téléphones des autres personnes y sont masqués, sauf ceux du tuteur ou de la tutrice. Relisez-
    les avant de les remettre : un nom que seul un texte mentionne n’est pas reconnu.

    Avec --json, le contenu est imprimé et rien n’est écrit.
    """
    dossier = session.dossier(prefix)
    held = _held(session, dossier)
    if as_json:
        say_json(held)
        return
    from ...documents.files import write_file
    from ...documents.names import paper_name
    from ...documents.papers.writing import Asked, setting_for, write_papers

    paper = session.programme(dossier).papers.paper("access-request")
    content = json.dumps(held, ensure_ascii=False, indent=2) + "\n"
    setting = setting_for(session, dossier, paper)
    name = paper_name(dossier, setting.title, "json")
    say(shown(write_file(folder, name, content.encode())))
    (written,) = write_papers(folder, [Asked(setting, "pdf")])
    say(shown(written.path))
    for notice in written.notices:
        warn(f"{setting.title} : {notice}")


def _held(session: Session, dossier: Dossier) -> dict[str, object]:
    """All that is held on the intern of a dossier, in the forms of JSON."""
    theirs = masked(with_retention(dossier, session.programme(dossier)))
    mask = mask_for(dossier)
    return {
        "dossier": kept_shape(theirs, identity=True),
        "drafts": list(map(mask, session.drafts.about(dossier.id))),
        "copies": list(session.backups.holding(dossier.id)),
    }


@click.command(cls=FrenchCommand)
@dossier_argument
@click.option("--yes", is_flag=True, help="Confirmer; sans cette option, rien n’est effacé.")
@click.option(
    "--candidates",
    "names_alone",
    is_flag=True,
    help="Seulement les noms des candidatures non retenues; l’entretien reste.",
)
@json_option
@pass_session
def erase(session: Session, prefix: str, yes: bool, names_alone: bool, as_json: bool) -> None:
    """Effacer un dossier pour de bon.

    Le dossier sort du fichier, de chaque sauvegarde, des brouillons et des fichiers mis de côté.
    Rien ne le ramène ensuite : ni une sauvegarde plus ancienne, ni un import, ni u. Seuls restent
    son identifiant et le jour. Un dossier déjà supprimé s’efface ainsi de ses sauvegardes.

    Les documents exportés, les agendas et les courriels ne sont pas touchés : effacez-les aussi. ID
    doit avoir au moins quatre caractères.
    """
    if len(prefix.strip().replace("-", "")) < SHORTEST_TO_REMOVE:
        raise Refused(
            f"Pour effacer un dossier, donnez au moins {in_words(SHORTEST_TO_REMOVE)} caractères "
            "de son identifiant."
        )
    dossier_id = session.repository.find_held(prefix)
    who = _who(session, dossier_id)
    if names_alone:
        who = f"les noms des candidatures non retenues, {who}"
    if not yes:
        raise Refused(f"Pour effacer pour de bon {who}, ajoutez --yes. Rien ne le ramènera.")
    erasure = (session.erase_names if names_alone else session.erase_for_good)(dossier_id)
    if as_json:
        say_json(_shape(dossier_id, session, erasure))
        return
    copies = count_or_none(
        erasure.copies, "sauvegarde réécrite", "sauvegardes réécrites", feminine=True
    )
    say(f"Effacé pour de bon : {who}; {copies}.")
    if erasure.named_in:
        others = count_in_letters(len(erasure.named_in), "autre dossier")
        ids = ", ".join(str(each)[:8] for each in erasure.named_in)
        warn(f"Cette personne est encore nommée dans {others} : {ids}.")


def _who(session: Session, dossier_id: UUID) -> str:
    """The dossier, by the people in it when it can be read."""
    with suppress(StoreError):
        dossier = session.repository.get(dossier_id)
        return f"le dossier de {dossier.intern.full_name}, {dossier.host.name}"
    return f"le dossier {dossier_id}"


def _shape(dossier_id: UUID, session: Session, erasure: Erasure) -> dict[str, object]:
    return {
        "id": str(dossier_id),
        "erased_on": session.today().isoformat(),
        "copies": erasure.copies,
        "named_in": list(map(str, erasure.named_in)),
    }
