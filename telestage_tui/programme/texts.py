"""The long texts of a programme, each a file read when it is first shown, and the model of each."""

from __future__ import annotations

from typing import Literal

from ..dossier.base import Frozen
from .access_kinds import AccessContent
from .agendas import MeetingContent
from .convention import ConventionContent
from .evaluation import EvaluationContent
from .fact import FactContent
from .guide import GuideContent
from .messages import MessageContent
from .offer import OfferContent
from .onsite import OnsiteContent
from .papers import PaperContent
from .sheets import SheetContent
from .task_help import HelpContent
from .work_plan import WorkPlanContent

PartName = Literal[
    "tasks", "meetings", "evaluation", "accesses", "guide", "papers", "messages", "work_plan",
    "sheets", "onsite", "facts", "convention", "offer",
]  # fmt: skip
CONTENT_PARTS: dict[PartName, type[Frozen]] = {
    "tasks": HelpContent,
    "meetings": MeetingContent,
    "evaluation": EvaluationContent,
    "accesses": AccessContent,
    "guide": GuideContent,
    "papers": PaperContent,
    "messages": MessageContent,
    "work_plan": WorkPlanContent,
    "sheets": SheetContent,
    "onsite": OnsiteContent,
    "facts": FactContent,
    "convention": ConventionContent,
    "offer": OfferContent,
}
"""The model of each lazily read file, by its name without `.toml`."""
