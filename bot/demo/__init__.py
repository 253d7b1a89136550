"""A newsroom in a folder, served on loopback: what the demo and the tests read instead of the world."""
