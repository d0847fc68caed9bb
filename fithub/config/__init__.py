"""Settings, URLs, and the doors that servers and workers come in by."""
