"""Results to one HTML file each that a person opens: nothing is loaded, and nothing leaves it."""
