"""Clore le stage: what is missing, each line leading to where it is done, then the closing."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...dossier import changes
from ...dossier.dossier import Dossier
from ...dossier.errors import TelestageError
from ...dossier.french import count, de, long_date, plain_date
from ...programme.progress import Blocker, blockers, close, default_retention, task_states
from ...programme.withdrawals import LeftToCheck, left_to_check
from ...widgets.dialogs import Confirm
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import OpenList, RowList
from ...widgets.rows import BLANK, Cell, Row, heading, hint
from ..base import DossierScreen
from ..dossier.task_links import destination
from ..navigation import Go, Removed

CLOSE = "close"
"""The key of the row that closes the stage."""
TO_CHECK = "Accès retirés, à vérifier"


class ClosingScreen(DossierScreen):
    """What is missing before a stage is closed; then its closing, and what comes after."""

    HEADING = "Clore le stage"
    HELP = """Un stage se clôt quand il a été marqué commencé, que chaque étape ◆ est faite avec \
sa preuve, ou sans objet, et que plus aucun accès n’est ouvert. Ce qui manque est énuméré : Entrée \
mène à l’endroit où cela se règle. Les vérifications qui restent à faire sur un accès retiré sont \
rappelées ; elles n’empêchent pas de clore.

Quand il ne manque plus rien, F2 ou Entrée clôt le stage. Le dossier passe en fin de liste, \
marqué « Clos ». Il reste lisible jusqu’à la date de conservation, que k change, et se rouvre \
avec o.

Suppr supprime un dossier ouvert par erreur. Une sauvegarde est faite avant."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "close_stage", "Clore le stage", key_display="F2"),
        Binding("o", "reopen", "Rouvrir"),
        Binding("k", "retention", "Conservation", tooltip="Jusqu’à quand conserver le dossier"),
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
        """Show what is missing, or that nothing is, or since when the stage is closed."""
        dossier = self.dossier
        missing = self._missing()
        self._stage_closed = dossier.closed_on is not None
        self.query_one("#standing", Paragraph).update(self._standing(dossier, missing))
        self.query_one("#blockers", RowList).show(self._rows(dossier, missing))
        self.refresh_bindings()

    def _missing(self) -> tuple[Blocker, ...]:
        dossier = self.dossier
        if dossier.closed_on:
            return ()
        programme = self.workspace.programme(dossier)
        return blockers(dossier, task_states(dossier, programme, self.workspace.today()))

    def _standing(self, dossier: Dossier, missing: tuple[Blocker, ...]) -> Content:
        whose = "Vous gardez le" if dossier.retention_until else "telestage propose de garder le"
        keep = f"{whose} dossier jusqu’au {self._retention(dossier)}."
        if dossier.closed_on:
            state = Content.styled(
                f"✓ Stage clos le {long_date(dossier.closed_on)}.", "bold $text-success"
            )
            after = f"{keep}\nAprès cette date, voyez s’il est à détruire ou à anonymiser."
        elif missing:
            things = count(len(missing), "point reste", "points restent")
            state = Content.styled(f"○ {things} à régler avant de clore.", "bold $text-warning")
            after = "⏎ sur une ligne vous y mène."
        else:
            ready = "✓ Tout est prêt : le stage peut être clos."
            if left_to_check(dossier, self.workspace.programme(dossier)):
                ready = "✓ Le stage peut être clos ; des retraits restent à vérifier."
            state = Content.styled(ready, "bold $text-success")
            after = keep
        return Content("\n").join([state, Content(after)])

    def _retention(self, dossier: Dossier) -> str:
        return plain_date(dossier.retention_until or self._usual_retention())

    def _usual_retention(self) -> date:
        return default_retention(self.dossier, self.workspace.programme(self.dossier))

    def _rows(self, dossier: Dossier, missing: tuple[Blocker, ...]) -> list[Row]:
        groups: dict[str, list[Row]] = {}
        for each in missing:
            groups.setdefault(self._group(each), []).append(_blocker_row(each))
        to_check = left_to_check(dossier, self.workspace.programme(dossier))
        groups[TO_CHECK] = [_check_row(each) for each in to_check]
        rows: list[Row] = []
        if dossier.closed_on:
            rows.append(hint("o rouvre le dossier, s’il reste quelque chose à faire."))
        elif not missing:
            rows.append(Row((Cell("Clore le stage", tone="strong"),), CLOSE))
        for title, members in groups.items():
            if members:
                rows += [BLANK] if rows else []
                rows += [heading(f"{title} ({len(members)})"), *members]
        return rows

    def _group(self, blocker: Blocker) -> str:
        if blocker.access_id is not None:
            return "Accès ouverts"
        programme = self.workspace.programme(self.dossier)
        state = blocker.state
        return programme.phase(state.task.phase).title if state else "Début du stage"

    @on(RowList.Chosen, "#blockers")
    def _chosen(self, message: RowList.Chosen) -> None:
        match message.key:
            case Blocker() as blocker:
                self.post_message(self._way_to(blocker))
            case UUID() as access_id:
                self.post_message(Go("accesses", self.dossier_id, str(access_id)))
            case _:
                self.action_close_stage()

    def _way_to(self, blocker: Blocker) -> Go:
        """Where a blocker is dealt with."""
        if blocker.access_id is not None:
            return Go("accesses", self.dossier_id, str(blocker.access_id))
        if blocker.state is None:
            return Go("departures", self.dossier_id)  # the page where a stage is marked started
        task = blocker.state.task
        on_itself = Go("dossier", self.dossier_id, task.id)
        if blocker.state.state == "done":  # what is missing is its proof, a note
            return on_itself
        return destination(task, self.dossier) or on_itself

    # --- closing and opening again --------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only an open stage can be closed, and a closed one opened again."""
        if action in ("close_stage", "reopen"):
            return self._stage_closed == (action == "reopen")
        return super().check_action(action, parameters)

    def action_close_stage(self) -> None:
        """Close the stage, once nothing is missing; u undoes it, and o opens it again."""
        missing = self._missing()
        if missing:
            self.tell(f"Il reste {count(len(missing), 'point')} à régler avant de clore.")
            return
        programme, today = self.workspace.programme(self.dossier), self.workspace.today()
        self.save(close(programme, today))

    def action_retention(self) -> None:
        """Set the last day the dossier is kept."""

        self.ask(
            f"retention.{self.dossier_id}",
            "Conservation",
            "Dernier jour où conserver ce dossier. Vide : la durée proposée par telestage, "
            f"jusqu’au {plain_date(self._usual_retention())}.",
            lambda day: self.save(changes.keep_until(day), as_seen=True),
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
            "et ses évaluations ? Une sauvegarde est faite avant, et le garde."
        )
        self.app.push_screen(Confirm("Supprimer", question, yes="Oui, supprimer"), remove_if)

    def action_reopen(self) -> None:
        """Open a closed stage again; u undoes it."""
        self.save(changes.reopen())


def _blocker_row(blocker: Blocker) -> Row:
    is_ticked = blocker.state is not None and blocker.state.resolved  # else its heading says enough
    missing = blocker.missing if is_ticked else ""
    return Row(
        (
            Cell("○", 1, "warning"),
            Cell(blocker.title),
            Cell(missing, len(missing), "muted", right=True),
        ),
        blocker,
    )


def _check_row(withdrawal: LeftToCheck) -> Row:
    words = f"{count(len(withdrawal.checks), 'vérification')} à faire"
    return Row(
        (
            Cell("?", 1, "warning"),
            Cell(withdrawal.access.name),
            Cell(words, len(words), "muted", right=True),
        ),
        withdrawal.access.id,
    )
