"""The addresses without a language: images, and what machines ask for."""

from django.urls import path

from records.website.health import health
from records.website.images import image
from records.website.map_data import land_data
from records.website.robots import robots
from records.website.sitemaps import sitemap_index, sitemap_part

urlpatterns = [
    path("media/<str:sha256>/", image, name="image"),
    path("map/land.json", land_data, name="land"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap/<str:kind>/", sitemap_part, name="sitemap_first_part"),
    path("sitemap/<str:kind>/<str:after>/", sitemap_part, name="sitemap_part"),
    path("healthz", health, name="health"),
]
