"""The list of hints at the desk: what may be what somebody waits for, or what a journey lacks.

Each view translates and makes one call into hints. Start in addresses.py; who may is in hint_views.py.
"""
