"""Addresses: the admin at /admin/, the public site below a language prefix."""

from django.contrib import admin
from django.urls import path

urlpatterns = [path("admin/", admin.site.urls)]
