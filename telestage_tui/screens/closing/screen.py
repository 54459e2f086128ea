"""Clore le stage: what is missing, each line leading to where it is done, then the closing."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...dossier import changes
from ...dossier.dossier import Dossier
from ...dossier.errors import TelestageError
from ...dossier.french import count, de, leading_count, long_date, plain_date, upper_first
from ...programme.closing import Blocker, Leftover, blockers, close, left_at_closing
from ...programme.progress import default_retention, task_states
from ...widgets.dialogs import Confirm
from ...widgets.lists import OpenList
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ..dossier_screen import DossierScreen
from ..navigation import Go, Removed
from .erasing import ErasingKeys
from .rows import CLOSE, PAPERS, ClosingRows
from .settling import SettlingKeys
from .ways import way_to_blocker, way_to_leftover


class ClosingScreen(SettlingKeys, ErasingKeys, DossierScreen):
    """What is missing before a stage is closed; then its closing, and what comes after."""

    HEADING = "Clore le stage"
    HELP = """Un stage se clôt quand il a été déclaré commencé, que chaque étape ◆ est faite avec \
sa preuve, ou sans objet, et que plus aucun accès n’est ouvert. Ce qui manque est énuméré : Entrée \
mène à l’endroit où cela se règle.

Vient ensuite tout ce qui reste et n’empêche pas de clore : étapes, rencontres à consigner ou à \
venir, fichiers sans repreneur, retraits à vérifier, accès jamais remis, gratification, dernier \
jour. Espace marque une ligne, m tout son groupe; s règle d’un coup les lignes marquées, ou celle \
qui est choisie : faites, manquées ou sans objet.

F2 clôt le stage. S’il reste quelque chose, telestage demande une fois, avec le nombre; \
l’historique garde la liste, et les rencontres à venir sont annulées : exportez-les pour que les \
agendas l’apprennent. Le dossier passe en fin de liste, marqué « Clos ». Il reste lisible jusqu’à \
la date de conservation, que k change. o le rouvre, avec une raison. Les dernières lignes mènent \
au relevé des retraits et au dossier complet, en PDF.

