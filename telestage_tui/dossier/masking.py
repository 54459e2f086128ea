"""A dossier as its intern may read it: the names of third persons are masked.

Third persons are those the dossier notes apart from the intern and the tutor: candidates, contacts,
managers of accesses, takers of files. A name that only a text mentions is not known to be one:
whoever answers the request reads the texts again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, get_args

from .accesses import Access
from .contacts import Role
from .dossier import Dossier
from .name_marks import NameMarks
from .people import ERASED_NAME

MASKED_EMAIL = "[courriel masqué]"
MASKED_PHONE = "[téléphone masqué]"
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_STRUCTURAL = frozenset({"id", "task", "kind", "zone", "region", "criterion", "question", "item"})
"""Fields whose texts are codes: no person is named there. The name of a file is not one."""


def mask_for(dossier: Dossier) -> Callable[[str], str]:
    """What masks a text about a dossier: third persons' names, phone numbers, e-mail addresses."""
    kept, marks = _own_emails(dossier), _marks(dossier)
    phones = "|".join(map(re.escape, sorted(set(phones_in(dossier)), key=len, reverse=True)))
    phone = re.compile(rf"(?<!\w)(?:{phones})(?!\w)")

    def around_emails(text: str) -> str:
        return marks.masked(phone.sub(MASKED_PHONE, text) if phones else text)

    def mask(value: str) -> str:
        pieces, done = [], 0
        for email in EMAIL.finditer(value):
            pieces.append(around_emails(value[done : email.start()]))
            pieces.append(email[0] if email[0] in kept else MASKED_EMAIL)
            done = email.end()
        return "".join([*pieces, around_emails(value[done:])])

    return mask


def masked(dossier: Dossier) -> Dossier:
    """The dossier with each third person under a number, and their addresses masked.

    What the tutor keeps of the interview of another candidate is about that person: it is left out.
    """
    kept, mask = _own_emails(dossier), mask_for(dossier)

    def walk(value: Any, field: str = "", *, is_transfer: bool = False) -> Any:
        match value:
            case str() if field == "email":
                return value if value in kept else ""
            case str() if field not in _STRUCTURAL or (field == "item" and is_transfer):
                return mask(value)
            case list() if field == "emails":
                return [each for each in value if each in kept]
            case dict():
                return {
                    name: walk(each, name, is_transfer=is_transfer or name == "transfers")
                    for name, each in value.items()
                }
            case list():
                return [walk(each, field, is_transfer=is_transfer) for each in value]
            case _:
                return value

    others = dossier.other_candidates
    candidates = [each.evolve(notes="") if each in others else each for each in dossier.candidates]
    whole = dossier.evolve(candidates=candidates).model_dump(mode="json")
    own = {name: whole[name] for name in ("intern", "tutor", "host", "programme", "identity")}
    return Dossier.model_validate_json(json.dumps({**walk(whole), **own}))


def _own_emails(dossier: Dossier) -> frozenset[str]:
    return frozenset(each for each in (dossier.intern.email, dossier.tutor.email) if each)


def _marks(dossier: Dossier) -> NameMarks:
    """What stands for each name of a third person, however it is written."""
    marks = NameMarks((dossier.intern.full_name, dossier.tutor.full_name, dossier.host.name))
    number = 0
    for name in names_in(dossier):
        if name == ERASED_NAME or not is_person(name) or marks.keeps(name) or marks.knows(name):
            continue
        number += 1
        marks.add(name, f"[personne {number}]", is_person=True)
    return marks


def names_in(dossier: Dossier) -> Iterator[str]:
    """Every text of the dossier that may be the name of a third person."""
    yield from (each.name for each in dossier.candidates)
    yield from (dossier.contacts.of(role).name for role in get_args(Role))
    for access in dossier.accesses:
        yield from _of_access(access)
    if dossier.nothing_else:
        yield dossier.nothing_else.by
    yield from (each.to for each in dossier.transfers)
    yield from (each.assignee for each in dossier.tasks)
    yield from (each.who for each in dossier.history)
    for export in dossier.exports:
        yield from (each.organiser.full_name for each in export.entries if each.organiser)


def _of_access(access: Access) -> tuple[str, ...]:
    return (
        access.manager,
        access.given_by,
        access.explained_by,
        access.withdrawn_by,
        access.verified_by,
    )


def phones_in(dossier: Dossier) -> Iterator[str]:
    """The phone numbers of the persons that the dossier notes apart."""
    yield from filter(None, (dossier.contacts.of(role).phone for role in get_args(Role)))
    yield from filter(None, (each.phone for each in dossier.other_candidates))


def is_person(name: str) -> bool:
    """Whether a text reads as a person's name: « Inès Gagnon », and no service or acronym."""
    words = name.split()
    return bool(words) and all(word[0].isupper() for word in words) and not name.isupper()
