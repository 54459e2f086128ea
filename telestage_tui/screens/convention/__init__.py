"""The page of the convention, and of what follows it: gratification and presence."""
