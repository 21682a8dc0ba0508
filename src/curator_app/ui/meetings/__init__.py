"""The log of meetings and visited lessons: keyed in quickly, seen by pairs."""
