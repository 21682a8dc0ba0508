"""Who fits whom. ``fit`` judges one possible pair; the solver of the whole school has its seat here."""
