"""Random keys on the real app."""
