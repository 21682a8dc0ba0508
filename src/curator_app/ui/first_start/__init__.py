"""The first start in three steps: school, people, done."""
