"""School years in the window: the switch, the list with comparison, going over to the next one, leavers."""
