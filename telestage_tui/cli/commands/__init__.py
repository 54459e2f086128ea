"""The commands, a few to a module; each asks the session, and prints text or JSON."""
