"""A check of the templates of messages, on an invented dossier that has one of each thing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID

from ...dossier.accesses import Access
from ...dossier.dossier import Dossier
from ...dossier.errors import FieldProblem
from ...dossier.people import Candidate, Host, Intern
from ...dossier.records import Transfer
from ...dossier.stage import Stage
from ...programme.errors import ContentError
from ...programme.programme import Programme
from .facts import FactMaker
from .message import Addressee, MessageSetting
from .template import rendered

_ID = UUID(int=0)
_INSTANT = datetime(2000, 1, 1, tzinfo=UTC)


def template_problems(programme: Programme) -> Iterator[FieldProblem]:
    """Why templates of messages cannot be used, each with its file and line.

    Raises:
        ContentError: when the messages or the folder of the templates cannot be read.
    """
    templates = programme.message_templates()
    dossier = _sample(programme)
    for kind in programme.messages.messages:
        for language in kind.languages:
            name = kind.template(language)
            if name not in templates:
                continue  # said of the content already
            setting = MessageSetting(dossier, programme, kind, _INSTANT, language=language)
            facts = FactMaker(setting, Addressee("Zoé Roy")).facts()
            try:
                rendered(name, templates[name].content, facts, language)
            except ContentError as error:
                yield from error.problems


def _sample(programme: Programme) -> Dossier:
    """A dossier of which every list has something, so that every loop is run."""
    first = date(2000, 1, 3)
    return Dossier(
        id=_ID,
        programme=programme.ref,
        created_at=_INSTANT,
        stage=Stage(start=first, end=date(2000, 3, 31), deliverables=("Livrable",)),
        intern=Intern(first_name="Zoé", last_name="Roy"),
        host=Host(name="Atelier"),
        candidates=(Candidate(name="Luc Roy"),),
        accesses=(
            Access(id=_ID, name="À ouvrir"),
            Access(id=UUID(int=1), name="À retirer", given_on=first),
        ),
        transfers=(Transfer(id=_ID, item="Fichier"),),
    )
