"""The process that reads an unknown calendar, and is given little: `python -m` runs this module.

It is asked on its standard input, a `Question` in JSON on one line and the file after it, and says
an `Answer` in JSON on its standard output. Whoever asks ends it when it takes too long.
"""

from __future__ import annotations

import sys
from contextlib import suppress

from .absences import LONGEST_READING, Answer, Question
from .closed_days import closed_days
from .reader import UnreadableCalendar

_MOST_MEMORY = 512 * 1024 * 1024
"""Bytes of address space; a fifth is enough for the largest calendar that is one."""


def _limit() -> None:
    """Take no more than is needed, where the system lets a process say so; Windows does not."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        # Whoever asks may have been ended, and no longer be there to end this process.
        seconds = int(LONGEST_READING) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def main() -> None:
    """Read one calendar."""
    _limit()
    question, _, data = sys.stdin.buffer.read().partition(b"\n")
    try:
        answer = Answer(absences=closed_days(data, Question.model_validate_json(question)))
    except UnreadableCalendar as refusal:
        answer = Answer(refusal=str(refusal))
    sys.stdout.buffer.write(answer.model_dump_json().encode())


if __name__ == "__main__":
    main()
