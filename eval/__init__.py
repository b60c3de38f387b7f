"""Is it any good: offline evaluation against labelled matches. May import every room; none imports it."""
