"""Changement de cours: what is asked, what it would move, and doing it."""
