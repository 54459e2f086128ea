"""Aujourd’hui, the home page: what to do now, for whom, and what time it is for both sides."""
