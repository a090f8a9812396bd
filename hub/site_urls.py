"""Health, and the pages that every hub has."""

from django.urls import path

from hub import health

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
]
