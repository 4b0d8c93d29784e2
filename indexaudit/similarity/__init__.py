"""How alike two texts are, from signatures of a fixed size that can be kept and compared later."""
