"""A workbook of several sheets with formulas and charts: plain data in, the bytes of an .xlsx out."""
