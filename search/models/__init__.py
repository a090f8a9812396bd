from search.models.counts import AskedFor, AskedOften, ClickedOn, ReadOnDay
from search.models.entries import AttachedFile, EngineFailure, Ledger, SearchEntry
from search.models.readers import ApiToken, SavedSearch, new_token
from search.models.terms import DismissedDefinition, FoundDefinition, Term

__all__ = [
    "ApiToken",
    "AskedFor",
    "AskedOften",
    "AttachedFile",
    "ClickedOn",
    "DismissedDefinition",
    "EngineFailure",
    "FoundDefinition",
    "Ledger",
    "ReadOnDay",
    "SavedSearch",
    "SearchEntry",
    "Term",
    "new_token",
]
