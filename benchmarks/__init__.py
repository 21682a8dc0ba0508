"""How fast the program is beside the physical floor and beside what one would take instead: `python -m benchmarks`.

What each figure means stands in docs/performance.md.
"""
