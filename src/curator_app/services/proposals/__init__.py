"""The proposal of pairs: what the base tells the solver, and what the solver's plan tells the curator."""
