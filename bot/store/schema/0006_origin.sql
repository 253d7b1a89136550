-- Whose reports the articles of an issue's story are.

ALTER TABLE digest_story ADD COLUMN origin TEXT; -- as JSON: who was first, the reports, the credits; NULL where it was not asked
