"""The CMS under /admin/: which of its addresses a role may open, and for which things."""
