from django.urls import path

from practices.views import notes

app_name = "practices"
urlpatterns = [
    path("councils/<slug:council>/<slug:slug>/", notes.note, name="note"),
]
