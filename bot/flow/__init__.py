"""Verbs: each module is one thing a person can see happen. Where pure rooms and ports meet."""
