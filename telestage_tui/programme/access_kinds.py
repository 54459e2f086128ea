"""What `accesses.toml` says: the kinds of accesses, the checks of their withdrawal, a usual set."""

from __future__ import annotations

from ..dossier.accesses import Resource
from ..dossier.base import Frozen
from ..dossier.text import Line, Name, Prose


class AccessKindLabel(Frozen):
    """A kind of access in words."""

    id: Name
    label: Name
    example: Line = ""
    verify: Line = ""
    """What is seen later of one withdrawn: « la connexion échoue »; empty for nothing to see."""
    single: bool = False
    """Whether an intern has only one of that kind, whatever its name."""


class WithdrawalCheck(Frozen):
    """A check made when an access is withdrawn."""

    id: Name
    label: Name
    hint: Line = ""
    kinds: tuple[Name, ...] = ()
    """The kinds of accesses it is about; none for all of them."""


class AccessContent(Frozen):
    """`accesses.toml`."""

    kinds: tuple[AccessKindLabel, ...]
    checks: tuple[WithdrawalCheck, ...]
    no_passwords: Prose
    """Why the program keeps no password."""
    usual: tuple[Resource, ...] = ()
    """A first set of usual accesses, for an organisation that has none of its own."""
    nothing_else: Line = "Rien d’autre trouvé"
    """The last line of the withdrawals, signed by whoever manages the accounts."""
    nothing_else_hint: Line = ""

    @property
    def single_kinds(self) -> frozenset[str]:
        """The kinds of which an intern has only one."""
        return frozenset(each.id for each in self.kinds if each.single)

    def checks_of(self, kind: str) -> tuple[WithdrawalCheck, ...]:
        """The checks to make of an access of that kind, in the order of the content."""
        return tuple(each for each in self.checks if not each.kinds or kind in each.kinds)

    def verification(self, kind: str) -> str:
        """What is seen later of a withdrawn access of that kind; empty for nothing to see."""
        return next((each.verify for each in self.kinds if each.id == kind), "")

    def kind_label(self, kind: str) -> str:
        """The label of a kind of access, or its identifier when the content has none."""
        return next((each.label for each in self.kinds if each.id == kind), kind)
