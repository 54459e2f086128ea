"""When the accesses of an intern are to be withdrawn."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from ..dossier.text import Name
from .due import FURTHEST, Anchor, Due


class Withdrawal(Due):
    """The last day to withdraw an access that has none of its own, and how long it may take.

    A critical access lets somebody in: it is withdrawn in hours, the others in working days.
    """

    anchor: Anchor = "end"
    critical_kinds: tuple[Name, ...] = ()
    """The kinds of accesses that are critical."""
    critical_hours: Annotated[int, Field(ge=1, le=24 * FURTHEST)] = 24
    """Hours to withdraw a critical one, from the end of the intern's last day."""
    working_days: Annotated[int, Field(ge=0, le=FURTHEST)] = 5
    """Working days of the host to withdraw another one."""
    proposed_days: Annotated[int, Field(ge=0, le=FURTHEST)] = 14
    """Days before it from which the day of the withdrawals is proposed."""
    suspended_days: Annotated[int, Field(ge=1, le=FURTHEST)] = 30
    """Days of absence of the intern from which accesses are suspended."""

    @model_validator(mode="after")
    def _is_a_day(self) -> Self:
        if self.recurs:
            raise ValueError("un accès se retire d’après « start », « midpoint » ou « end ».")
        return self
