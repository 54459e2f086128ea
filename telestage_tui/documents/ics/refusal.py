"""The refusal of a whole calendar file."""

from ...dossier.errors import TelestageError


class UnreadableCalendar(TelestageError):
    """The file is not a calendar, or not one that can be read safely."""
