"""Parsed dossiers, kept as long as they are of use."""

from __future__ import annotations

import threading
from collections import OrderedDict
from weakref import WeakValueDictionary

from ..dossier.dossier import Dossier
from .encoding import StoredDocument
from .loading import dossier_of

_MOST = 128
"""Kept in memory; one takes ten times the place of its bytes."""


class ParsedDossiers:
    """Dossiers by the digest of their bytes: the last used, and those in use elsewhere."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._alive: WeakValueDictionary[bytes, Dossier] = WeakValueDictionary()
        self._recent: OrderedDict[bytes, Dossier] = OrderedDict()

    def of(self, document: StoredDocument) -> Dossier:
        """The dossier of a document.

        Raises:
            UnreadableDossier: when it is none.
        """
        found = self._alive.get(document.digest) or dossier_of(document)
        self.keep(document, found)
        return found

    def keep(self, document: StoredDocument, dossier: Dossier) -> None:
        """Remember the dossier of a document."""
        with self._mutex:
            self._alive[document.digest] = dossier
            self._recent[document.digest] = dossier
            self._recent.move_to_end(document.digest)
            while len(self._recent) > _MOST:
                self._recent.popitem(last=False)
