CREATE EXTENSION IF NOT EXISTS vector;

-- The role every tenant statement runs as: it owns nothing, logs in nowhere and bypasses nothing. Roles belong to
-- the cluster, so a second database finds it already there, possibly while another one is creating it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'countersign_app') THEN
    CREATE ROLE countersign_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END
$$;

GRANT USAGE ON SCHEMA public TO countersign_app;

-- A server that may not migrate still has to see whether somebody else has. Where these scripts are run by hand, there
-- is no record of them.
DO $$
BEGIN
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    GRANT SELECT ON _prisma_migrations TO countersign_app;
  END IF;
END
$$;
