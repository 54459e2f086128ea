"""The fiche: a TOML file in French from which a dossier is created.

A fiche is read field by field with the table of `fields`, then by the models, so that every
problem is said at once and no limit is written twice. The same reading serves the fields typed on
a screen, with the more forgiving forms of `dossier.parsing`.
"""

from .model import (
    Fiche,
    coerce_fiche,
    load_fiche,
    read_fiche,
)
from .write import blank_fiche, to_fiche

__all__ = [
    "Fiche",
    "blank_fiche",
    "coerce_fiche",
    "load_fiche",
    "read_fiche",
    "to_fiche",
]
