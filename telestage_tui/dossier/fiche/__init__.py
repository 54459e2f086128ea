"""The fiche: a TOML file in French from which a dossier is created.

The table of `fields` says everything of each field. A fiche is read field by field with it, then by
the models, so that every problem is said at once and no limit is written twice; what is typed on
the form of a dossier is read in the same way, with the more forgiving forms of `dossier.parsing`.
The package imports nothing: the table is read at launch, by the rules, the rest is not.
"""
