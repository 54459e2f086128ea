"""The agenda: what is to be done, when, how much it matters, and how it is laid out."""
