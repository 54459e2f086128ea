"""The form of a fiche, which Nouveau dossier and Informations share."""
