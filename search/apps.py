from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from hub.findable import register
        from hub.own_pages import register_own_pages
        from hub.setting_up import register_step
        from hub.similar import register_similar
        from network.people.leaving import register_withdrawal
        from network.people.personal_data import register_personal_data
        from practices.related import register_related
        from search import glossary
        from search.analytics import counters, reads
        from search.leaving import end_api_keys, stop_saved_searches
        from search.models import AttachedFile, Term
        from search.my_data import searches_of
        from search.near_duplicates import close_to
        from search.own_pages import own_pages
        from search.query import terms
        from search.records import attachments
        from search.records.signals import listen
        from search.related import related

        register(
            AttachedFile,
            kind="file",
            label=_("Attachment"),
            describe=attachments.describe_file,
            everything=attachments.findable_files,
        )
        register(Term, kind="term", label=_("Glossary term"), describe=glossary.describe_term)
        attachments.follow_uses()
        listen()
        attachments.listen()
        counters.listen()
        reads.listen()
        register_own_pages(20, own_pages)
        register_step("new_network", 60, "Words of the field", terms.load_terms)
        register_similar(close_to)
        register_personal_data("search", searches_of)
        register_withdrawal("keys for programs", end_api_keys)
        register_withdrawal("mails about saved searches", stop_saved_searches)
        register_related(related)

    def bench_search(self, server: Any) -> Iterator[str]:
        """Lines of `make bench`."""
        from search.analytics.bench import bench_search

        return bench_search(server)
