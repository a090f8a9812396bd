from django.urls import path

from practices.questions import views

urlpatterns = [
    path("questions/", views.questions, name="questions"),
    path("questions/ask/", views.ask, name="ask"),
    path("questions/<int:pk>/", views.question, name="question"),
    path("questions/<int:pk>/settle/", views.settle, name="settle_question"),
    path("questions/<int:pk>/take-down/", views.take_down, name="take_down_question"),
    path("questions/<int:pk>/take-down/<int:answer>/", views.take_down, name="take_down_answer"),
]
