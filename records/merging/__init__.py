"""ONE PERSON OF TWO: merging with a preview and a reason, undoing it exactly, later work assigned by asking.

May use everything below reviewing's door; the records of merges and decisions are in linkage. Start in merging.py.
"""
