"""What whoever shows dossiers is handed, screens and command line alike: where they are, what the
programme says, what day it is, and what is computed of each dossier once.
"""
