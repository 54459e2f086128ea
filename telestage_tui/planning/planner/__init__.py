"""The planner: the meetings a programme asks for, placed on the days and hours of both sides."""
