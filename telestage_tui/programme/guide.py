"""What `guide.toml` says: the pages of the guide, and what each helps with."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Annotated

from pydantic import Field

from ..dossier.base import Frozen
from ..dossier.text import Name, Prose, fold

PAGE = "page"
"""Before the name of a page, among the subjects of the guide."""
_RANK = re.compile(r"\[\d+\]")
"""The rank of a section that repeats, in the path of a field: `candidats[2].nom`."""


class Topic(Frozen):
    """One page of the guide."""

    id: Name
    title: Name
    keywords: tuple[Name, ...] = ()
    phases: tuple[Name, ...] = ()
    tasks: tuple[Name, ...] = ()
    fields: tuple[Name, ...] = ()
    """The fields of the fiche it helps to fill: `stage.debut`, or `stage` for a whole section."""
    pages: tuple[Name, ...] = ()
    """The pages of the program it helps with, by the names in `screens.navigation.Place`."""
    paragraphs: Annotated[tuple[Prose, ...], Field(min_length=1)]
    sources: Annotated[tuple[Name, ...], Field(min_length=1)]


class GuideContent(Frozen):
    """`guide.toml`."""

    topics: tuple[Topic, ...]

    def for_task(self, task_id: str) -> tuple[Topic, ...]:
        """The topics that help with a task, those that name it first before the others."""
        return self._naming(task_id, lambda topic: topic.tasks)

    def for_field(self, path: str) -> tuple[Topic, ...]:
        """The topics that help with a field of the fiche, before those about its whole section."""
        bare = _RANK.sub("", path)
        section = bare.partition(".")[0]
        topics = (self._naming(name, lambda topic: topic.fields) for name in (bare, section))
        return tuple(dict.fromkeys(chain.from_iterable(topics)))

    def for_page(self, place: str) -> tuple[Topic, ...]:
        """The topics that help with a page of the program."""
        return self._naming(place, lambda topic: topic.pages)

    def _naming(self, name: str, names: Callable[[Topic], Sequence[str]]) -> tuple[Topic, ...]:
        topics = (topic for topic in self.topics if name in names(topic))
        return tuple(sorted(topics, key=lambda topic: names(topic).index(name)))

    def about(self, subject: str) -> tuple[Topic, ...]:
        """The topics that help with a task, with a field, or with a page (`page:meetings`)."""
        kind, _, place = subject.partition(":")
        if place and kind == PAGE:
            return self.for_page(place)
        return self.for_task(subject) or self.for_field(subject)

    def for_phase(self, phase: str) -> tuple[Topic, ...]:
        """The topics that help in a phase."""
        return tuple(topic for topic in self.topics if phase in topic.phases)

    def search(self, words: str) -> tuple[Topic, ...]:
        """The topics that hold every word, accents and case aside; titles first."""
        terms = fold(words).split()
        matches = [
            (all(word in fold(topic.title) for word in terms), topic)
            for topic in self.topics
            if all(word in _searchable(topic) for word in terms)
        ]
        return tuple(topic for _, topic in sorted(matches, key=lambda pair: not pair[0]))


def _searchable(topic: Topic) -> str:
    return fold(" ".join((topic.title, *topic.keywords, *topic.paragraphs)))
