-- What a tenant keeps out of learning still counts for its autonomy: a gate that was earned must notice when drafts turn bad,
-- whether or not anything is learned from them. Such a decision is kept without its words.
ALTER TABLE training_samples ADD COLUMN learned boolean NOT NULL DEFAULT true;
