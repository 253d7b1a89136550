"""Answers to commands: a module per family of commands, one table that names them all."""
