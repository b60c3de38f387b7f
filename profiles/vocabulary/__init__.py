"""Closed lists: countries and dated groups of them, fields of research, and the terms of a profile."""
