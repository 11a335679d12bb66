-- A change of a profile names the version it was made to; a newer one is a conflict, not an overwrite.
ALTER TABLE "agent_profiles" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
