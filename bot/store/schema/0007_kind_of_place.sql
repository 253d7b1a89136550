-- What kind of place a platform says a channel is, where its id does not tell.

ALTER TABLE channel ADD COLUMN kind TEXT NOT NULL DEFAULT ''; -- in the platform's own word; '' where it has not said
