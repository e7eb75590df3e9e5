"""HINTS: what was published newly and may be what somebody waits for, or what a journey lacks.

Made by a command after publishing and comparing; volunteers look at them at the desk. Nothing of them is published.
Start in making.py; what is kept: models.py.
"""
