"""What two screens share: the row list, the two clocks, dialogs, fields."""
