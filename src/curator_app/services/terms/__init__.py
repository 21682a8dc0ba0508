"""Terms: rules of the school, its calendar, tasks of a day, marks, the curator's own tasks."""
