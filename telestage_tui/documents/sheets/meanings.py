"""What is written in a cell of the workbook means: a state, a level, a day, a text.

A word is read in French and in English, whichever the workbook is written in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date

from ...dossier.evaluations import Evaluation, EvaluationKind
from ...dossier.french import plain_date
from ...dossier.text import clean_line, clean_prose, quoted
from ...programme.language import Language
from ...programme.programme import Programme
from ...wording import MEETING_SIGNS, MEETING_WORDS, TASK_CELLS, TASK_SIGNS, TRANSFER_KINDS
from .answers import Asked, asked
from .grid import Place
from .parts import CRITERION, EVALUATIONS, INDICATOR, LEVELS
from .words import SheetWords

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LINES = frozenset({"reason", "to", "where"})
"""The columns that hold one line."""


class Meanings:
    """Reads the cells of one workbook.

    Args:
        programme: The programme of the dossier.
        today: The tutor's local date.
        language: The language the workbook was written in, whose words a refusal proposes.
    """

    def __init__(self, programme: Programme, today: date, language: Language = "fr") -> None:
        self._programme = programme
        self._today = today
        self._words = SheetWords(programme, language)
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
        if part == "files" and column == "kind":
            return TRANSFER_KINDS.get(meaning, meaning).lower()
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
                return self._task_state
            case "meetings", "state":
                return self._meeting_state
            case "accesses", "given" | "explained" | "withdrawn":
                return self._day
            case "files", "kind":
                return self._transfer_kind
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
        day = self._today if self._words.is_tick(text) else self._words.day(text, self._today)
        if day > self._today:
            raise ValueError("Cette date est à venir; laissez vide tant que ce n’est pas fait.")
        return day.isoformat()

    def _answer(self, part: str, row: str, text: str) -> str:
        each = self.asked(part, row)
        blank = Evaluation(kind=EVALUATIONS[part])
        if each.question is not None and each.question.type == "date" and text:
            text = self._words.day(text, self._today).isoformat()
        try:
            written = each.write(blank, text, self._today)
        except ValueError:
            french = self._words.in_french("answer", text) if each.choices else None
            if french is None:
                raise
            written = each.write(blank, french, self._today)
        return each.answer(written)

    def _task_state(self, text: str) -> str:
        by_sign = {sign: state for state, sign in TASK_SIGNS.items()}
        if state := self._words.code("task", text) or by_sign.get(text):
            return state
        if self._words.is_tick(text):
            return "done"
        if not text:
            return "todo"
        raise ValueError(_unknown(text, self._words.choices("task")))

    def _meeting_state(self, text: str) -> str:
        by_sign = {sign: state for state, sign in MEETING_SIGNS.items()}
        if state := self._words.code("meeting", text) or by_sign.get(text):
            return state
        if self._words.is_tick(text):
            return "held"
        if not text:
            return "planned"
        choices = (self._words["meeting-planned"], self._words["meeting-held"])
        raise ValueError(_unknown(text, choices))

    def _transfer_kind(self, text: str) -> str:
        if kind := self._words.code("transfer", text):
            return kind
        raise ValueError(_unknown(text or "vide", self._words.choices("transfer")))


def _level(text: str) -> str:
    if not text or (text.isdecimal() and int(text) in LEVELS):
        return str(int(text)) if text else ""
    raise ValueError(_unknown(text, map(str, LEVELS)))


def _unknown(text: str, choices: Iterable[str]) -> str:
    return f"Valeur {quoted(text)} inconnue; choix possibles : {', '.join(choices)}."
