from django.urls import path
from django.views.generic import TemplateView

from search import token_views, views
from search.api import api

urlpatterns = [
    path("search/", views.search_page, name="search"),
    path("search/opensearch.xml", views.opensearch, name="search_opensearch"),
    path("search/tokens/", token_views.my_tokens, name="search_tokens"),
    path(
        "search/help/",
        TemplateView.as_view(template_name="search/help.html"),
        name="search_help",
    ),
    path("api/v1/", api.urls),
]
