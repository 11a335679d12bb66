-- Which version this installation runs since when, and what it changed in the database. Platform table.
CREATE TABLE update_history (
  id uuid NOT NULL,
  version text NOT NULL,
  -- Null: the first one that wrote itself down.
  previous_version text,
  migrations text[] NOT NULL DEFAULT '{}',
  applied_at timestamptz(3) NOT NULL,

  CONSTRAINT update_history_pkey PRIMARY KEY (id)
);
CREATE INDEX update_history_applied_at_id_idx ON update_history (applied_at DESC, id DESC);
ALTER TABLE update_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE update_history FORCE ROW LEVEL SECURITY;
CREATE POLICY platform ON update_history TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER update_history_append_only BEFORE UPDATE OR DELETE ON update_history
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER update_history_no_truncate BEFORE TRUNCATE ON update_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();

-- Writes down what a start found new; false when nothing was. Of several processes that start at once, one does.
CREATE FUNCTION note_update(p_id uuid, p_version text, p_migrations text[], p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  last text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('update history', 4310));
  SELECT h.version INTO last FROM update_history h ORDER BY h.applied_at DESC, h.id DESC LIMIT 1;
  IF last IS NOT DISTINCT FROM p_version AND cardinality(p_migrations) = 0 THEN RETURN false; END IF;
  INSERT INTO update_history (id, version, previous_version, migrations, applied_at)
  VALUES (p_id, p_version, last, p_migrations, p_now);
  RETURN true;
END
$$;

CREATE FUNCTION list_updates(p_limit integer)
RETURNS TABLE (id uuid, version text, previous_version text, migrations text[], applied_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT h.id, h.version, h.previous_version, h.migrations, h.applied_at
  FROM update_history h ORDER BY h.applied_at DESC, h.id DESC LIMIT p_limit
$$;

DO $$
DECLARE
  signature regprocedure;
BEGIN
  FOREACH signature IN ARRAY ARRAY['note_update(uuid, text, text[], timestamptz)', 'list_updates(integer)']::regprocedure[] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO countersign_app', signature);
  END LOOP;
END
$$;
