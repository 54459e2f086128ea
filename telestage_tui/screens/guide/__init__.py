"""Guide: good practice, with its sources."""
