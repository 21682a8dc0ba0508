"""Filling somebody else's workbook: only the cells asked for change, every other part of the file stays as it was."""
