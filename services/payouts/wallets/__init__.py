"""One organization's money as one lock, and what stands between it and being paid."""
