"""Calendrier: meetings by month or by week, on both clocks."""
