"""Search engines: one contract (base.py), an embedded one and Elasticsearch."""
