"""The same on Teams: a person in the Microsoft 365 Agents Playground, which runs on this machine."""
