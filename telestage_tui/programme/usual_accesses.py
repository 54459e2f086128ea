"""The usual set of an organisation beside what a dossier has: what is to be noted, what is there.

Names are typed by hand: « VPN » and « VPN de l’entreprise » are one access. Three signs are looked
for, the surest first, and an access of the dossier stands for one of the set at most:

- the same name, whatever its case and accents;
- close names: all the words of one are in the other, and their kinds agree;
- the same kind, where an intern has only one of that kind (`single` in the content) and the set
  holds only one.

The last two may be wrong: what they leave out is named to the tutor, who may note it anyway.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ..dossier.accesses import DEFAULT_KIND, Access, Resource
from ..dossier.dossier import Dossier
from ..dossier.organisation import Organisation
from ..dossier.text import fold
from .access_kinds import AccessContent
from .programme import Programme

_SMALL_WORDS = frozenset(
    ("a", "au", "aux", "avec", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le", "les",
     "nos", "notre", "par", "pour", "sur", "un", "une")
)  # fmt: skip
"""Words that tell no access apart from another, folded."""


class Lookalike(NamedTuple):
    """One of the usual set that a dossier seems to have under another name.

    Attributes:
        usual: As the set names it.
        access: As the dossier has it.
    """

    usual: Resource
    access: Access

    @property
    def words(self) -> str:
        """« VPN (« VPN de l’entreprise ») »."""
        return f"{self.usual.name} (« {self.access.name} »)"


class UsualAccesses(NamedTuple):
    """The usual set beside the accesses of a dossier; those of the same name are in neither.

    Attributes:
        missing: What the dossier does not have.
        lookalikes: What it seems to have under another name.
    """

    missing: tuple[Resource, ...]
    lookalikes: tuple[Lookalike, ...]

    @property
    def lookalike_words(self) -> str:
        """« Déjà là sous un autre nom : VPN (« VPN de l’entreprise »). »; else empty."""
        names = ", ".join(each.words for each in self.lookalikes)
        return f"Déjà là sous un autre nom : {names}." if names else ""


def usual_accesses(
    dossier: Dossier, organisation: Organisation, programme: Programme
) -> UsualAccesses:
    """The usual set beside a dossier: the organisation's own, else the programme's proposal."""
    content = programme.accesses
    return beside(organisation.usual_accesses or content.usual, dossier.accesses, content)


def beside(
    usual: Sequence[Resource], accesses: Sequence[Access], content: AccessContent
) -> UsualAccesses:
    """A usual set beside some accesses; the order of the set is kept.

    Args:
        usual: The set.
        accesses: Those of a dossier.
        content: Says of which kinds an intern has only one.
    """
    names = {fold(each.name) for each in usual}
    others = [each for each in accesses if fold(each.name) not in names]
    here = {fold(each.name) for each in accesses}
    pending = [each for each in usual if fold(each.name) not in here]
    number = Counter(each.kind for each in usual)

    def is_single(one: Resource, access: Access) -> bool:
        return one.kind == access.kind and one.kind in content.single_kinds and number[one.kind] < 2

    found: dict[int, Access] = {}
    for agree in (_are_close, is_single):
        for place, one in enumerate(pending):
            match = None if place in found else _first(others, one, agree)
            if match is not None:
                found[place] = match
                others.remove(match)
    return UsualAccesses(
        tuple(one for place, one in enumerate(pending) if place not in found),
        tuple(Lookalike(pending[place], found[place]) for place in sorted(found)),
    )


def _first(
    accesses: Iterable[Access], one: Resource, agree: Callable[[Resource, Access], bool]
) -> Access | None:
    return next((access for access in accesses if agree(one, access)), None)


def _are_close(one: Resource, access: Access) -> bool:
    """Whether all the words of one name are in the other; a kind nobody chose agrees with any."""
    if one.kind != access.kind and DEFAULT_KIND not in (one.kind, access.kind):
        return False
    mine, theirs = _words(one.name), _words(access.name)
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(name))) - _SMALL_WORDS
