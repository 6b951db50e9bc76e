"""Files on their way in: announced, sent in pieces, proven by their hash, and unchangeable from then on."""
