"""SAME PERSON OR NOT: who a name on a page is, decided by whom, when and why. A decision can be withdrawn.

May use everything below importing. Start with models.py.
"""
