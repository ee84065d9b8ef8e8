"""Storyreel: from a page of dialogue to a film that can be cut."""
