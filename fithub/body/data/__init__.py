"""Published figures about bodies and movement, each file with its sources."""
