"""A check of the templates of messages, on an invented dossier."""

from __future__ import annotations

from collections.abc import Iterator

from ...dossier.errors import FieldProblem
from ...programme.errors import ContentError
from ...programme.programme import Programme
from ..sample import SAMPLE_INSTANT, sample_dossier
from .facts import FactMaker
from .message import Addressee, MessageSetting
from .template import rendered


def template_problems(programme: Programme) -> Iterator[FieldProblem]:
    """Why templates of messages cannot be used, each with its file and line.

    Raises:
        ContentError: when the messages or the folder of the templates cannot be read.
    """
    programme = programme.whole
    templates = programme.message_templates()
    dossier = sample_dossier(programme)
    for kind in programme.messages.messages:
        for language in kind.languages:
            name = kind.template(language)
            if name not in templates:
                continue  # said of the content already
            setting = MessageSetting(dossier, programme, kind, SAMPLE_INSTANT, language=language)
            facts = FactMaker(setting, Addressee("Zoé Roy")).facts()
            try:
                rendered(name, templates[name].content, facts, language)
            except ContentError as error:
                yield from error.problems
