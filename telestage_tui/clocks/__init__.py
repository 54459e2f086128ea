"""Two clocks: zones, the gap, shared hours, public holidays, closed days, weeks.

Below the programme, so that due dates and evidence read the same days as the planner. Local dates
and wall times come in; instants are computed, compared and subtracted in UTC. The only reader of
the time is `clock.SystemClock`; everything else is given a day or an instant.
"""
