"""WHEN: zones, gap, shared hours, closed days, due dates, the meeting planner, the daily agenda.

Local dates and wall times come in; instants are computed, compared and subtracted in UTC. The
only reader of the time is `clock.SystemClock`; everything else is given a day or an instant.
"""
