"""Passation: what the intern leaves, and who takes it over."""
