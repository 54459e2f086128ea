"""Sauvegardes: the state of the file, its copies, and how to go back to one."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.worker import get_current_worker

from ...dossier.errors import TelestageError
from ...dossier.french import (
    NBSP,
    clock_time,
    count,
    count_or_none,
    long_moment,
    short_date,
    with_unit,
)
from ...dossier.zone_names import DEFAULT_HOST_ZONE, tzdata_version, zone
from ...store.backup import Backup, backup_words, past_first
from ...store.check import FileReport, inspect
from ...store.shown_paths import shown
from ...widgets.dialogs import Confirm
from ...widgets.lists import RestoreList
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import Cell, Row, heading, hint
from ...widgets.stack import is_open
from .contents import ContentsKeys


class BackupsScreen(ContentsKeys):
    """The file and its copies."""

    HEADING = "Sauvegardes"
    HELP = """Tous vos dossiers tiennent dans un seul fichier, du texte lisible que vous pouvez \
copier où vous voulez. telestage en garde des sauvegardes : une par jour, une de plus quand la \
dernière a plus d’une heure ou quand vous quittez, et une avant chaque opération délicate; les \
plus anciennes s’effacent d’elles-mêmes.

n en fait une tout de suite. Entrée remet celle qui est choisie à la place du fichier; le fichier \
actuel est d’abord sauvegardé, rien n’est donc perdu. v montre ce qu’elle contient, comparé à \
maintenant, et remet un seul dossier.

d choisit un second répertoire, sur une clé ou un disque chiffré, où chaque sauvegarde est faite \
aussi."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "create", "Nouvelle", tooltip="Faire une sauvegarde maintenant"),
    ]
    DEFAULT_CSS = """
    BackupsScreen {
        & #file { height: auto; max-height: 60%; padding: 0 1 1 1; }
    }
    """

    def body(self) -> ComposeResult:
        yield Paragraph("", id="file")
        yield RestoreList([hint("Vérification du fichier et de ses sauvegardes…")], id="backups")

    def show(self) -> None:
        """Check the file and its copies in a thread: a large file takes long."""
        self._verify()

    @work(thread=True, exclusive=True)
    def _verify(self) -> None:
        report = inspect(self.workspace.path, second=self.workspace.second_folder)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show_report, report)

    def _show_report(self, report: FileReport) -> None:
        if not is_open(self):
            return  # closed while a large file was read
        backups = past_first(report.backups, self.workspace.backup_time())
        self.query_one("#file", Paragraph).update(self._about_file(report))
        empty = [
            hint("Aucune sauvegarde pour l’instant."),
            hint("La première se fera toute seule; n en fait une tout de suite.")
            if report.dossiers
            else hint("La première se fera toute seule, quand vous ouvrirez un dossier."),
        ]
        rows = [heading(f"Sauvegardes ({len(backups)})"), *map(backup_row, backups)]
        self.query_one("#backups", RowList).show(rows if backups else empty)

    def _about_file(self, report: FileReport) -> Content:
        path = self.workspace.path
        exists = path.is_file()
        if not report.ok:
            state = Content.styled("! à vérifier", "bold $text-error")
        elif exists:
            state = Content.styled("✓ lisible et intact", "$text-success")
        else:
            state = Content.styled("○ pas encore créé", "$text-muted")
        facts = [
            count(report.dossiers, "dossier"),
            *([file_size(path.stat().st_size)] if exists else []),
        ]
        lines = [
            _fact("Fichier", shown(path)),
            _fact("Sauvegardes", shown(self.workspace.backups.directory)),
            *self._second_folder(),
            _fact("État", state, "  ·  " + "  ·  ".join(facts)),
            _fact("Heures", f"règles de changement d’heure, édition {tzdata_version()}"),
        ]
        lines += [Content.styled(f"! {problem}", "$text-error") for problem in report.problems]
        lines += [Content.styled(remark, "$text-muted") for remark in report.remarks]
        return Content("\n").join(lines)

    def _second_folder(self) -> list[Content]:
        second = self.workspace.backups.second
        return [_fact("Et aussi", shown(second.directory))] if second.directory else []

    # --- acting ---------------------------------------------------------------------------------

    def action_create(self) -> None:
        """Make a copy now."""
        if self.says_discreet():
            return
        try:
            backup = self.workspace.backups.create()
        except TelestageError as error:
            self.report(error)
            return
        if failure := self.workspace.backups.second.failure:
            self.report(failure)
        self.say_saved(f"Sauvegarde faite : {count_or_none(backup.dossiers or 0, 'dossier')}")
        self.reload()

    @on(RowList.Chosen, "#backups")
    def _chosen(self, message: RowList.Chosen) -> None:
        if not isinstance(message.key, Backup):
            return
        backup = message.key
        if backup.refusal:
            self.tell(backup.refusal)
            return

        def act(answer: bool | None) -> None:
            if answer:
                self._restore(backup)

        self.app.push_screen(
            Confirm(
                "Restaurer une sauvegarde",
                f"Revenir à l’état du {moment(backup)}, {with_dossiers(backup)}?\n\n"
                "Ce qui a été fait depuis sortira des dossiers, mais ne sera pas perdu : le "
                "fichier actuel est d’abord sauvegardé, et vous pourrez le restaurer à son tour.",
                yes="Oui, restaurer",
            ),
            act,
        )

    def _restore(self, backup: Backup) -> None:
        try:
            aside = self.workspace.recovery.restore(backup.name)
        except TelestageError as error:
            self.report(error)
            self.reload()
            return
        note = f" Le fichier illisible est gardé ici : {shown(aside)}" if aside else ""
        self.tell(f"Sauvegarde du {moment(backup)} restaurée.{note}")
        # The screens below may show a dossier that this state does not have.
        self.call_next(self.run_action, "app.home")


def backup_row(backup: Backup) -> Row:
    """One copy: when, how many dossiers, how big, why; its key is the copy."""
    return Row(
        (
            Cell("✓" if backup.readable else "!", 1, "success" if backup.readable else "error"),
            Cell(_short_moment(backup)),
            Cell(
                backup.content,
                13,
                "plain" if backup.readable else "error",
                right=True,
            ),
            Cell(file_size(backup.size), 8, "muted", right=True),
            Cell(backup_words(backup), 22, "muted"),
        ),
        backup,
    )


def moment(backup: Backup) -> str:
    """When a copy was made, in Québec time: `mardi 2 mars 2027, 9 h 30`."""
    at = _local(backup)
    return long_moment(at.date(), at.time())


def with_dossiers(backup: Backup) -> str:
    """What a copy holds: « avec 3 dossiers », « sans aucun dossier »."""
    total = count_or_none(backup.dossiers or 0, "dossier")
    return f"avec {total}" if backup.dossiers else f"sans {total}"


def _fact(name: str, *value: str | Content) -> Content:
    return Content.assemble((f"{name:<13}", "$text-muted"), *value)


def _short_moment(backup: Backup) -> str:
    at = _local(backup)
    return f"{short_date(at.date())}{NBSP}{at.year}, {clock_time(at.time())}"


def _local(backup: Backup) -> datetime:
    return backup.taken_at.astimezone(zone(DEFAULT_HOST_ZONE))


def file_size(size: int) -> str:
    """A size in bytes, as people read it: `812 octets`, `45 Ko`, `1,2 Mo`."""
    if size < 1000:
        return count(size, "octet")
    if size < 1_000_000:
        return with_unit(round(size / 1000), "Ko")
    return with_unit(round(size / 1_000_000, 1), "Mo")
