"""The `telestage` command: its global options, its commands, and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from .. import __version__
from ..dossier.errors import InvalidInput, TelestageError, french_problem
from ..dossier.french import NBSP
from ..dossier.zones import tzdata_version
from ..planning.clock import Clock, SystemClock
from ..store.errors import french_cause, place
from .commands.types import CLOCK
from .french import FrenchGroup, message_of
from .opening import open_session
from .output import say, warn
from .session import Session

NAME = "telestage"
REFUSED, WRONG_USAGE, INTERRUPTED = 1, 2, 130
"""Exit codes; 0 is done. 130 is what a shell gives for Ctrl+C."""


COMMANDS = {
    "demo": "screens",
    "new": "dossiers",
    "fiche": "dossiers",
    "list": "dossiers",
    "show": "dossiers",
    "status": "dossiers",
    "tasks": "tasks",
    "tick": "tasks",
    "untick": "tasks",
    "skip": "tasks",
    "note": "tasks",
    "plan": "meetings",
    "meeting": "meetings",
    "overlap": "meetings",
    "start": "stage",
    "waive": "stage",
    "close": "stage",
    "reopen": "stage",
    "remove": "stage",
    "grant": "accesses",
    "explain": "accesses",
    "withdraw": "accesses",
    "export": "export",
    "absences": "absences",
    "check": "upkeep",
    "backup": "upkeep",
}
"""Each command, in the order of the help, and the module of `commands` it is imported from when
asked for: opening the screens pays for none of them."""


class Root(FrenchGroup):
    """The whole command; says in one French sentence why it failed, and never shows a traceback."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f".commands.{COMMANDS[cmd_name]}", __package__)
        name = f"{cmd_name}_" if cmd_name == "list" else cmd_name
        command: click.Command = getattr(module, name)
        return command

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        *_args: Any,
        **extra: Any,
    ) -> Any:
        """Run, and exit; the command is called by its name, however it was started."""
        extra["standalone_mode"] = False
        sys.exit(_exit_code(lambda: super(Root, self).main(args, prog_name or NAME, **extra)))


def _exit_code(run: Callable[[], Any]) -> int:
    """The exit code of a command, once what stopped it was said."""
    try:
        code = run()
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        warn(message_of(error))
        if isinstance(error, click.UsageError) and error.ctx:
            warn(f"L’aide{NBSP}: {error.ctx.command_path} --help")
        return WRONG_USAGE
    except InvalidInput as error:
        for problem in error.problems:
            warn(f"{problem.field}{NBSP}: {problem.message}")
    except TelestageError as error:
        warn(str(error))
    except ValidationError as error:
        warn(" ".join(_sentence(french_problem(entry)) for entry in error.errors()))
    except OSError as error:
        where = f"{place(Path(str(error.filename)))}{NBSP}: " if error.filename else ""
        warn(f"{where}{french_cause(error)}.")
    else:
        return code if isinstance(code, int) else 0
    return REFUSED


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _print_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        say(f"telestage {__version__} (tzdata {tzdata_version()})")
        ctx.exit()


@click.group(
    NAME, cls=Root, invoke_without_command=True, context_settings={"max_content_width": 100}
)
@click.option("--db", "file", metavar="FICHIER", envvar="TELESTAGE_DB",
              type=click.Path(path_type=Path),
              help="Le fichier des dossiers (ou TELESTAGE_DB).")  # fmt: skip
@click.option("--today", "clock", type=CLOCK, envvar="TELESTAGE_TODAY",
              help="Faire comme si l’on était ce jour-là (ou TELESTAGE_TODAY).")  # fmt: skip
@click.option("--programme", "folder", metavar="RÉPERTOIRE", envvar="TELESTAGE_PROGRAMME",
              type=click.Path(path_type=Path),
              help="Le contenu propre à votre organisation (ou TELESTAGE_PROGRAMME).")  # fmt: skip
@click.option("--version", is_flag=True, is_eager=True, expose_value=False,
              callback=_print_version, help="Afficher la version.")  # fmt: skip
@click.pass_context
def main(ctx: click.Context, file: Path | None, clock: Clock | None, folder: Path | None) -> int:
    """Accueillir un ou une stagiaire à distance, du premier entretien au dernier accès retiré.

    Sans commande, telestage ouvre ses écrans. ID est l’identifiant d’un dossier, ou son début.
    Codes de sortie : 0 fait, 1 refusé (rien n’a changé), 2 mauvais emploi de la commande.
    """
    ctx.obj = Session(file, clock or SystemClock(), folder)
    return open_session(ctx.obj) if ctx.invoked_subcommand is None else 0
