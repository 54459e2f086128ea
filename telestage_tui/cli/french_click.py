"""click in French: its help, its refusals, and the words it prints by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from ..dossier.french import NBSP, lower_first
from ..dossier.text import fold, quoted, typeset

_USAGE = f"Utilisation{NBSP}: "
_OPTIONS = f"Options{NBSP}"
_COMMANDS = f"Commandes{NBSP}"
HELP_OPTION = "Afficher cette aide."
_REQUIRED = ("[required]", "[obligatoire]")


class _FrenchHelp(click.Command):
    """The French help page of commands and groups."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = typeset(self.help or "")

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_USAGE)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, without the arguments, which the usage line shows."""
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        records = (option.get_help_record(ctx) for option in options)
        rows = [(name, typeset(text.replace(*_REQUIRED))) for name, text in filter(None, records)]
        with formatter.section(_OPTIONS):
            formatter.write_dl(rows)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line.

        Raises:
            click.UsageError: when it is wrong, with the command it is about.
        """
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP_OPTION
        return option


class FrenchCommand(_FrenchHelp):
    """A command whose help and refusals are French."""

    allow_extra_args = True  # refused below, in French

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line.

        Raises:
            click.UsageError: when an argument has no place.
        """
        extra = super().parse_args(ctx, args)
        if extra and not ctx.resilient_parsing:
            raise click.UsageError(f"L’argument {quoted(extra[0])} est de trop.", ctx)
        return extra


class FrenchGroup(_FrenchHelp, click.Group):
    """A group of commands whose help and refusals are French."""

    command_class = FrenchCommand

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "COMMANDE [ARGUMENTS]…")
        super().__init__(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line; a group without arguments prints its help."""
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit()
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, in the order in which they are useful."""
        commands = [
            (name, command)
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) is not None
        ]
        longest = max((len(name) for name, _ in commands), default=0)
        room = formatter.width - 6 - longest
        with formatter.section(_COMMANDS):
            formatter.write_dl(
                [(name, typeset(each.get_short_help_str(room))) for name, each in commands]
            )

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names of the commands, in the order in which they were added."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names.

        Raises:
            click.UsageError: when there is none of that name.
        """
        name = args[0]
        if self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            from ..dossier.suggestions import closest, did_you_mean

            hint = did_you_mean(closest(name, self.list_commands(ctx)))
            raise click.UsageError(f"Commande {quoted(name)} inconnue{hint}", ctx)
        return super().resolve_command(ctx, args)


class Choice(click.Choice[str]):
    """One word among several, or one of its French names; refused in French.

    Args:
        choices: The words of the program.
        words: The French names of each, accepted too, whatever their case and accents.
    """

    def __init__(
        self, choices: Iterable[str], words: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        super().__init__(tuple(choices))
        self.words = dict(words or {})

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        wanted = fold(str(value))
        for choice in self.choices:
            if wanted in map(fold, (choice, *self.words.get(choice, ()))):
                return choice
        words = ", ".join(map(self._named, self.choices))
        refusal = f"{quoted(str(value))} ne convient pas"
        return self.fail(f"{refusal}; choix possibles{NBSP}: {words}.", param, ctx)

    def _named(self, choice: str) -> str:
        """A word with its usual French name, unless that is the same."""
        name = next(iter(self.words.get(choice, ())), choice)
        return choice if fold(name) == fold(choice) else f"{choice} ({name})"


class WholeNumber(click.IntRange):
    """A whole number between two bounds, either of which may be missing; refused in French."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number: int = super().convert(value, param, ctx)
        except click.BadParameter:
            refusal = f"{quoted(str(value))} ne convient pas"
            self.fail(f"{refusal}; il faut un nombre entier{self._bounds()}.", param, ctx)
        return number

    def _bounds(self) -> str:
        if self.min is not None and self.max is not None:
            return f", de {self.min:g} à {self.max:g}"
        return "" if self.min is None else f", d’au moins {self.min:g}"


def message_of(error: click.ClickException) -> str:
    """The French message of a refusal by click."""
    match error:
        case click.MissingParameter():
            return f"Il manque {_name(error.param)}."
        case click.BadParameter():
            return f"{_name(error.param).capitalize()} : {lower_first(error.message)}"
        case click.NoSuchOption():
            near = (error.possibilities or [""])[0]
            hint = f"; vouliez-vous « {near} »?" if near else "."
            return f"Option {quoted(error.option_name)} inconnue{hint}"
        case click.BadOptionUsage():
            wants = "n’attend pas de valeur" if _is_flag(error) else "attend une valeur"
            return f"L’option {quoted(error.option_name)} {wants}."
        case _:
            return error.message


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "la valeur"
    if isinstance(param, click.Option):
        return f"l’option {quoted(max(param.opts, key=len))}"
    return f"l’argument {quoted(param.human_readable_name)}"


def _is_flag(error: click.BadOptionUsage) -> bool:
    params = error.ctx.command.params if error.ctx else []
    return any(
        isinstance(param, click.Option) and param.is_flag and error.option_name in param.opts
        for param in params
    )
