"""Documents for other programs to read; only `files` writes them to the disk."""
