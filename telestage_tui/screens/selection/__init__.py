"""Sélection: the offer, the candidates, who is chosen and who withdraws."""
