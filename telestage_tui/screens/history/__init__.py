"""Journal et notes: what people wrote, and what the program did."""
