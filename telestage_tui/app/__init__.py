"""The Textual app: it wires the screens to the workspace, and holds what works on all of them."""

from ..clocks.clock import MovableClock
from ..workspace import Workspace
from .telestage import TelestageApp

__all__ = ["TelestageApp", "app_for"]


def app_for(
    workspace: Workspace, *, replaying: bool = False, touring: bool = False
) -> TelestageApp:
    """The app of a workspace: that of the demonstration moves the clock.

    Args:
        workspace: What the screens work with.
        replaying: Whether a demonstration begins with a stage replayed.
        touring: Whether a demonstration begins with the guided tour.
    """
    if workspace.demo and isinstance(workspace.clock, MovableClock):
        from .demo import DemoApp

        return DemoApp(workspace, workspace.clock, replaying=replaying, touring=touring)
    return TelestageApp(workspace)
