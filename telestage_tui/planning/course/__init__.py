"""Changes of course: what is asked, whether it may be, what it moves, and the change itself."""
