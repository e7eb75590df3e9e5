"""IS ALL WELL: what is wrong with an installation and how it is mended; ready or not; figures for a monitor.

Looks at everything and changes nothing. Start in findings.py; `manage.py doctor` prints them, addresses.py answers
machines.
"""
