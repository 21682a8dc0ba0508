"""The log of meetings of pairs, and lessons visited."""
