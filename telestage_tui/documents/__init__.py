"""OUT: what leaves the program, as text that other programs read; nothing here writes a file."""
