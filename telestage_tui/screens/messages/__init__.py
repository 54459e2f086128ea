"""The messages of a dossier: read, changed, copied, saved; never sent."""
