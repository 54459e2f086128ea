"""What a tutor can do to a dossier: each function returns a `Change`, a deed and a transition.

Dates are the tutor's local date, given by the caller: nothing here reads a clock. A closed dossier
refuses every change but a note, the letter, the day until which it is kept, taking its meetings off
calendars, and reopening it.
"""

from .accesses.describing import describe_access, note_access, note_accesses, remove_access
from .accesses.giving import explain, grant, resume, suspend
from .accesses.steps import Step
from .accesses.withdrawing import (
    ask_withdrawal,
    check_withdrawal,
    note_nothing_else,
    restore_access,
    set_checks_aside,
    set_nothing_else_aside,
    verify_withdrawal,
    withdraw,
)
from .change import Change, Titled, Transition, several
from .evaluations import (
    edit_evaluation,
    note_intern_word,
    put_evaluation,
    reopen_evaluation,
)
from .exports import EXPORTED, INVITED, TAKEN_OFF, Writing, note_export
from .letter import leave_out, put_in, release_letter, take_back_letter
from .meetings import (
    REPLANNED,
    add_meeting,
    hold_meetings,
    move_meeting,
    plan_meetings,
    record_meeting,
    write_record,
)
from .records import (
    add_note,
    edit_transfer,
    finish_transfer,
    note_transfer,
    remove_transfer,
    resume_transfer,
)
from .stage import (
    OPENED,
    REMOVED,
    add_absences,
    describe,
    forget_candidates,
    keep_until,
    mark_closed,
    mark_started,
    reopen,
    unwaive,
    waive,
)
from .tasks import UNCHANGED, Unchanged, catch_up, edit_task, prove, skip, tick, untick
from .work_plan import (
    accept_deliverable,
    add_deliverable,
    deliver,
    edit_deliverable,
    remove_deliverable,
    write_mandate,
    write_next_steps,
    write_period,
    write_training,
)

__all__ = [
    "EXPORTED",
    "INVITED",
    "OPENED",
    "REMOVED",
    "REPLANNED",
    "TAKEN_OFF",
    "UNCHANGED",
    "Change",
    "Step",
    "Titled",
    "Transition",
    "Unchanged",
    "Writing",
    "accept_deliverable",
    "add_absences",
    "add_deliverable",
    "add_meeting",
    "add_note",
    "ask_withdrawal",
    "catch_up",
    "check_withdrawal",
    "deliver",
    "describe",
    "describe_access",
    "edit_deliverable",
    "edit_evaluation",
    "edit_task",
    "edit_transfer",
    "explain",
    "finish_transfer",
    "forget_candidates",
    "grant",
    "hold_meetings",
    "keep_until",
    "leave_out",
    "mark_closed",
    "mark_started",
    "move_meeting",
    "note_access",
    "note_accesses",
    "note_export",
    "note_intern_word",
    "note_nothing_else",
    "note_transfer",
    "plan_meetings",
    "prove",
    "put_evaluation",
    "put_in",
    "record_meeting",
    "release_letter",
    "remove_access",
    "remove_deliverable",
    "remove_transfer",
    "reopen",
    "reopen_evaluation",
    "restore_access",
    "resume",
    "resume_transfer",
    "set_checks_aside",
    "set_nothing_else_aside",
    "several",
    "skip",
    "suspend",
    "take_back_letter",
    "tick",
    "untick",
    "unwaive",
    "verify_withdrawal",
    "waive",
    "withdraw",
    "write_mandate",
    "write_next_steps",
    "write_period",
    "write_record",
    "write_training",
]
