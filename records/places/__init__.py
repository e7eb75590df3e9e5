"""WHERE. Places with the names and the parents they had at each time; camps are places with details.

Uses dates, names and the record models. Start with models.py; kinds.py holds the vocabulary.
"""
