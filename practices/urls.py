from django.urls import path

from practices.adoptions import views as adoptions
from practices.posting.urls import urlpatterns as posting
from practices.questions.urls import urlpatterns as questions
from practices.views import (
    feeds,
    importing,
    leading_on,
    merging_tags,
    notes,
    reviews,
    sources,
    tags,
    topics,
    versions,
)

app_name = "practices"
urlpatterns = [
    path("topics/", topics.topics, name="topics"),
    path("topics/<slug:slug>/", topics.topic, name="topic"),
    path("sources/", sources.sources, name="sources"),
    path("sources/links/dead/", sources.dead, name="dead_links"),
    path("sources/<slug:ref>/", sources.source, name="source"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/all.atom", feeds.everything, name="feed"),
    path("feeds/topics/<slug:slug>.atom", feeds.topic, name="feed_topic"),
    path("feeds/tags/<slug:slug>.atom", feeds.tag, name="feed_tag"),
    path("feeds/councils/<slug:slug>.atom", feeds.council, name="feed_council"),
    path("practices/due/", reviews.due, name="due"),
    path("practices/due/<int:pk>/still-right/", reviews.confirm, name="still_right"),
    path("practices/<int:pk>/we-do-this/", adoptions.we_do_this, name="we_do_this"),
    path("tags/suggest", tags.suggest, name="tag_suggest"),
    path("tags/<slug:slug>/", tags.tag, name="tag"),
    path("tags/<slug:slug>/merge/", merging_tags.merge_tag, name="merge_tag"),
    path("to/page/<int:pk>/", leading_on.to_page, name="to_page"),
    path("to/document/<int:pk>/", leading_on.to_document, name="to_document"),
    path("import/", importing.choose, name="import"),
    path("import/check/", importing.check, name="import_check"),
    path("import/run/", importing.run, name="import_run"),
    path("councils/<slug:council>/<slug:slug>/", notes.note, name="note"),
    path("councils/<slug:council>/<slug:slug>/history/", versions.history, name="history"),
    path("councils/<slug:council>/<slug:slug>/compare/", versions.compare, name="compare"),
    path(
        "councils/<slug:council>/<slug:slug>/history/<int:pk>/back/",
        versions.put_back,
        name="put_back",
    ),
    *posting,
    *questions,
]
