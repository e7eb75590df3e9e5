"""The addresses without a language: images, and what machines ask for."""

from django.urls import path

from records.website.health import health
from records.website.images import image, image_info, image_service, smaller_image, tile
from records.website.manifest_page import manifest
from records.website.map_data import land_data
from records.website.robots import robots
from records.website.sitemaps import sitemap_index, sitemap_part

urlpatterns = [
    path("media/<str:sha256>/", image, name="image"),
    path("media/<str:sha256>/<str:size>/", smaller_image, name="smaller_image"),
    # As the IIIF Image API wants it: without a slash at the end.
    path("iiif/<str:sha256>", image_service, name="image_service"),
    path("iiif/<str:sha256>/info.json", image_info, name="image_info"),
    path("iiif/<str:sha256>/<str:region>/<str:size>/0/default.jpg", tile, name="tile"),
    path("documents/<str:record_id>/manifest.json", manifest, name="manifest"),
    path("map/land.json", land_data, name="land"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap/<str:kind>/", sitemap_part, name="sitemap_first_part"),
    path("sitemap/<str:kind>/<str:after>/", sitemap_part, name="sitemap_part"),
    path("healthz", health, name="health"),
]
