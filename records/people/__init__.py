"""CONCLUSIONS: persons, their names, families, events and citations; rival claims side by side.

May use places and documents. Start with models.py; kinds.py holds the vocabularies of names and events.
"""
