"""The ASGI entry point for production servers."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kresy_families.settings")
os.environ.setdefault("PRODUCTION", "1")
application = get_asgi_application()
