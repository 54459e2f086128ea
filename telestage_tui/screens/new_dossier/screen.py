"""Nouveau dossier: five fields are enough, the others can wait; or everything from a fiche."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import Any, ClassVar, TypeVar, cast
from uuid import UUID, uuid4

from pydantic import TypeAdapter, ValidationError
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from ...dossier.accesses import Resource
from ...dossier.changes import OPENED
from ...dossier.dossier import Dossier
from ...dossier.errors import InvalidInput, TelestageError
from ...dossier.fiche.model import Fiche, fiche_of
from ...dossier.fiche.organisation import completed, proposal
from ...dossier.fiche.pages import DETAILS
from ...dossier.fiche.toml import load_toml, parse_toml
from ...dossier.fiche.write import default_texts, form_texts
from ...dossier.french import count, count_or_none, de, sentence
from ...dossier.people import Candidate
from ...dossier.stage import Convention
from ...dossier.work_plan import WorkPlan
from ...planning.open_dossier import checked_fiche, open_dossier
from ...store.paths import user_path
from ...widgets.dialogs import Confirm
from ...widgets.fields import FormSection, with_hidden
from ...widgets.paragraph import Paragraph
from ...workspace import Workspace
from ..dossier.earlier import ask_earlier
from ..fiche.screen import FicheScreen
from ..navigation import Go

DRAFT = "new.dossier"
CARRIED: Mapping[str, TypeAdapter[Any]] = {
    "ressources": TypeAdapter(tuple[Resource, ...]),
    "plan_de_travail": TypeAdapter(WorkPlan),
    "candidats": TypeAdapter(tuple[Candidate, ...]),
    "convention": TypeAdapter(Convention),
}
"""What the form carries of a fiche and does not show, each in a hidden field, as JSON."""
PATH_QUESTION = "Chemin du fichier (par exemple ~/lea.toml)"
PASTE_QUESTION = (
    "Collez la fiche ici (Ctrl+V), ou choisissez son fichier avec « Coller un fichier texte… », en "
    "haut de la page; puis F2."
)
_Part = TypeVar("_Part")


class NewDossierScreen(FicheScreen):
    """Opens a dossier."""

    HEADING = "Nouveau dossier"
    HELP = """Les cinq premiers champs, marqués *, suffisent pour ouvrir le dossier; les autres \
ont une valeur par défaut et se complètent plus tard (touche i du dossier).

Tab ou Entrée passe au champ suivant, F6 à la partie suivante. Ce que vous tapez est vérifié au \
passage et gardé comme brouillon : vous pouvez quitter et revenir. F2 ouvre le dossier et prévoit \
ses rencontres.

