from django.urls import path
from django.views.generic import TemplateView

from search import chair_views, glossary, saved_views, token_views, views
from search.api import api

urlpatterns = [
    path("search/", views.search_page, name="search"),
    path("search/clicked/", views.clicked, name="search_clicked"),
    path("search/opensearch.xml", views.opensearch, name="search_opensearch"),
    path("search/tokens/", token_views.my_tokens, name="search_tokens"),
    path(
        "search/help/",
        TemplateView.as_view(template_name="search/help.html"),
        name="search_help",
    ),
    path("glossary/", glossary.glossary, name="search_glossary"),
    path("search/health/", chair_views.health_of_search, name="search_health"),
    path("search/health/definitions/", chair_views.settle_definition, name="search_definition"),
    path("search/feed/", saved_views.feed, name="search_feed"),
    path("search/saved/", saved_views.saved_searches, name="search_saved"),
    path("search/saved/<int:pk>/", saved_views.change_saved, name="search_change_saved"),
    path("search/saved/<str:token>/feed/", saved_views.saved_feed, name="search_saved_feed"),
    path("search/saved/<str:token>/stop/", saved_views.stop, name="search_stop"),
    path("api/v1/", api.urls),
]
