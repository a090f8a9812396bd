from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from hub.search_registry import register, register_similar
        from hub.setup_steps import register_step
        from network.people.leaving import register_withdrawal
        from search import glossary
        from search.analytics import counters
        from search.leaving import end_api_keys, stop_saved_searches
        from search.models import AttachedFile, Term
        from search.query import terms
        from search.records import attachments
        from search.records.signals import listen
        from search.similar import close_to

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
        counters.listen_to_reads()
        register_step("new_network", 60, "Words of the field", terms.load_terms)
        register_similar(close_to)
        register_withdrawal("keys for programs", end_api_keys)
        register_withdrawal("mails about saved searches", stop_saved_searches)

    def bench_search(self, server: Any) -> Iterator[str]:
        """Lines of `make bench`."""
        from search.analytics.bench import bench_search

        return bench_search(server)
