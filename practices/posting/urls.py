from django.urls import path

from practices.posting.views import file_checks, from_file, sending, write

urlpatterns = [
    path("post/", write.start, name="post"),
    path("post/reading/<str:word>/", from_file.reading_page, name="reading"),
    path("post/<int:pk>/", write.edit, name="edit"),
    path("post/<int:pk>/autosave/", write.autosave, name="autosave"),
    path("post/<int:pk>/discard/", write.discard, name="discard"),
    path("post/<int:pk>/check/", sending.check, name="check"),
    path("post/<int:pk>/files/<int:document>/", file_checks.inside, name="file_inside"),
    path("post/<int:pk>/send/", sending.send, name="send"),
    path("post/<int:pk>/take-back/", sending.withdraw, name="withdraw"),
    path("my-notes/", sending.my_notes, name="my_notes"),
    path("moderation/", sending.moderation, name="moderation"),
    path("moderation/<int:pk>/", sending.moderate, name="moderate"),
]
