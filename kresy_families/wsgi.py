"""The WSGI entry point for production servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kresy_families.settings")
os.environ.setdefault("PRODUCTION", "1")
application = get_wsgi_application()
