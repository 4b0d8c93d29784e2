"""Everything that a brand publishes, over all its channels, side by side."""
