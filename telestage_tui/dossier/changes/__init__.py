"""Pure transitions: `dossier -> dossier`, one for each thing a tutor can do.

Dates are the tutor's local date, given by the caller: nothing here reads a clock. A closed dossier
is to be opened again first: only notes, and the day until which it is kept, may still change.
"""

from .accesses import (
    check_withdrawal,
    describe_access,
    explain,
    grant,
    note_access,
    remove_access,
    restore_access,
    withdraw,
)
from .change import Transition
from .meetings import (
    move_meeting,
    plan_meetings,
    record_meeting,
    take_off_calendars,
    write_record,
)
from .records import (
    add_note,
    put_evaluation,
    put_transfer,
    remove_transfer,
)
from .stage import (
    add_absences,
    describe,
    keep_until,
    mark_closed,
    mark_started,
    reopen,
    unwaive,
    waive,
)
from .tasks import (
    UNCHANGED,
    Unchanged,
    edit_task,
    skip,
    tick,
    untick,
)

__all__ = [
    "UNCHANGED",
    "Transition",
    "Unchanged",
    "add_absences",
    "add_note",
    "check_withdrawal",
    "describe",
    "describe_access",
    "edit_task",
    "explain",
    "grant",
    "keep_until",
    "mark_closed",
    "mark_started",
    "move_meeting",
    "note_access",
    "plan_meetings",
    "put_evaluation",
    "put_transfer",
    "record_meeting",
    "remove_access",
    "remove_transfer",
    "reopen",
    "restore_access",
    "skip",
    "take_off_calendars",
    "tick",
    "untick",
    "unwaive",
    "waive",
    "withdraw",
    "write_record",
]
