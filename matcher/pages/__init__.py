"""Pages to keep or print."""
