"""Addresses that stand before Wagtail's own of the same path."""

from django.urls import path

from practices.cms.choosers import suggest

urlpatterns = [
    path("admin/tag-autocomplete/", suggest, name="cms_tag_suggest"),
    path(
        "admin/tag-autocomplete/<slug:app_name>/<slug:model_name>/",
        suggest,
        name="cms_tag_suggest_of_model",
    ),
]
