"""Addresses of files. They stand before Wagtail's own, which are looser with caches."""

from django.urls import path

from practices.notes import file_views

urlpatterns = [
    path("documents/<int:pk>/<str:filename>", file_views.document, name="document_file"),
    path("media/<path:path>", file_views.media, name="media_file"),
]
