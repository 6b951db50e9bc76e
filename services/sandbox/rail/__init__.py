"""The payment rail: charges bring money in, transfers send it out. Each turns out as the caller says beforehand."""
