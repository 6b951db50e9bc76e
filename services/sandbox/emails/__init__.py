"""The mailbox: every e-mail that the suite sends in the sandbox."""
