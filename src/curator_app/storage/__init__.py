"""Engine, pragmas, unit of work, change log, migrations, backup."""
