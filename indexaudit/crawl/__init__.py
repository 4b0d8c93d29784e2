"""Many pages: found, fetched at each host's pace, judged in worker processes, kept in a store, and judged together."""
