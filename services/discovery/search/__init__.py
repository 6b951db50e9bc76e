"""Finding creators: filters, order, exact counts."""
