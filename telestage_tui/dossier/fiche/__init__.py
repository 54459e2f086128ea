"""The fiche: a TOML file in French from which a dossier is created.

The table in `fields` describes each field. A fiche is read field by field with it, then by the
models, so that all problems are reported at once and no limit is written twice. The texts of the
form of a dossier are read likewise, with the more forgiving readers of `dossier.parsing`. This
module imports nothing: at launch the rules need the table only.
"""
