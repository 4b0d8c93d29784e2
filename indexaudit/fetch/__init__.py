"""The only package that touches the network: an address to a snapshot."""
