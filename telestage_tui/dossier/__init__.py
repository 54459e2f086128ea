"""Frozen models of a télé-stage, and the pure functions that change them.

Nothing here reads a clock, a file or a screen. Every model is immutable; a change is a function
`dossier -> dossier` (see `dossier.changes`).
"""
