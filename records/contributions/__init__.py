"""WHAT THE PUBLIC SENDS IN: memories and corrections. An inbox; refers to records by public id only.

May use the edition. Start with models.py.
"""
