"""The one Django app. Its rooms are folders; see README.md for the order in which they may use each other."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = gettext_lazy("Records")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kresy_families.catalogues import compile_catalogues

        compile_catalogues(settings.LOCALE_SOURCES, settings.LOCALE_PATHS[0])
        # WhiteNoise looks here for collected files; without any, it serves the app's own.
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
