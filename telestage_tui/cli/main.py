"""The `telestage` command: its global options, its commands and its exit codes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from .. import __version__
from ..clocks.clock import Clock, SystemClock
from ..dossier.errors import InvalidInput, TelestageError, french_problem
from ..dossier.os_errors import french_cause
from ..dossier.text import quoted
from ..dossier.zone_names import tzdata_version
from ..store.errors import StoreError
from ..store.file_errors import MissingFile
from ..store.shown_paths import place
from .commands.types import CLOCK
from .french_click import FrenchGroup, message_of
from .open_screens import open_session
from .output import AnswerLost, say, say_json, silence_broken_streams, warn
from .session import Session

NAME = "telestage"
DONE, REFUSED, WRONG_USAGE, TO_CHECK, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes. 3: something is saved, or may be, and one must look before trying again; 130 is what
a shell gives for Ctrl+C."""

COMMAND_REFUSALS = (TelestageError, ValidationError, OSError)
"""Errors that stop a command and are reported in French."""

COMMANDS = {
    "demo": "screens",
    "picture": "picture",
    "handout": "handout",
    "serve": "serve",
    "guide": "guide",
    "new": "dossiers",
    "fiche": "dossiers",
    "organisation": "organisation",
    "list": "dossiers",
    "show": "dossiers",
    "edit": "details",
    "status": "dossiers",
    "history": "history",
    "search": "search",
    "name": "name",
    "undo": "undo",
    "tasks": "tasks",
    "tick": "tasks",
    "untick": "tasks",
    "skip": "tasks",
    "task": "one_task",
    "note": "tasks",
    "plan": "meetings",
    "meeting": "meeting",
    "hold": "meetings",
    "move-meeting": "replan",
    "replan": "replan",
    "add-meeting": "meetings",
    "minutes": "evaluations",
    "overlap": "meetings",
    "review": "evaluations",
    "work-plan": "work_plan",
    "deliverable": "work_plan",
    "letter": "letter",
    "offer": "selection",
    "candidate": "selection",
    "start": "stage",
    "waive": "stage",
    "course": "course",
    "convention": "agreements",
    "pay": "agreements",
    "presence": "agreements",
    "close": "stage",
    "reopen": "stage",
    "retention": "details",
    "remove": "stage",
    "access-request": "privacy",
    "erase": "privacy",
    "grant": "accesses",
    "explain": "accesses",
    "withdraw": "accesses",
    "handover": "handover",
    "transfer": "handover",
    "access": "access_ledger",
    "onsite": "onsite",
    "export": "export",
    "import": "filled_files",
    "message": "messages",
    "absences": "absences",
    "check": "upkeep",
    "programme": "programme",
    "backup": "upkeep",
    "completion": "completion",
}
"""Each command, in the order of the help, and the module of `commands` it is imported from when
asked for: opening the screens pays for none of them."""

_AFTER_A_LOSS = (
    "Pour en restaurer une : telestage backup list, puis telestage backup restore NOM. Pour "
    "repartir de zéro, donnez d’abord un autre nom au répertoire des sauvegardes."
)


class Root(FrenchGroup):
    """The whole command; reports an error in French, and never shows a traceback."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f".commands.{COMMANDS[cmd_name]}", __package__)
        reserved = cmd_name in ("list", "import")  # names that Python has already
        name = f"{cmd_name}_" if reserved else cmd_name.replace("-", "_")
        command: click.Command = getattr(module, name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error that comes once something is saved gives `TO_CHECK`."""
        try:
            return self._invoke_and_end(ctx)
        except AnswerLost as error:
            if error.unwanted:
                return DONE
            warn(str(error))
            if _is_done(ctx):
                warn("Ce qui était demandé est fait et enregistré : ne le refaites pas.")
                return TO_CHECK
            return REFUSED
        except COMMAND_REFUSALS as error:
            if not _is_done(ctx):
                raise
            _say_why(error)
            warn("Un changement est déjà enregistré : vérifiez avant de recommencer.")
            return TO_CHECK

    def _invoke_and_end(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        finally:
            if isinstance(ctx.obj, Session):
                ctx.obj.end()

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        *_args: Any,
        **extra: Any,
    ) -> Any:
        """Run, and exit; the command is called by its name, however it was started."""
        extra["standalone_mode"] = False
        arguments = sys.argv[1:] if args is None else args

        def run() -> Any:
            return super(Root, self).main(
                list(map(_read_argument, arguments)), prog_name or NAME, **extra
            )

        code = _exit_code(run)
        silence_broken_streams()
        sys.exit(code)


def _is_done(ctx: click.Context) -> bool:
    """Whether the command has saved something."""
    return isinstance(ctx.obj, Session) and ctx.obj.done


