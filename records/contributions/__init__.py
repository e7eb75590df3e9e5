"""WHAT THE PUBLIC SENDS IN: memories and corrections, and what an editor makes of them, statement by statement.

May use the edition and what lies below it. The public door imports models.py alone, which refers to records by name.
Start with models.py, then statements.py. Nothing made here is before the public until an editor says so.
"""
