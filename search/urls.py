from django.urls import path
from django.views.generic import TemplateView

from search import glossary, views
from search.alerts import views as alert_views
from search.analytics import views as analytics_views
from search.api import views as token_views
from search.api.endpoints import api

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
    path("search/health/", analytics_views.health_of_search, name="search_health"),
    path("search/health/definitions/", analytics_views.settle_definition, name="search_definition"),
    path("search/feed/", alert_views.feed, name="search_feed"),
    path("search/saved/", alert_views.saved_searches, name="search_saved"),
    path("search/saved/<int:pk>/", alert_views.change_saved, name="search_change_saved"),
    path("search/saved/<str:token>/feed/", alert_views.saved_feed, name="search_saved_feed"),
    path("search/saved/<str:token>/stop/", alert_views.stop, name="search_stop"),
    path("api/v1/", api.urls),
]
