"""What happened: each organization's feed of public events."""
