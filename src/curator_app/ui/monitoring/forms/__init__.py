"""The district's own form and the personified register in the window."""
