"""Addresses of files. They stand before Wagtail's own, which are looser with caches."""

from django.urls import path

from practices.views import files

urlpatterns = [
    path("documents/<int:pk>/<str:filename>", files.document, name="document_file"),
    path("media/<path:path>", files.media, name="media_file"),
]
