"""Every change of an issue. Each function is one transaction and writes the trail."""