F7 remplit le formulaire avec une fiche (un fichier TOML; « telestage fiche » en donne une \
vierge)."""
    DEFAULT_CSS = """
    NewDossierScreen {
        & #origin { height: auto; max-height: 2; padding: 0 1; color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "fiche", "Fiche…", key_display="F7", tooltip="Remplir avec une fiche"),
    ]

    def __init__(self, workspace: Workspace, go: Go) -> None:
        self._proposal = proposal(workspace.organisation(), workspace.last_opened())
        super().__init__(workspace, go)

    def body(self) -> ComposeResult:
        if self._proposal.words:
            yield Paragraph(self._proposal.words, id="origin")
        yield from super().body()

    def draft_name(self) -> str:
        """One new dossier is drafted at a time."""
        return DRAFT

    def sections(self) -> tuple[FormSection, ...]:
        """The parts of the form; in the last one is hidden what else a fiche says."""
        *parts, last = super().sections()
        return (*parts, reduce(with_hidden, CARRIED, last))

    @property
    def values(self) -> dict[str, str]:
        """What is typed in the fields of the fiche."""
        return {name: text for name, text in super().values.items() if name not in CARRIED}

    def saved_values(self) -> dict[str, str]:
        """The usual values, and what is proposed."""
        return default_texts() | self._proposal.texts

    def as_dossier(self, fiche: Fiche) -> Dossier:
        """The dossier this form would open."""
        return self._whole(fiche).to_dossier(
            id=UUID(int=0),
            programme=self.workspace.programme().ref,
            created_at=self.workspace.clock.now(),
        )

    def action_save(self) -> None:
        """Open the dossier with its meetings, and go to it."""
        fiche = self.read_fiche()
        if fiche is None:
            return
        alike = next((d for d in self.workspace.repository.dossiers() if fiche.is_of(d)), None)
        if alike is None:
            self._open(fiche)
            return

        def open_if(agreed: bool | None) -> None:
            if agreed:
                self._open(fiche)

        question = (
            f"Un dossier {de(alike.intern.full_name)} commence déjà ce jour-là chez "
            f"{sentence(alike.host.name)} En ouvrir un second?"
        )
        self.app.push_screen(
            Confirm("Dossier semblable", question, yes="Oui, un second dossier"), open_if
        )

    def _open(self, fiche: Fiche) -> None:
        dossier = open_dossier(
            self._whole(fiche),
            id=uuid4(),
            programme=self.workspace.programme(),
            created_at=self.workspace.clock.now(),
            others=self.workspace.repository.dossiers(),
        )
        form = self.form
        if form.save(lambda: self.workspace.repository.add(dossier, OPENED)):
            meetings = count_or_none(
                len(dossier.meetings), "rencontre prévue", "rencontres prévues", feminine=True
            )
            self.app.post_message(Go("dossier", dossier.id))
            ask_earlier(self, self.workspace.repository.get(dossier.id))
            self.done(f"Dossier ouvert : {meetings}")
            self.warn_of_secret(None, dossier)

    def _whole(self, fiche: Fiche) -> Fiche:
        """What is typed, with what the form carries of the fiche it was filled with."""
        return fiche.evolve(
            resources=self._carried("ressources", ()),
            candidates=self._carried("candidats", ()),
            convention=self._carried("convention", Convention()),
        ).with_plan(self._carried("plan_de_travail", WorkPlan()))

    def _carried(self, name: str, blank: _Part) -> _Part:
        """A part of the fiche the form was filled with; blank when it has none."""
        text = self.form.values()[name]
        try:
            return cast("_Part", CARRIED[name].validate_json(text)) if text else blank
        except ValidationError:  # the draft was changed by hand
            return blank

    def action_fiche(self) -> None:
        """Fill the form from a fiche: its file, or its text in a browser."""
        if self.says_discreet():
            return
        pastes = self.app.is_web

        def check(typed: str) -> str | None:
            try:
                values = parse_toml(typed) if pastes else load_toml(user_path(typed.strip()))
                filled = completed(values, self.workspace.organisation())
                programme = self.workspace.programme()
                fiche = checked_fiche(fiche_of(filled.values), programme)
            except InvalidInput as error:
                return "Fiche refusée, rien n’est repris :\n" + "\n".join(
                    f"– {problem}" for problem in error.problems
                )
            except TelestageError as error:
                return str(error)
            self._fill(fiche, has_taken=bool(filled.taken))
            return None

        self.ask(
            "new.fiche.text" if pastes else "new.fiche",
            "Remplir avec une fiche",
            PASTE_QUESTION if pastes else PATH_QUESTION,
            lambda _typed: True,
            check=check,
            kind="prose" if pastes else "text",
            send_word="Lire la fiche",
        )

    def _fill(self, fiche: Fiche, *, has_taken: bool) -> None:
        parts = (fiche.resources, fiche.work_plan, fiche.candidates, fiche.convention)
        carried = {
            name: adapter.dump_json(part).decode()
            for (name, adapter), part in zip(CARRIED.items(), parts, strict=True)
        }
        self.fill(form_texts(fiche, DETAILS) | carried)
        self.reload()
        taken = " Ce qu’elle laisse vide est repris de Mon organisation." if has_taken else ""
        self.query_one("#hint", Paragraph).update(f"Fiche lue.{taken} Vérifiez, puis F2.")

    def title_text(self) -> str:
        """Adds what the form carries of a fiche and does not show."""
        fiche = self._carried
        resources, candidates = fiche("ressources", ()), fiche("candidats", ())
        signed = sum(1 for _, day in fiche("convention", Convention()) if day)
        parts = (
            count(len(resources), "accès", "accès") if resources else "",
            count(len(candidates), "candidature") if candidates else "",
            count(signed, "signature") if signed else "",
            "plan de travail" if fiche("plan_de_travail", WorkPlan()) != WorkPlan() else "",
        )
        carried = " · ".join(filter(None, parts))
        return f"{self.HEADING} · fiche : {carried}" if carried else self.HEADING
