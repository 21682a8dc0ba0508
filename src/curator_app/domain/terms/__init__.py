"""Terms: working calendar, date arithmetic, rules as data, occurrences, states. Pure; words are in ``texts.terms``."""
