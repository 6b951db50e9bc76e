"""The sandbox: the outside world, simulated. It owns mailbox, social accounts, posts, payment rail and the business clock."""
