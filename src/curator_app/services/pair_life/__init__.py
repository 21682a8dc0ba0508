"""What happens in the life of a pair besides its orders: requests, notices, pauses, agreements, who joins or leaves.

A pause is told by its events alone; no status is written for it, so that one planned ahead begins by itself.
"""
