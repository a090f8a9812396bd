from django.urls import path

from hub.mail import views

app_name = "mail"
urlpatterns = [
    path("mail/", views.outbox, name="outbox"),
    path("mail/<int:pk>/", views.message, name="message"),
    path("mail/<int:pk>/again/", views.try_again, name="try_again"),
]
