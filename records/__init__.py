"""The river of records: rooms stacked in one order, each using only those below it (see README.md)."""
