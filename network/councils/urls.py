from django.urls import path

from network.councils import views

app_name = "councils"
urlpatterns = [
    path("councils/", views.index, name="index"),
    path("councils/compare/", views.comparison, name="compare"),
    path("councils/compare/<slug:slug>/edit/", views.tell, name="tell"),
    path("councils/<slug:slug>/", views.council, name="council"),
]
