"""The process that reads an unknown calendar, with little memory: `python -m` runs this module.

Its standard input is a `Question` in JSON on one line, then the file; its standard output is an
`Answer` in JSON. The process that starts it ends it when it takes too long.
"""

from __future__ import annotations

import sys
from contextlib import suppress

from .absences import LONGEST_READING, Answer, Question
from .closed_days import closed_days
from .refusal import UnreadableCalendar

_MOST_MEMORY = 512 * 1024 * 1024
"""Bytes of address space; a fifth is enough for the largest real calendar."""


def _limit() -> None:
    """Limit the memory and the time of this process, where the system can; Windows cannot."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        # The process that started this one may be gone, and unable to end it.
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
