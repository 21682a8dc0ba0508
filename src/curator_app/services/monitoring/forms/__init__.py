"""The district's own form and the personified register: kept, marked, filled."""
