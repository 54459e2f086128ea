"""All that a dossier holds: whole, or as its intern may read it when they ask for it."""

from __future__ import annotations

from ...dossier.masking import masked
from .setting import Data, Setting
from .whole import whole


def whole_dossier(setting: Setting) -> Data:
    """Every part of the dossier in words."""
    return _paper(setting)


def access_request(setting: Setting) -> Data:
    """The same, the names of third persons masked."""
    theirs = Setting(
        masked(setting.dossier),
        setting.programme,
        setting.paper,
        setting.language,
        setting.sheet,
        identity=True,
    )
    words = theirs.speech.words
    return _paper(theirs, words["masked"], words["what-is-kept"])


def _paper(setting: Setting, *notices: str) -> Data:
    return {**setting.head(*notices, quotes_programme=True), "parts": whole(setting)}
