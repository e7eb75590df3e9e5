"""The screens of "the same person?": seeking, both side by side, deciding, merging, undoing.

Each view translates and makes one call into linkage or merging. Start in addresses.py; who may is in pair_doors.py.
"""
