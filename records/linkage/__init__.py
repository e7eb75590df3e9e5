"""SAME PERSON OR NOT: who a name on a page is, decided by whom, when and why. A decision can be withdrawn.

Which of many records may be one person is proposed with reasons, and decided by people. May use everything below
importing. Start with models.py for decisions, with proposing.py for proposals.
"""
