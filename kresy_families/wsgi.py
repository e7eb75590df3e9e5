"""The WSGI entry point for production servers."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kresy_families.settings")
os.environ.setdefault("PRODUCTION", "1")
application = get_wsgi_application()

# A search makes and drops many small objects, while names and places are kept for good: to look through all of them
# for what can be freed would let a reader wait for a tenth of a second and more, so it is done seldom.
gc.set_threshold(50_000, 20, 100)
