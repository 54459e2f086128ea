"""Completion of commands by a shell, and of the dossiers, tasks and accesses they name."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from ..french_click import Choice, FrenchCommand
from ..output import print_data

SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_TELESTAGE_COMPLETE"
"""What click reads to know that a shell asks for completions."""


@click.command(cls=FrenchCommand)
@click.argument("shell", metavar="SHELL", type=Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Imprimer de quoi compléter les commandes avec Tab.

    SHELL est bash, zsh ou fish. Pour bash : telestage completion bash > ~/.telestage-completion,
    puis ajoutez « source ~/.telestage-completion » à ~/.bashrc; pour zsh, de même à ~/.zshrc;
    pour fish : telestage completion fish > ~/.config/fish/completions/telestage.fish.

    Tab complète alors les commandes, leurs options, les identifiants des dossiers, les étapes,
    les rencontres et les accès.
    """
    root = ctx.find_root()
    name = root.info_name or "telestage"
    script = get_completion_class(shell)
    assert script is not None
    print_data(script(root.command, {}, name, _VARIABLE).source().rstrip("\n"))
