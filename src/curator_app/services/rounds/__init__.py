"""The acquaintance round (S4-4.4): a group meeting, two-sided preference slips, their wishes, what they say together.

Numbers of slips run through both sides of a round, so that a number alone says who is meant.
"""