def _read_argument(argument: str) -> str:
    """An argument read as UTF-8, whatever the locale.

    Raises:
        click.UsageError: when it is not, since letters of it would be lost.
    """
    try:
        return argument.encode("utf-8", "surrogateescape").decode()
    except UnicodeError:
        text = argument.encode("utf-8", "replace").decode()
        raise click.UsageError(f"L’argument {quoted(text)} n’est pas en UTF-8.") from None


def _exit_code(run: Callable[[], Any]) -> int:
    """Run a command, report what stops it, and return its exit code."""
    try:
        code = run()
    except click.Abort:
        return INTERRUPTED
    except SystemExit as end:  # raised by a signal, or by click
        return end.code if isinstance(end.code, int) else REFUSED
    except click.ClickException as error:
        warn(message_of(error))
        if isinstance(error, click.UsageError) and error.ctx:
            warn(f"L’aide : {error.ctx.command_path} --help")
        return WRONG_USAGE
    except COMMAND_REFUSALS as error:
        _say_why(error)
        unsure = isinstance(error, StoreError) and error.may_have_written
        return TO_CHECK if unsure else REFUSED
    return code if isinstance(code, int) else DONE


def _say_why(error: Exception) -> None:
    for line in _reasons(error):
        warn(line)


def _reasons(error: Exception) -> Iterator[str]:
    """The lines of a refusal, in French."""
    match error:
        case InvalidInput():
            yield from error.lines
        case ValidationError():
            yield " ".join(map(french_problem, error.errors()))
        case OSError():
            where = f"{place(Path(str(error.filename)))} : " if error.filename else ""
            yield f"{where}{french_cause(error)}."
        case _:
            yield str(error)
    if isinstance(error, MissingFile) and error.copies:
        yield _AFTER_A_LOSS


def _print_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        say(f"telestage {__version__} (tzdata {tzdata_version()})")
        ctx.exit()


def _print_spec(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from .spec import spec

        assert isinstance(ctx.command, click.Group)
        say_json(spec(ctx.command))
        ctx.exit()


@click.group(
    NAME,
    cls=Root,
    invoke_without_command=True,
    context_settings={"max_content_width": 100, "help_option_names": ["-h", "--help"]},
)
@click.option("--db", "file", metavar="FICHIER", envvar="TELESTAGE_DB",
              type=click.Path(readable=False, path_type=Path),
              help="Le fichier des dossiers (ou TELESTAGE_DB).")  # fmt: skip
@click.option("--today", "clock", type=CLOCK, envvar="TELESTAGE_TODAY",
              help="Faire comme si l’on était ce jour-là (ou TELESTAGE_TODAY).")  # fmt: skip
@click.option("--programme", "folder", metavar="RÉPERTOIRE", envvar="TELESTAGE_PROGRAMME",
              type=click.Path(readable=False, path_type=Path),
              help="Le contenu propre à votre organisation (ou TELESTAGE_PROGRAMME).")  # fmt: skip
@click.option("--phrases", is_flag=True, envvar="TELESTAGE_PHRASES",
              help="Répondre en phrases, une par ligne, sans signe ni colonne (ou "
                   "TELESTAGE_PHRASES=1).")  # fmt: skip
@click.option("--discret", "discreet", is_flag=True,
              help="Ouvrir les écrans avec noms, courriels et notes masqués, sans rien "
                   "enregistrer.")  # fmt: skip
@click.option("-V", "--version", is_flag=True, is_eager=True, expose_value=False,
              callback=_print_version, help="Afficher la version.")  # fmt: skip
@click.option("--spec", is_flag=True, is_eager=True, expose_value=False, callback=_print_spec,
              help="Décrire toutes les commandes en JSON.")  # fmt: skip
@click.pass_context
def main(
    ctx: click.Context,
    file: Path | None,
    clock: Clock | None,
    folder: Path | None,
    phrases: bool,
    discreet: bool,
) -> int:
    """Accueillir un ou une stagiaire à distance, du premier entretien au dernier accès retiré.

    Sans commande, telestage ouvre ses écrans. ID est l’identifiant d’un dossier, ou son début.
    Codes de sortie : 0 fait, 1 refusé (rien n’a changé), 2 mauvais emploi de la commande, 3 à
    vérifier avant de recommencer (c’est fait, ou peut-être fait), 4 un accès critique en retard
    (status --strict).
    """
    ctx.obj = Session(file, clock or SystemClock(), folder)
    ctx.obj.phrases = phrases
    if discreet:
        if ctx.invoked_subcommand is not None:
            raise click.UsageError("--discret n’ouvre que les écrans : il va sans commande.")
        from .discreet import open_discreet

        return open_discreet(ctx.obj)
    return open_session(ctx.obj) if ctx.invoked_subcommand is None else 0
