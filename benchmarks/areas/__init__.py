"""One module an area; `measure()` gives its figures."""
