"""The listeners: Teams' activities in, words and Commands for flow out. All are named in `register`."""
