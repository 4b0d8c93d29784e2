"""A page as scripts make it, in a browser that has no network of its own: every request is answered by our door."""
