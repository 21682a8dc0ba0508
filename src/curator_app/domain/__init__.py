"""Pure rules over plain values: no database, no Qt, no clock, no files, no Russian sentences."""
