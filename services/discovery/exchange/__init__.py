"""The port to whoever knows the day's exchange rates: the European Central Bank's history, as shipped."""
