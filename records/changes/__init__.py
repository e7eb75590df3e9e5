"""Who changed what, when and why: differences in words, taking a change back, restoring what was deleted.

Reads the kept states (row_history.py) and change sets (change_sets.py) of all rooms below; writes only by the
ordinary save and delete, so that the outbox hears of it. Start in differences.py; reverting.py takes back.
"""
