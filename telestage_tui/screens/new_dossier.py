"""Nouveau dossier: five fields are enough, the others can wait; or everything from a fiche."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar
from uuid import UUID, uuid4

from pydantic import TypeAdapter, ValidationError
from textual.binding import Binding, BindingType

from ..dossier.accesses import Resource
from ..dossier.dossier import Dossier
from ..dossier.errors import InvalidInput, TelestageError
from ..dossier.fiche import Fiche, load_fiche
from ..dossier.french import count, de
from ..planning.opening import open_dossier
from ..widgets.dialogs import AskText, Confirm
from ..widgets.form import FieldForm
from ..widgets.paragraph import Paragraph
from .fiche_fields import DEFAULTS, FORM, texts_of
from .fiche_form import FicheScreen
from .navigation import Go

DRAFT = "new.dossier"
PATH_DRAFT = "new.fiche"
ACCESSES_DRAFT = "new.accesses"
"""The accesses of a fiche, which the form does not show."""
_RESOURCES = TypeAdapter(tuple[Resource, ...])


class NewDossierScreen(FicheScreen):
    """Opens a dossier."""

    HEADING = "Nouveau dossier"
    HELP = """Les cinq premiers champs, marqués *, suffisent pour ouvrir le dossier ; les autres \
ont une valeur par défaut et se complètent plus tard (touche i du dossier).

Tab ou Entrée passe au champ suivant, F6 à la partie suivante. Ce que vous tapez est vérifié au \
passage et gardé comme brouillon : vous pouvez quitter et revenir. F2 ouvre le dossier et prévoit \
ses rencontres.

F3 remplit le formulaire avec une fiche (un fichier TOML ; « telestage fiche » en donne une \
vierge)."""
    SECTIONS = FORM
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "fiche", "Fiche…", key_display="F3", tooltip="Remplir avec une fiche"),
    ]

    def draft_name(self) -> str:
        """One new dossier is drafted at a time."""
        return DRAFT

    def initial_values(self) -> dict[str, str]:
        """The usual values, then what was left unsaved."""
        return self.saved_values() | self.workspace.drafts.form(DRAFT)

    def saved_values(self) -> dict[str, str]:
        """The usual values."""
        blank = {field.name: "" for section in FORM for field in section.fields}
        choices = {
            field.name: field.choices[0][0]
            for section in FORM
            for field in section.fields
            if field.kind == "choice"
        }
        return blank | choices | dict(DEFAULTS)

    def on_mount(self) -> None:
        """Say that a draft was taken up again."""
        if self.workspace.drafts.form(DRAFT):
            self.tell("Votre brouillon a été repris là où vous l’aviez laissé.")

    def as_dossier(self, fiche: Fiche) -> Dossier:
        """The dossier this form would open."""
        return fiche.to_dossier(
            id=UUID(int=0),
            programme=self.workspace.programme().ref,
            created_at=self.workspace.clock.now(),
        )

    def action_save(self) -> None:
        """Open the dossier with its meetings, and go to it."""
        fiche = self.accepted()
        if fiche is None:
            return
        alike = next((d for d in self.workspace.repository.dossiers() if _same(d, fiche)), None)
        if alike is None:
            self._open(fiche)
            return

        def answered(agreed: bool | None) -> None:
            if agreed:
                self._open(fiche)

        question = (
            f"Un dossier {de(alike.intern.full_name)} commence déjà ce jour-là chez "
            f"{alike.host.name}. En ouvrir un second ?"
        )
        self.app.push_screen(
            Confirm("Dossier semblable", question, yes="Oui, un second dossier"), answered
        )

    def _open(self, fiche: Fiche) -> None:
        fiche = fiche.evolve(resources=self._resources())
        dossier = open_dossier(
            fiche,
            id=uuid4(),
            programme=self.workspace.programme(),
            created_at=self.workspace.clock.now(),
            others=self.workspace.repository.dossiers(),
        )
        try:
            self.workspace.repository.add(dossier, "Dossier ouvert")
        except TelestageError as error:
            self.report(error)
            return
        self.workspace.drafts.keep_form(DRAFT, {})
        self.workspace.drafts.keep_text(ACCESSES_DRAFT, "")
        planned = count(len(dossier.meetings), "rencontre prévue", "rencontres prévues")
        self.app.pop_screen()
        self.app.post_message(Go("dossier", dossier.id))
        self.app.call_later(self.app.notify, f"Dossier ouvert : {planned}.", markup=False)

    def _resources(self) -> tuple[Resource, ...]:
        """The accesses of the fiche that was read, in this session or before."""
        kept = self.workspace.drafts.text(ACCESSES_DRAFT)
        try:
            return _RESOURCES.validate_json(kept) if kept else ()
        except ValidationError:  # the draft was changed by hand
            return ()

    def action_fiche(self) -> None:
        """Fill the form from a fiche file."""

        def check(typed: str) -> str | None:
            try:
                fiche = load_fiche(Path(typed.strip()).expanduser())
            except InvalidInput as error:
                return "Fiche refusée, rien n’est repris :\n" + "\n".join(
                    f"– {problem.field} : {problem.message}" for problem in error.problems
                )
            self._fill(fiche)
            return None

        unsent, keep = self.workspace.draft(PATH_DRAFT)
        self.app.push_screen(
            AskText("Remplir avec une fiche", "Chemin du fichier (par exemple ~/lea.toml)",
                    value=unsent, check=check, send_word="Lire la fiche", keep=keep)
        )  # fmt: skip

    def _fill(self, fiche: Fiche) -> None:
        kept = _RESOURCES.dump_json(fiche.resources).decode() if fiche.resources else ""
        self.workspace.drafts.keep_text(ACCESSES_DRAFT, kept)
        self.query_one(FieldForm).fill(texts_of(fiche))
        accesses = count(len(fiche.resources), "accès", "accès")
        note = f", avec {accesses} à remettre" if fiche.resources else ""
        self.query_one("#hint", Paragraph).update(f"Fiche lue{note}. Vérifiez, puis F2.")


def _same(dossier: Dossier, fiche: Fiche) -> bool:
    names = (dossier.intern.full_name.casefold(), dossier.host.name.casefold())
    return dossier.stage.start == fiche.stage.start and names == (
        fiche.intern.full_name.casefold(),
        fiche.host.name.casefold(),
    )
