"""Changes to accesses: note, give, explain, suspend, withdraw, verify; no step is overwritten."""
