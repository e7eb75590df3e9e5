"""THE BACKGROUND: chapters and dated events of 1939-1959, and rival claims, each with its source.

May use histories and all below. Start with models.py.
"""
