"""Retraits: every access owed, by the person who can act, withdrawn and checked at once."""
