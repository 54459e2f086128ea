"""What every command takes, as data: `telestage --spec`, and the manual made from it."""

from __future__ import annotations

from typing import Any

import click

from .. import __version__
from ..dossier.french import NBSP
from .french_click import HELP_OPTION, Choice

EXIT_CODES = {
    0: "fait",
    1: "refusé : rien n’a changé",
    2: "mauvais emploi de la commande",
    3: "à vérifier avant de recommencer : c’est fait, ou peut-être fait",
    4: "un accès critique en retard (status --strict)",
    130: "interrompu au clavier",
}
"""What each exit code says, in French."""

_HELP: dict[str, Any] = {
    "names": ["-h", "--help"],
    "value": None,
    "required": False,
    "many": False,
    "environment": None,
    "values": [],
    "help": HELP_OPTION,
}
"""The option that every command has, of which click makes an object only when it is asked."""


def spec(root: click.Group) -> dict[str, Any]:
    """The whole command as data that `json` takes.

    Args:
        root: The group of every command.
    """
    context = click.Context(root, info_name=root.name, **root.context_settings)
    return {
        "program": root.name,
        "version": __version__,
        "help": plain(root.help or ""),
        "options": _options(root, context),
        "exit_codes": {str(code): words for code, words in EXIT_CODES.items()},
        "commands": _commands(root, context),
    }


def _commands(group: click.Group, context: click.Context) -> list[dict[str, Any]]:
    """Each command that is run, those of groups by their two words, in the order of the help."""
    shapes = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            continue
        inner = click.Context(command, info_name=name, parent=context)
        if isinstance(command, click.Group):
            shapes += _commands(command, inner)
        else:
            shapes.append(_shape(command, inner))
    return shapes


def _shape(command: click.Command, context: click.Context) -> dict[str, Any]:
    path = context.command_path.split(maxsplit=1)[1]
    return {
        "name": path,
        "usage": " ".join((context.command_path, *command.collect_usage_pieces(context))),
        "help": plain(command.help or ""),
        "arguments": [
            _argument(each, context) for each in command.params if isinstance(each, click.Argument)
        ],
        "options": _options(command, context),
    }


def _argument(argument: click.Argument, context: click.Context) -> dict[str, Any]:
    return {
        "name": argument.make_metavar(context),
        "required": argument.required,
        "many": argument.nargs == -1,
        "values": _values(argument),
    }


def _options(command: click.Command, context: click.Context) -> list[dict[str, Any]]:
    options = [each for each in command.params if isinstance(each, click.Option)]
    shapes: list[dict[str, Any]] = [
        {
            "names": [*each.opts, *each.secondary_opts],
            "value": None if each.is_flag else each.make_metavar(context),
            "required": each.required,
            "many": each.multiple,
            "environment": each.envvar,
            "values": _values(each),
            "help": plain(each.help or ""),
        }
        for each in options
    ]
    return [*shapes, _HELP]


def _values(param: click.Parameter) -> list[dict[str, Any]]:
    """The words to choose from, each with its French names; none where anything is taken."""
    if not isinstance(param.type, Choice):
        return []
    names = param.type.words
    return [{"value": each, "names": list(names.get(each, ()))} for each in param.type.choices]


def plain(text: str) -> str:
    """A help text with plain spaces, each paragraph on one line."""
    paragraphs = text.replace(NBSP, " ").strip().split("\n\n")
    return "\n\n".join(" ".join(each.split()) for each in paragraphs)
