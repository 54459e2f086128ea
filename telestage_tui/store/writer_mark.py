"""Which version of telestage wrote a file, so that another one knows whether it may write there.

The mark is a table of the file, covered by its checksum, which versions before the mark carry along
without reading it. Each write puts the mark of the version that writes:

    "writer":{
    "1":{"version":"0.1.0","form":1}
    }

Most files of a newer version can be read all the same, since an empty field is not written. One
that has something this version does not know is left alone, whole: see `loading`.
"""

from __future__ import annotations

from typing import NamedTuple

from .. import __version__
from .encoding import FileContent, StoredDocument, Tables

WRITER = "writer"
"""The table of the mark."""
FORM = 2
"""Grows by one each time a record gains a field, or a field a code that it may hold. A form needs
no migration, unlike a schema: an older file reads as it is."""
_ID = "1"


class Writer(NamedTuple):
    """Who wrote a file.

    Attributes:
        version: Of telestage; empty when it is not known.
        form: Its `FORM`; 0 before there was a mark.
    """

    version: str
    form: int

    @property
    def is_newer(self) -> bool:
        """Whether it may have written what this version does not know."""
        return self.form > FORM


def marked(tables: Tables) -> Tables:
    """The tables, with the mark of this version."""
    mark = StoredDocument({"version": __version__, "form": FORM}, _ID)
    return {WRITER: {_ID: mark}, **{name: each for name, each in tables.items() if name != WRITER}}


def writer_of(content: FileContent) -> Writer:
    """Who wrote a content; a mark that this version cannot read is that of none it knows."""
    mark = content.tables.get(WRITER, {}).get(_ID)
    if mark is None:
        return Writer("", 0)
    fields = mark.parsed()
    version, form = fields.get("version"), fields.get("form")
    return Writer(
        version if isinstance(version, str) else "", form if type(form) is int else FORM + 1
    )
