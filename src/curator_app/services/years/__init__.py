"""School years: the current one, closing and opening, going over to the next one, comparison, retention of leavers."""
