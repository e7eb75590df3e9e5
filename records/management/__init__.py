"""The operator's door: arguments, one call into a room, print the report."""
