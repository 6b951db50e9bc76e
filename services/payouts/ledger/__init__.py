"""The journal: accounts, entries, postings. Double entry, append-only, zero-sum, kept so by the database."""
