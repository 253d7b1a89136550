"""The listeners: Slack's payloads in, words and Commands for flow out. All are registered in `register`."""
