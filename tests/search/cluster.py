"""Three real Elasticsearch nodes, killed and revived by the tool that ELASTICSEARCH_TOOL names."""

import json
import os
import subprocess
import urllib.request


class Cluster:
    """The nodes at ELASTICSEARCH_URL, numbered from 1. They were started by whoever runs the tests."""

    def __init__(self):
        self.addresses = os.environ["ELASTICSEARCH_URL"].split(",")
        self.down = set()

    def kill(self, node):
        """End it as a crash would."""
        self._tool("kill", str(node))
        self.down.add(node)

    def revive(self, node):
        """Start it again on its own data; returns when it has joined."""
        self._tool("revive", str(node))
        self.down.discard(node)

    def master(self):
        return self._number(self.ask("/_cat/master?format=json")[0]["node"])

    def holder_of_primary(self, alias):
        shards = self.ask(f"/_cat/shards/{alias}*?format=json")
        return self._number(next(s["node"] for s in shards if s["prirep"] == "p"))

    def ask(self, path):
        """Ask any node that is up."""
        node = min({*range(1, len(self.addresses) + 1)} - self.down)
        with urllib.request.urlopen(self.addresses[node - 1] + path, timeout=30) as answer:
            return json.load(answer)

    def _number(self, name):
        return int(name.removeprefix("node-"))

    def _tool(self, *words):
        tool = os.environ["ELASTICSEARCH_TOOL"]
        subprocess.run([tool, *words], check=True, capture_output=True)
