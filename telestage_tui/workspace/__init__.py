"""What screens and commands are handed: the dossiers, the programme, the day, and caches."""

from .workspace import Workspace

__all__ = ["Workspace"]
