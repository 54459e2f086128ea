"""Documents: what is handed over, chosen, checked and written."""
