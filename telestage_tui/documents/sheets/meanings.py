"""What is written in a cell of the workbook means: a state, a level, a day, a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date

from ...dossier.evaluations import Evaluation, EvaluationKind
from ...dossier.french import plain_date
from ...dossier.parsing import parse_date
from ...dossier.text import clean_line, clean_prose, fold, quoted
from ...programme.programme import Programme
from ...wording import MEETING_SIGNS, MEETING_WORDS, TASK_CELLS, TASK_SIGNS, TASK_WORDS
from .answers import Asked, asked
from .grid import Place
from .parts import CRITERION, EVALUATIONS, INDICATOR, LEVELS

_TICKS = ("x", "oui", "ok", "fait", "faite", "✓", "☑")
"""What people write for « done », besides its word."""
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LINES = frozenset({"reason", "to"})
"""The columns that hold one line."""


class Meanings:
    """Reads the cells of one workbook.

    Args:
        programme: The programme of the dossier.
        today: The tutor's local date.
    """

    def __init__(self, programme: Programme, today: date) -> None:
        self._programme = programme
        self._today = today
        self._asked: dict[EvaluationKind, dict[str, Asked]] = {}

    def of(self, place: Place, text: str) -> str:
        """What a cell means, always written the same way; empty for a blank one.

        Raises:
            ValueError: when it cannot be understood, with a French sentence.
        """
        return self._reader(place)(clean_prose(text))

    def before(self, place: Place, text: str) -> str:
        """What a cell meant when telestage wrote it; its text where that is no longer known."""
        try:
            return self.of(place, text)
        except ValueError:
            return clean_prose(text)

    def in_words(self, place: Place, meaning: str) -> str:
        """A meaning as a preview shows it."""
        part, _, column = place
        if part == "tasks" and column == "state":
            return TASK_CELLS.get(meaning, meaning)
        if part == "meetings" and column == "state":
            return MEETING_WORDS.get(meaning, meaning)
        if _ISO.fullmatch(meaning):
            with suppress(ValueError):
                return plain_date(date.fromisoformat(meaning))
        return meaning

    def asked(self, part: str, row: str) -> Asked:
        """The criterion or the question of a row of a form.

        Raises:
            ValueError: when the programme has none such.
        """
        kind = EVALUATIONS[part]
        if kind not in self._asked:
            rows = asked(self._programme.evaluation, kind)
            self._asked[kind] = {each.id: each for each in rows}
        name = row.partition(".")[2]
        each = self._asked[kind].get(name)
        if each is None or each.is_criterion != row.startswith(CRITERION):
            raise ValueError(f"Le programme n’a pas de critère ou de question {quoted(name)}.")
        return each

    def _reader(self, place: Place) -> Callable[[str], str]:
        part, row, column = place
        match part, column:
            case "tasks", "state":
                return _task_state
            case "meetings", "state":
                return _meeting_state
            case "accesses", "given" | "explained" | "withdrawn":
                return self._day
            case "files", "done":
                return self._day
            case "meetings", _ if column.startswith(INDICATOR):
                return _level
            case _, "answer" if part in EVALUATIONS:
                return lambda text: self._answer(part, row, text)
            case _:
                return clean_line if column in _LINES else clean_prose

    def _day(self, text: str) -> str:
        """A day of the past, or of today: what is ticked in advance is not done yet."""
        if not text:
            return ""
        day = self._today if fold(text) in _TICKS else parse_date(text, self._today)
        if day > self._today:
            raise ValueError("Cette date est à venir; laissez vide tant que ce n’est pas fait.")
        return day.isoformat()

    def _answer(self, part: str, row: str, text: str) -> str:
        each = self.asked(part, row)
        blank = Evaluation(kind=EVALUATIONS[part])
        return each.answer(each.write(blank, text, self._today))


def _task_state(text: str) -> str:
    folded = fold(text)
    for state in TASK_CELLS:
        words = (TASK_CELLS[state], TASK_WORDS[state], TASK_SIGNS[state])
        if folded in map(fold, words):
            return state
    if folded in _TICKS:
        return "done"
    if folded in ("", "non"):
        return "todo"
    raise ValueError(_unknown(text, TASK_CELLS.values()))


def _meeting_state(text: str) -> str:
    folded = fold(text)
    for state, word in MEETING_WORDS.items():
        if folded in (fold(word), MEETING_SIGNS[state]):
            return state
    if folded in _TICKS:
        return "held"
    if not folded:
        return "planned"
    raise ValueError(_unknown(text, (MEETING_WORDS["planned"], MEETING_WORDS["held"])))


def _level(text: str) -> str:
    if not text or (text.isdecimal() and int(text) in LEVELS):
        return str(int(text)) if text else ""
    raise ValueError(_unknown(text, map(str, LEVELS)))


def _unknown(text: str, choices: Iterable[str]) -> str:
    return f"Valeur {quoted(text)} inconnue; choix possibles : {', '.join(choices)}."
