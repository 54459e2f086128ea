"""The Textual app: it wires the screens to the workspace, and holds what works on all of them."""

from .telestage import TelestageApp

__all__ = ["TelestageApp"]
