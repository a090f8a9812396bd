from django.urls import path

from practices.views import importing, notes, sources, tags, topics

app_name = "practices"
urlpatterns = [
    path("topics/", topics.topics, name="topics"),
    path("topics/<slug:slug>/", topics.topic, name="topic"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:ref>/", sources.source, name="source"),
    path("tags/suggest", tags.suggest, name="tag_suggest"),
    path("tags/<slug:slug>/", tags.tag, name="tag"),
    path("import/", importing.choose, name="import"),
    path("import/check/", importing.check, name="import_check"),
    path("import/run/", importing.run, name="import_run"),
    path("councils/<slug:council>/<slug:slug>/", notes.note, name="note"),
]
