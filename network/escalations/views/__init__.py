"""Pages of raised issues. Strangers get 404 everywhere but on the public page and signed links."""
