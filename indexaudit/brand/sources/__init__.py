"""What a brand's file names, read into items: lists of addresses, tables, feeds, sitemaps, saved snapshots."""
