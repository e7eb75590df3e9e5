"""Agreeing: what reviewers decide, second readings, contradictions, the daily letter."""
