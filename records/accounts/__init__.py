"""Accounts of the desk: invitations, the second factor, the lock after failed attempts, the lines of the audit.

Signing in, passkeys and sessions are django-allauth's pages in our own look (templates/allauth/, account/, mfa/);
adapters.py says what differs. Uses documents/ for the collections an invitation opens. Start in invitations.py.
"""
