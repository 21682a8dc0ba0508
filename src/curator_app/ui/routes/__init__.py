"""The tab «ИОМ»: routes on a timeline, as a list, with their cards."""
