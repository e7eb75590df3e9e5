"""What machines ask: may readers be sent here, and the figures of a monitor."""

from django.urls import path

from records.upkeep.views import metrics, ready

urlpatterns = [
    path("readyz", ready, name="ready"),
    path("metrics", metrics, name="metrics"),
]
