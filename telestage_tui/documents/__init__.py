"""OUT: what leaves the program, for other programs to read; `files` alone writes it to the disk."""