Suppr supprime un dossier ouvert par erreur. Une sauvegarde est faite avant, et le garde. E \
efface un dossier pour de bon, des sauvegardes aussi, une fois son nom tapé : c’est ainsi qu’il se \
détruit après sa date de conservation. N efface les seuls noms des candidatures non retenues."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "close_stage", "Clore", key_display="F2"),
        Binding("o,ctrl+o", "reopen_stage", "Rouvrir", key_display="o"),
        Binding(
            "k",
            "retention",
            "Conservation",
            show=False,
            tooltip="Jusqu’à quand conserver le dossier",
        ),
        Binding("delete", "remove", "Supprimer le dossier", key_display="Suppr", show=False),
    ]
    DEFAULT_CSS = """
    ClosingScreen {
        & #standing { height: auto; padding: 0 1 1 1; }
    }
    """

    _stage_closed = False
    """Whether the dossier shown is closed."""

    def body(self) -> ComposeResult:
        yield Paragraph("", id="standing")
        yield OpenList(id="blockers")

    def show(self) -> None:
        """Show what is missing and what is left, or since when the stage is closed."""
        dossier = self.dossier
        missing = self._missing()
        left = self.read_left()
        self._stage_closed = dossier.closed_on is not None
        self.query_one("#standing", Paragraph).update(self._standing(dossier, missing, len(left)))
        rows = ClosingRows(self.workspace.programme(dossier), missing, left, self.marked)
        self.query_one("#blockers", RowList).show(rows.rows(dossier))
        self.refresh_bindings()

    def _missing(self) -> tuple[Blocker, ...]:
        dossier = self.dossier
        if dossier.closed_on:
            return ()
        programme = self.workspace.programme(dossier)
        return blockers(dossier, task_states(dossier, programme, self.workspace.today()))

    def left(self) -> tuple[Leftover, ...]:
        dossier, clock = self.dossier, self.workspace.clock
        programme = self.workspace.programme(dossier)
        left = left_at_closing(dossier, programme, clock.now(), clock.today())
        if dossier.closed_on:  # the day of the closing stands in for the last one
            return tuple(each for each in left if each.kind != "end")
        return left

    def _standing(self, dossier: Dossier, missing: tuple[Blocker, ...], left: int) -> Content:
        whose = "Vous gardez le" if dossier.retention_until else "telestage propose de garder le"
        keep = f"{whose} dossier jusqu’au {self._retention(dossier)}."
        rest = count(left, "point reste", "points restent")
        if dossier.closed_on:
            state = f"✓ Stage clos le {long_date(dossier.closed_on)}."
            return _lines(
                state,
                "success",
                f"{keep}\nAprès cette date, E l’efface pour de bon, des sauvegardes aussi.",
            )
        if missing:
            things = leading_count(len(missing), "point reste", "points restent")
            others = f" Puis {rest}, sans empêcher de clore." if left else ""
            after = f"⏎ sur une ligne vous y mène.{others}"
            return _lines(f"○ {things} à régler avant de clore.", "warning", after)
        if left:
            after = "Espace marque, s règle, ⏎ y mène; F2 clôt en laissant le reste."
            return _lines(f"○ Rien n’empêche de clore, mais {rest} à régler.", "warning", after)
        return _lines("✓ Tout est prêt : le stage peut être clos.", "success", keep)

    def _retention(self, dossier: Dossier) -> str:
        return plain_date(dossier.retention_until or self._usual_retention())

    def _why(self) -> str:
        """Why that day is proposed, and what moves it, as the programme says them."""
        kept = self.workspace.programme(self.dossier).retention
        return "".join(f"\n{upper_first(each)}." for each in (kept.reason, kept.limits) if each)

    def _usual_retention(self) -> date:
        return default_retention(self.dossier, self.workspace.programme(self.dossier))

    def way_on(self) -> Go:
        """The page that Enter opens on the selected line."""
        key = self.query_one(RowList).key
        if isinstance(key, Blocker):
            return way_to_blocker(key, self.dossier)
        if key in PAPERS:
            return Go("papers", self.dossier_id, str(key))
        leftover = self.leftover_of(key)
        return self.go if leftover is None else self._way_to(leftover)

    @on(RowList.Chosen, "#blockers")
    def _chosen(self, message: RowList.Chosen) -> None:
        if isinstance(message.key, Blocker):
            self.post_message(way_to_blocker(message.key, self.dossier))
        elif message.key == CLOSE:
            self.action_close_stage()
        elif message.key in PAPERS:
            self.post_message(self.way_on())
        elif (leftover := self.leftover_of(message.key)) is not None:
            self.lead_to(leftover)

    def lead_to(self, leftover: Leftover) -> None:
        self.post_message(self._way_to(leftover))

    def _way_to(self, leftover: Leftover) -> Go:
        programme = self.workspace.programme(self.dossier)
        return way_to_leftover(leftover, self.dossier, programme)

    # --- closing and opening again --------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only an open stage can be closed or settled, and a closed one opened again."""
        if action in ("close_stage", "reopen_stage"):
            return self._stage_closed == (action == "reopen_stage")
        if action in ("mark", "mark_group", "settle"):
            return bool(self.shown_left) and not self._stage_closed
        return super().check_action(action, parameters)

    def action_close_stage(self) -> None:
        """Close the stage, once nothing stops it; ask once when that leaves something undone."""
        missing = self._missing()
        if missing:
            self.tell(f"Il reste {count(len(missing), 'point')} à régler avant de clore.")
            return
        left = self.read_left()
        if not left:
            self._close(0)
            return
        number = count(len(left), "point")
        coming = sum(each.kind == "coming" for each in left)
        cancelled = (
            f" {leading_count(coming, 'rencontre', feminine=True)} à venir : à annuler, puis à "
            "exporter vers les agendas."
            if coming
            else ""
        )
        question = f"Il reste {number} à régler; l’historique en garde la liste.{cancelled}"

        def close_if(agreed: bool | None) -> None:
            if agreed:
                self._close(len(left))

        yes = f"Oui, clore en laissant {number}"
        self.app.push_screen(Confirm("Clore le stage", question, yes=yes), close_if)

    def _close(self, leaving: int) -> None:
        dossier, clock = self.dossier, self.workspace.clock
        programme = self.workspace.programme(dossier)
        self.save(close(dossier, programme, clock.now(), clock.today(), leaving=leaving))

    def action_retention(self) -> None:
        """Set the last day the dossier is kept."""

        self.ask(
            f"retention.{self.dossier_id}",
            "Conservation",
            "Dernier jour où conserver ce dossier. Vide : la durée proposée par telestage, "
            f"jusqu’au {plain_date(self._usual_retention())}.{self._why()}",
            lambda day: self.save(changes.keep_until(day)),
            saved=lambda: self.dossier.retention_until,
            kind="planned",
        )

    def action_remove(self) -> None:
        """Remove the dossier, once the user confirmed it; a backup is made first."""
        dossier = self.dossier

        def remove_if(agreed: bool | None) -> None:
            if not agreed:
                return
            try:
                self.workspace.repository.remove(dossier.id)
            except TelestageError as error:
                self.report(error)
                return
            self.post_message(Removed())

        question = (
            f"Supprimer le dossier {de(dossier.intern.full_name)}, avec ses rencontres, ses notes "
            "et ses évaluations? Une sauvegarde est faite avant, et le garde."
        )
        self.app.push_screen(Confirm("Supprimer", question, yes="Oui, supprimer"), remove_if)


def _lines(state: str, tone: str, after: str) -> Content:
    """How the stage stands in bold, then what to do."""
    return Content("\n").join([Content.styled(state, f"bold $text-{tone}"), Content(after)])
