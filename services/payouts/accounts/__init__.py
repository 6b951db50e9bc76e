"""Where creators are paid."""
