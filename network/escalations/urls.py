"""Addresses below /raised/."""

from django.urls import path

from network.escalations.views import answer, issue, lists, reports, together, writing

app_name = "escalations"
urlpatterns = [
    path("", lists.index, name="index"),
    path("new/", writing.new, name="new"),
    path("similar/", writing.similar, name="similar"),
    path("heard/", lists.heard, name="heard"),
    path("triage/", lists.triage, name="triage"),
    path("queue/", lists.queue, name="queue"),
    path("to-tell/", lists.to_tell, name="to_tell"),
    path("report/", reports.report, name="report"),
    path("report.<str:ending>", reports.download, name="download"),
    path("patterns/", together.patterns, name="patterns"),
    path("patterns/<int:pk>/raise/", together.raise_it, name="raise_it"),
    path("together/", together.together, name="together"),
    path("settings/", reports.settings, name="settings"),
    path("check/<str:token>/", answer.check, name="check"),
    path("<int:pk>/", issue.show, name="issue"),
    path("<int:pk>/edit/", writing.edit, name="edit"),
    path("<int:pk>/ready/", writing.ready, name="ready"),
    path("<int:pk>/delete/", writing.delete, name="delete"),
    path("<int:pk>/evidence/<int:evidence>/drop/", writing.drop_evidence, name="drop_evidence"),
    path("<int:pk>/evidence/<int:evidence>/inside/", issue.inside, name="inside"),
    path("<int:pk>/file/<int:evidence>/", issue.file, name="file"),
    path("<int:pk>/answer/", answer.write, name="answer"),
    path("<int:pk>/do/<slug:verb>/", issue.do, name="do"),
]
