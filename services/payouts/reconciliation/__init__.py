"""What the ledger says of a rail, compared with what the rail says."""
