"""THE NARRATIVES: a family's history in its language versions, its authors and its people.

May use journeys and all below. Start with models.py.
"""
