"""What screens and commands work with: where the dossiers are, what the programme says, what day it
is, and what is computed of each dossier once.
"""
