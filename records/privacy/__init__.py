"""WHAT MAY BE SHOWN. living.py holds the rule (unknown counts as living), visibility.py applies it, with reasons.

May use every room below the edition. The decision is taken once, while publishing.
"""
