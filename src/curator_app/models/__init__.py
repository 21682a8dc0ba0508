"""SQLAlchemy mapped classes and database constraints, nothing else. One aggregate a file."""
