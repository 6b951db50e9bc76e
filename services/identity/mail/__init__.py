"""E-mails that identity sends."""
