-- One rule for every table of a tenant. Outside a transaction of a tenant the setting is empty, and no row matches null.
-- The expression is written out in the policy, not hidden in a call, so that
-- the planner can use it as an index condition.
CREATE FUNCTION protect_tenant_table(target regclass, privileges text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format(
    'CREATE POLICY tenant_isolation ON %s
       USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)
       WITH CHECK (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)',
    target);
  EXECUTE format('GRANT %s ON %s TO countersign_app', privileges, target);
END
$$;
REVOKE ALL ON FUNCTION protect_tenant_table(regclass, text) FROM PUBLIC;

SELECT protect_tenant_table(name::regclass, 'SELECT, INSERT, UPDATE, DELETE')
FROM unnest(ARRAY[
  'memberships', 'channels', 'agent_profiles', 'customers', 'conversations', 'messages', 'outbound_messages',
  'response_templates', 'documents', 'chunks', 'faqs', 'products', 'suggest_settles', 'suggest_runs', 'suggestions',
  'suggestion_sources', 'decision_settings', 'human_delay_settings', 'training_policies', 'training_samples',
  'calibration_models', 'escalations'
]) AS name;

-- What happened is written once: these can be read and added to, never changed.
SELECT protect_tenant_table(name::regclass, 'SELECT, INSERT')
FROM unnest(ARRAY[
  'audit_events', 'sync_events', 'inbound_events', 'approvals', 'human_actions', 'ai_decisions', 'command_receipts'
]) AS name;
GRANT USAGE ON SEQUENCE sync_events_id_seq TO countersign_app;

-- A tenant sees its own row.
ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenants FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON tenants
  USING (id = nullif(current_setting('app.tenant_id', true), '')::uuid)
  WITH CHECK (id = nullif(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON tenants TO countersign_app;

-- A tenant sees the people who work for it, without their password hashes.
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
CREATE POLICY colleagues ON users FOR SELECT
  USING (EXISTS (
    SELECT FROM memberships
    WHERE memberships.user_id = users.id
      AND memberships.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
  ));
GRANT SELECT (id, username, email, name, disabled_at, created_at) ON users TO countersign_app;

-- Signed-in devices are reached only through the functions of the platform.
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE sessions FORCE ROW LEVEL SECURITY;

-- Global flags are readable by everyone; a tenant writes only its own.
ALTER TABLE feature_flags ENABLE ROW LEVEL SECURITY;
ALTER TABLE feature_flags FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON feature_flags
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
CREATE POLICY global_flags ON feature_flags FOR SELECT USING (tenant_id IS NULL);
GRANT SELECT, INSERT, UPDATE, DELETE ON feature_flags TO countersign_app;
CREATE UNIQUE INDEX feature_flags_tenant_name_key ON feature_flags (tenant_id, name) WHERE tenant_id IS NOT NULL;
CREATE UNIQUE INDEX feature_flags_global_name_key ON feature_flags (name) WHERE tenant_id IS NULL;
