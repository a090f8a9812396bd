from django.urls import path

from practices.posting.views import from_file, inside, moderate, send, write

urlpatterns = [
    path("post/", write.start, name="post"),
    path("post/reading/<str:word>/", from_file.reading_page, name="reading"),
    path("post/<int:pk>/", write.edit, name="edit"),
    path("post/<int:pk>/autosave/", write.autosave, name="autosave"),
    path("post/<int:pk>/discard/", write.discard, name="discard"),
    path("post/<int:pk>/check/", send.check, name="check"),
    path("post/<int:pk>/files/<int:document>/", inside.inside, name="file_inside"),
    path("post/<int:pk>/send/", send.send, name="send"),
    path("post/<int:pk>/take-back/", send.withdraw, name="withdraw"),
    path("my-notes/", send.my_notes, name="my_notes"),
    path("moderation/", moderate.moderation, name="moderation"),
    path("moderation/<int:pk>/", moderate.moderate, name="moderate"),
]
