"""Offers: terms between one brand and one creator, negotiated until both accept."""
