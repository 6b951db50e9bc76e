"""What creators earned, until it is paid, and why it waits."""
