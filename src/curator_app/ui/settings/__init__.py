"""Settings of the school, its lists, appearance."""
