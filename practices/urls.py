from django.urls import path

from practices.adoptions import views as adoptions
from practices.importing import views as importing_views
from practices.notes import feeds, file_views
from practices.notes import views as notes_views
from practices.posting.urls import urlpatterns as posting
from practices.questions.urls import urlpatterns as questions
from practices.sources import views as sources_views
from practices.tags import views as tags_views
from practices.topics import views as topics_views

app_name = "practices"
urlpatterns = [
    path("topics/", topics_views.topics, name="topics"),
    path("topics/<slug:slug>/", topics_views.topic, name="topic"),
    path("sources/", sources_views.sources, name="sources"),
    path("sources/links/dead/", sources_views.dead, name="dead_links"),
    path("sources/<slug:ref>/", sources_views.source, name="source"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/all.atom", feeds.everything, name="feed"),
    path("feeds/topics/<slug:slug>.atom", feeds.topic, name="feed_topic"),
    path("feeds/tags/<slug:slug>.atom", feeds.tag, name="feed_tag"),
    path("feeds/councils/<slug:slug>.atom", feeds.council, name="feed_council"),
    path("practices/due/", notes_views.due, name="due"),
    path("practices/due/<int:pk>/still-right/", notes_views.confirm, name="still_right"),
    path("practices/<int:pk>/we-do-this/", adoptions.we_do_this, name="we_do_this"),
    path("tags/suggest", tags_views.suggest, name="tag_suggest"),
    path("tags/<slug:slug>/", tags_views.tag, name="tag"),
    path("tags/<slug:slug>/merge/", tags_views.merge_tag, name="merge_tag"),
    path("to/page/<int:pk>/", file_views.to_page, name="to_page"),
    path("to/document/<int:pk>/", file_views.to_document, name="to_document"),
    path("import/", importing_views.choose, name="import"),
    path("import/check/", importing_views.check, name="import_check"),
    path("import/run/", importing_views.run, name="import_run"),
    path("import/done/", importing_views.done, name="import_done"),
    path("councils/<slug:council>/<slug:slug>/", notes_views.note, name="note"),
    path("councils/<slug:council>/<slug:slug>/history/", notes_views.history, name="history"),
    path("councils/<slug:council>/<slug:slug>/compare/", notes_views.compare, name="compare"),
    path(
        "councils/<slug:council>/<slug:slug>/history/<int:pk>/back/",
        notes_views.put_back,
        name="put_back",
    ),
    *posting,
    *questions,
]
