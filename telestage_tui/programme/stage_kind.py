"""What a programme calls its stages, and whether they are remote."""

from __future__ import annotations

from ..dossier.base import Frozen
from ..dossier.text import Name
from .language import Language


class StageKind(Frozen):
    """What a message calls the stage, without an article, and whether it is a remote one."""

    fr: Name = "stage"
    en: Name = "work placement"
    remote: bool = True

    def name(self, language: Language) -> str:
        """What it is called in that language."""
        return self.fr if language == "fr" else self.en
