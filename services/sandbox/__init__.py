"""The sandbox: the outside world, simulated. It owns a mailbox, social accounts and posts, a payment rail, and the business clock."""
