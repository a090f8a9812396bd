from django.urls import path

from hub.jobs import views

app_name = "jobs"
urlpatterns = [
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/aside/<int:pk>/", views.settle, name="settle"),
    path("files/waiting/<str:word>/", views.file_progress, name="file_progress"),
]
