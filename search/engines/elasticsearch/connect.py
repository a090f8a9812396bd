"""The connection to Elasticsearch, from settings."""

from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from elasticsearch import Elasticsearch


@lru_cache(maxsize=8)
def connect(addresses: str, api_key: str = "", ca_file: str = "") -> Elasticsearch:
    """A client for one or several addresses, parted by commas. Made once, asks nothing yet.

    A user and password may stand in the first address (https://user:password@host:9200).
    Raises ValueError or OSError for settings that cannot be used.
    """
    hosts = [address.strip() for address in addresses.split(",") if address.strip()]
    parts = [urlsplit(host) for host in hosts]
    options: dict = {"retry_on_timeout": False}
    if len(hosts) > 1:  # another node may know: ask it before giving up
        options |= {"max_retries": len(hosts) - 1, "retry_on_status": (502, 504)}
    else:
        options |= {"max_retries": 0}
    if api_key:
        options["api_key"] = api_key
    elif parts[0].username:
        options["basic_auth"] = (unquote(parts[0].username), unquote(parts[0].password or ""))
    if ca_file:
        Path(ca_file).read_bytes()  # the client would look for it much later, and say less
        options["ca_certs"] = ca_file
    plain = [part._replace(netloc=part.netloc.rpartition("@")[2]).geturl() for part in parts]
    return Elasticsearch(plain, **options)
