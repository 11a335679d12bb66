-- A switch of the installation reaches every tenant that has no setting of its own.

-- Tenants used to be made with rows that said what holds without any, and a tenant's own row wins: the installation's
-- switch reached nobody. What somebody set on purpose has left a line among the actions, and stays.
DELETE FROM feature_flags f
WHERE f.tenant_id IS NOT NULL
  AND f.name IN ('AI_SUGGESTIONS_ENABLED', 'AI_AUTOSEND_ENABLED', 'DECISION_ENGINE_ENABLED', 'RAG_ENABLED', 'FEW_SHOT_LEARNING')
  AND f.enabled = (f.name <> 'AI_AUTOSEND_ENABLED')
  AND NOT EXISTS (
    SELECT FROM admin_actions a
    WHERE a.action = 'flag_set' AND a.target_id = f.tenant_id AND a.target_name = f.name
  );

-- What an action made of it, beside what was before.
ALTER TABLE admin_actions ADD COLUMN metadata jsonb NOT NULL DEFAULT '{}';

-- `p_enabled` null takes the setting away: a tenant has what the installation has, the installation what it came with.
CREATE OR REPLACE FUNCTION set_platform_flag(
  p_admin uuid, p_name text, p_tenant uuid, p_enabled boolean, p_reason text, p_id uuid, p_request text, p_now timestamptz
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  tenant text;
  before boolean;
BEGIN
  PERFORM refuse_unless_platform(p_admin, false);
  PERFORM pg_advisory_xact_lock(hashtextextended('flag ' || p_name, 4310));
  IF p_tenant IS NOT NULL THEN
    SELECT t.name INTO tenant FROM tenants t WHERE t.id = p_tenant;
    IF NOT FOUND THEN RETURN 'not_found'; END IF;
  END IF;
  SELECT f.enabled INTO before FROM feature_flags f WHERE f.name = p_name AND f.tenant_id IS NOT DISTINCT FROM p_tenant;
  IF before IS NOT DISTINCT FROM p_enabled THEN RETURN 'unchanged'; END IF;
  IF p_enabled IS NULL THEN
    DELETE FROM feature_flags f WHERE f.name = p_name AND f.tenant_id IS NOT DISTINCT FROM p_tenant;
  ELSE
    UPDATE feature_flags f SET enabled = p_enabled, updated_at = p_now
    WHERE f.name = p_name AND f.tenant_id IS NOT DISTINCT FROM p_tenant;
    IF NOT FOUND THEN
      INSERT INTO feature_flags (id, tenant_id, name, enabled, updated_at)
      VALUES (gen_random_uuid(), p_tenant, p_name, p_enabled, p_now);
    END IF;
  END IF;
  INSERT INTO admin_actions (id, action, target_type, target_id, target_name, admin_id, reason, previous_state, metadata, request_id, created_at)
  VALUES (p_id, 'flag_set', 'flag', p_tenant, p_name, p_admin, p_reason, jsonb_build_object('enabled', before),
    jsonb_strip_nulls(jsonb_build_object('tenant', tenant)) || jsonb_build_object('enabled', p_enabled), p_request, p_now);
  IF p_tenant IS NOT NULL THEN
    PERFORM note_platform_action(p_tenant, 'feature_flag_set', 'tenant', p_tenant,
      jsonb_build_object('flag', p_name, 'enabled', p_enabled), p_now);
  END IF;
  RETURN 'done';
END
$$;

-- With what was before: the key that is being retired.
CREATE OR REPLACE FUNCTION note_rotation(
  p_owner uuid, p_key uuid, p_reason text, p_id uuid, p_request text, p_now timestamptz
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  IF p_owner IS NOT NULL THEN PERFORM refuse_unless_platform(p_owner, true); END IF;
  INSERT INTO admin_actions (id, action, target_type, target_id, admin_id, reason, previous_state, request_id, created_at)
  VALUES (p_id, 'master_key_rotated', 'key', p_key, p_owner, p_reason,
    jsonb_build_object('keyId', (SELECT k.id FROM master_keys k WHERE k.status = 'retiring' ORDER BY k.id DESC LIMIT 1)),
    p_request, p_now);
END
$$;

CREATE OR REPLACE FUNCTION put_global_secret(
  p_owner uuid, p_id uuid, p_name text, p_sealed bytea, p_key uuid, p_last4 text, p_reason text, p_action uuid,
  p_request text, p_now timestamptz
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  before integration_secrets%ROWTYPE;
BEGIN
  PERFORM refuse_unless_platform(p_owner, true);
  PERFORM pg_advisory_xact_lock(hashtextextended('secret ' || p_name, 4310));
  SELECT * INTO before FROM integration_secrets WHERE tenant_id IS NULL AND name = p_name AND revoked_at IS NULL;
  UPDATE integration_secrets SET revoked_at = p_now, sealed = NULL WHERE id = before.id;
  INSERT INTO integration_secrets (id, name, sealed, key_id, last4, created_by_user_id, created_at, rotated_at)
  VALUES (p_id, p_name, p_sealed, p_key, p_last4, p_owner, p_now, CASE WHEN before.id IS NOT NULL THEN p_now END);
  INSERT INTO admin_actions (id, action, target_type, target_id, target_name, admin_id, reason, previous_state, metadata, request_id, created_at)
  VALUES (p_action, 'secret_stored', 'secret', p_id, p_name, p_owner, p_reason,
    CASE WHEN before.id IS NULL THEN '{"stored": false}'
      ELSE jsonb_build_object('stored', true, 'last4', before.last4, 'createdAt', before.created_at) END,
    jsonb_build_object('last4', p_last4), p_request, p_now);
  RETURN before.id IS NOT NULL;
END
$$;

DROP FUNCTION list_admin_actions(uuid, timestamptz, uuid, integer);
CREATE FUNCTION list_admin_actions(p_target uuid, p_at timestamptz, p_id uuid, p_limit integer)
RETURNS TABLE (
  id uuid, action text, target_type text, target_id uuid, target_name text, admin_id uuid, admin_name text, reason text,
  previous_state jsonb, metadata jsonb, created_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT a.id, a.action, a.target_type, a.target_id, a.target_name, a.admin_id, u.name, a.reason, a.previous_state,
    a.metadata, a.created_at
  FROM admin_actions a LEFT JOIN users u ON u.id = a.admin_id
  WHERE (p_target IS NULL OR a.target_id = p_target) AND (p_at IS NULL OR (a.created_at, a.id) < (p_at, p_id))
  ORDER BY a.created_at DESC, a.id DESC LIMIT p_limit
$$;
REVOKE ALL ON FUNCTION list_admin_actions(uuid, timestamptz, uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION list_admin_actions(uuid, timestamptz, uuid, integer) TO countersign_app;
