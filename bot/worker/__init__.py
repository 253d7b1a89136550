"""When things happen. The only door to apscheduler."""
