"""«Куратор наставничества»: the mentoring year of one school, offline."""

__version__ = "0.1.0"
APP_NAME = "Куратор наставничества"
