"""The offer of a télé-stage, as it is posted with OFQJ: what its title and mandate do not say."""

from .base import Frozen
from .text import Line, Prose


class Posting(Frozen):
    """The offer, beside the title, the mandate and the deliverables, which are the stage's."""

    field_of_study: Line = ""
    """The training the mission belongs to: that of the intern [000]."""
    added_value: Prose = ""
    """What the mission brings to the intern and to the host [000]."""
    feasibility: Prose = ""
    """How the deliverables hold in the time of the stage [002]."""
