"""WHAT is kept: frozen models of a télé-stage and the pure transitions between them.

Nothing here reads a clock, a file or a screen. Every model is immutable; a change is a function
`dossier -> dossier` (see `dossier.changes`).
"""
