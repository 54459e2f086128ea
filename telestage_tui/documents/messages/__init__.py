"""The messages the tutor sends: drafted from what a dossier holds, and never sent from here."""
