"""What happened to records: recycle bin, history of a record, list of actions. Opened from everywhere."""
