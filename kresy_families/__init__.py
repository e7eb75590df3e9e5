"""The Django project: settings, addresses, servers. Wiring only."""
