"""Presswatch: polls news feeds, folds the reports into stories, and posts alerts and digests to channels."""
