"""Copies of the base: made, kept, verified, put back. The base that can't be opened is saved here, too."""
