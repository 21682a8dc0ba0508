"""The parts every screen is made of: theme, tables, fields, card, worker, dialogs. Knows no feature of the program."""
