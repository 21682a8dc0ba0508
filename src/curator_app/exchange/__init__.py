"""Spreadsheets, CSV and other files that come and go. Plain data in, plain data out."""
