"""Aide: what a page is for, and every key that works there."""
