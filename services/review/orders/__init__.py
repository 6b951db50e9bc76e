"""What review knows of orders: a copy of what both sides agreed, and whether work may go on."""
