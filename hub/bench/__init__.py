"""Measuring the hub against its own empty view, in one run, on one machine."""
