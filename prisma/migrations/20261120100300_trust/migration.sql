-- Audit ---------------------------------------------------------------------------------------------------------------

ALTER TABLE audit_events ADD COLUMN address text, ADD COLUMN user_agent text;

-- The trail's lists. A kind of actor is an enum, whose comparison row-level security keeps from an index: it is a
-- condition of the index instead.
CREATE INDEX audit_events_tenant_id_action_created_at_id_idx
  ON audit_events (tenant_id, action, created_at DESC, id DESC);
CREATE INDEX audit_events_tenant_id_entity_type_created_at_id_idx
  ON audit_events (tenant_id, entity_type, created_at DESC, id DESC);
CREATE INDEX audit_events_actor_idx ON audit_events (tenant_id, actor_id, created_at DESC, id DESC)
  WHERE actor_id IS NOT NULL;
CREATE INDEX audit_events_ai_idx ON audit_events (tenant_id, created_at DESC, id DESC) WHERE actor_kind = 'ai';
CREATE INDEX audit_events_system_idx ON audit_events (tenant_id, created_at DESC, id DESC) WHERE actor_kind = 'system';
CREATE INDEX audit_events_customer_idx ON audit_events (tenant_id, created_at DESC, id DESC)
  WHERE actor_kind = 'customer';

-- The chain over a tenant's lines: each link holds the hash of its line and of the link before. It names its line without
-- a foreign key: neither can ever be changed or taken away.
CREATE TABLE audit_links (
  tenant_id uuid NOT NULL,
  seq integer NOT NULL,
  event_id uuid NOT NULL,
  prev_hash text,
  hash text NOT NULL,

  CONSTRAINT audit_links_pkey PRIMARY KEY (tenant_id, seq),
  CONSTRAINT audit_links_first_check CHECK ((seq = 1) = (prev_hash IS NULL) AND seq > 0)
);
CREATE UNIQUE INDEX audit_links_event_id_key ON audit_links (event_id);
SELECT protect_tenant_table('audit_links', 'SELECT');
CREATE TRIGGER audit_links_append_only BEFORE UPDATE OR DELETE ON audit_links
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER audit_links_no_truncate BEFORE TRUNCATE ON audit_links
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();

-- Row-level security is forced on the owner, in whose name lines are linked and platform actions are noted.
CREATE POLICY platform_trust ON audit_events TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY platform_trust ON audit_links TO CURRENT_USER USING (true) WITH CHECK (true);

-- The same as `hashAuditEvent` in packages/shared; a test compares the two. Each field has its length in bytes before it,
-- so that no two lists of fields read the same.
CREATE FUNCTION hash_audit_event(e audit_events, p_seq integer, p_prev text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  -- One statement, whose plan is kept: with a function for a field, calling it fifteen times was most of the work.
  RETURN (
    SELECT encode(sha256(convert_to(
      string_agg(CASE WHEN f.value IS NULL THEN '-' ELSE octet_length(f.value) || ':' || f.value END, '' ORDER BY f.place),
      'UTF8')), 'hex')
    FROM unnest(ARRAY[
      'countersign-audit/1', p_seq::text, p_prev, e.id::text, e.tenant_id::text,
      to_char(e.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      e.actor_kind::text, e.actor_id::text, e.action, e.entity_type, e.entity_id::text, e.metadata::text,
      e.request_id, e.address, e.user_agent
    ]) WITH ORDINALITY AS f (value, place)
  );
END
$$;

-- Adds the link of a line as its transaction commits. That late, the tenant's lock is the last one a transaction takes and
-- is held for no longer than the commit: taken when the line is written it would be held across whatever else the
-- transaction waits for, in every order.
CREATE FUNCTION link_audit_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  last audit_links%ROWTYPE;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.tenant_id::text, 4310));
  -- A statement of its own, and so a snapshot that holds what the lock was waited for.
  SELECT * INTO last FROM audit_links WHERE tenant_id = NEW.tenant_id ORDER BY seq DESC LIMIT 1;
  INSERT INTO audit_links (tenant_id, seq, event_id, prev_hash, hash)
  VALUES (NEW.tenant_id, coalesce(last.seq, 0) + 1, NEW.id, last.hash,
    hash_audit_event(NEW, coalesce(last.seq, 0) + 1, last.hash));
  RETURN NULL;
END
$$;

DO $$
DECLARE
  line audit_events%ROWTYPE;
  tenant uuid;
  place integer;
  prev text;
  made text;
BEGIN
  FOR line IN SELECT * FROM audit_events ORDER BY tenant_id, created_at, id LOOP
    IF line.tenant_id IS DISTINCT FROM tenant THEN
      tenant := line.tenant_id;
      place := 0;
      prev := NULL;
    END IF;
    place := place + 1;
    made := hash_audit_event(line, place, prev);
    INSERT INTO audit_links (tenant_id, seq, event_id, prev_hash, hash) VALUES (tenant, place, line.id, prev, made);
    prev := made;
  END LOOP;
END
$$;

CREATE CONSTRAINT TRIGGER audit_events_linked AFTER INSERT ON audit_events
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link_audit_event();

-- Vault ---------------------------------------------------------------------------------------------------------------

-- Keys that secrets are sealed with, each sealed itself with the installation's root key, which is not in the database.
CREATE TYPE master_key_status AS ENUM ('active', 'retiring', 'retired');
CREATE TABLE master_keys (
  id uuid NOT NULL,
  wrapped bytea,
  status master_key_status NOT NULL DEFAULT 'active',
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  retired_at timestamptz(3),

  CONSTRAINT master_keys_pkey PRIMARY KEY (id),
  -- A key that seals nothing any more is destroyed.
  CONSTRAINT master_keys_retired_check CHECK ((status = 'retired') = (wrapped IS NULL) AND (wrapped IS NULL) = (retired_at IS NOT NULL))
);
CREATE UNIQUE INDEX master_keys_one_active_key ON master_keys ((true)) WHERE status = 'active';
ALTER TABLE master_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE master_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY platform ON master_keys TO CURRENT_USER USING (true) WITH CHECK (true);

-- `tenant_id` null: a secret of the installation, which no tenant sees. A secret is created, replaced by another row, and
-- revoked; a revoked one keeps no value.
CREATE TABLE integration_secrets (
  id uuid NOT NULL,
  tenant_id uuid,
  name text NOT NULL,
  sealed bytea,
  key_id uuid NOT NULL,
  last4 text,
  created_by_id uuid,
  created_by_user_id uuid,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  rotated_at timestamptz(3),
  revoked_at timestamptz(3),

  CONSTRAINT integration_secrets_pkey PRIMARY KEY (id),
  CONSTRAINT integration_secrets_revoked_check CHECK ((revoked_at IS NULL) = (sealed IS NOT NULL)),
  CONSTRAINT integration_secrets_key_id_fkey FOREIGN KEY (key_id) REFERENCES master_keys (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT integration_secrets_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT integration_secrets_tenant_id_created_by_id_fkey FOREIGN KEY (tenant_id, created_by_id)
    REFERENCES memberships (tenant_id, id) ON DELETE RESTRICT ON UPDATE CASCADE
);
-- At most one in use for each name and scope; the installation is one scope.
CREATE UNIQUE INDEX integration_secrets_one_active_key ON integration_secrets (tenant_id, name) NULLS NOT DISTINCT
  WHERE revoked_at IS NULL;
CREATE INDEX integration_secrets_tenant_id_created_at_idx ON integration_secrets (tenant_id, created_at DESC);
CREATE INDEX integration_secrets_sealed_idx ON integration_secrets (key_id) WHERE revoked_at IS NULL;
SELECT protect_tenant_table('integration_secrets', 'SELECT, INSERT, UPDATE');
CREATE POLICY platform_trust ON integration_secrets TO CURRENT_USER USING (true) WITH CHECK (true);

-- The key to seal with. Its row is held until the transaction ends: a rotation waits for whoever is sealing with it, and
-- whoever comes later finds the new one.
CREATE FUNCTION active_master_key() RETURNS TABLE (id uuid, wrapped bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  FOR turn IN 1..3 LOOP
    RETURN QUERY SELECT k.id, k.wrapped FROM master_keys k WHERE k.status = 'active' FOR SHARE;
    -- A rotation that was waited for has ended; its key is in the next snapshot.
    EXIT WHEN FOUND;
  END LOOP;
END
$$;

CREATE FUNCTION find_master_key(p_id uuid) RETURNS TABLE (id uuid, wrapped bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT k.id, k.wrapped FROM master_keys k WHERE k.id = p_id AND k.wrapped IS NOT NULL $$;

-- The first key of an installation; of several who make it at once, one does.
CREATE FUNCTION add_first_master_key(p_id uuid, p_wrapped bytea, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  INSERT INTO master_keys (id, wrapped, status, created_at) VALUES (p_id, p_wrapped, 'active', p_now)
  ON CONFLICT DO NOTHING
$$;

-- Makes a new key the one that seals. Answers false, and does nothing, while an earlier rotation is not finished.
CREATE FUNCTION rotate_master_key(p_id uuid, p_wrapped bytea, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('master key', 4310));
  IF EXISTS (SELECT FROM master_keys WHERE status = 'retiring') THEN
    RETURN false;
  END IF;
  UPDATE master_keys SET status = 'retiring' WHERE status = 'active';
  INSERT INTO master_keys (id, wrapped, status, created_at) VALUES (p_id, p_wrapped, 'active', p_now);
  RETURN true;
END
$$;

-- Secrets still sealed with a key that is being retired, held until the transaction ends.
CREATE FUNCTION secrets_to_reseal(p_limit integer)
RETURNS TABLE (id uuid, tenant_id uuid, name text, sealed bytea, key_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT s.id, s.tenant_id, s.name, s.sealed, s.key_id FROM integration_secrets s
  WHERE s.revoked_at IS NULL AND s.key_id IN (SELECT k.id FROM master_keys k WHERE k.status = 'retiring')
  ORDER BY s.id LIMIT p_limit FOR UPDATE OF s
$$;

CREATE FUNCTION reseal_secret(p_id uuid, p_sealed bytea, p_key uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ UPDATE integration_secrets SET sealed = p_sealed, key_id = p_key WHERE id = p_id AND revoked_at IS NULL $$;

-- Destroys the keys that seal nothing any more.
CREATE FUNCTION retire_master_keys(p_now timestamptz) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  WITH retired AS (
    UPDATE master_keys k SET status = 'retired', wrapped = NULL, retired_at = p_now
    WHERE k.status = 'retiring'
      AND NOT EXISTS (SELECT FROM integration_secrets s WHERE s.key_id = k.id AND s.revoked_at IS NULL)
    RETURNING 1
  ) SELECT count(*)::int FROM retired
$$;

CREATE FUNCTION list_master_keys() RETURNS TABLE (id uuid, wrapped bytea)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT k.id, k.wrapped FROM master_keys k WHERE k.wrapped IS NOT NULL ORDER BY k.id FOR UPDATE $$;

CREATE FUNCTION rewrap_master_key(p_id uuid, p_wrapped bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ UPDATE master_keys SET wrapped = p_wrapped WHERE id = p_id AND wrapped IS NOT NULL $$;

CREATE FUNCTION read_global_secret(p_name text) RETURNS TABLE (sealed bytea, key_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT s.sealed, s.key_id FROM integration_secrets s
  WHERE s.tenant_id IS NULL AND s.name = p_name AND s.revoked_at IS NULL
$$;

CREATE FUNCTION list_global_secrets()
RETURNS TABLE (
  id uuid, name text, last4 text, created_at timestamptz, created_by text, rotated_at timestamptz, revoked_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT s.id, s.name, s.last4, s.created_at, u.name, s.rotated_at, s.revoked_at
  FROM integration_secrets s LEFT JOIN users u ON u.id = s.created_by_user_id
  WHERE s.tenant_id IS NULL
  ORDER BY s.revoked_at IS NOT NULL, CASE WHEN s.revoked_at IS NULL THEN s.name END, s.created_at DESC LIMIT 200
$$;

-- Platform ------------------------------------------------------------------------------------------------------------

ALTER TABLE tenants ADD COLUMN restricted_reason text;

-- What those who look after the installation did, why, and what was before. `admin_id` null: a command on the server.
CREATE TABLE admin_actions (
  id uuid NOT NULL,
  action text NOT NULL,
  target_type text NOT NULL,
  target_id uuid,
  target_name text,
  admin_id uuid,
  reason text NOT NULL,
  previous_state jsonb NOT NULL DEFAULT '{}',
  request_id text,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT admin_actions_pkey PRIMARY KEY (id),
  CONSTRAINT admin_actions_reason_check CHECK (btrim(reason) <> '')
);
CREATE INDEX admin_actions_created_at_id_idx ON admin_actions (created_at DESC, id DESC);
CREATE INDEX admin_actions_target_id_created_at_id_idx ON admin_actions (target_id, created_at DESC, id DESC);
ALTER TABLE admin_actions ENABLE ROW LEVEL SECURITY;
ALTER TABLE admin_actions FORCE ROW LEVEL SECURITY;
CREATE POLICY platform ON admin_actions TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER admin_actions_append_only BEFORE UPDATE OR DELETE ON admin_actions
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER admin_actions_no_truncate BEFORE TRUNCATE ON admin_actions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();

CREATE INDEX tenants_created_at_id_idx ON tenants (created_at DESC, id DESC);
CREATE INDEX users_created_at_id_idx ON users (created_at DESC, id DESC);

CREATE POLICY platform_trust ON tenants FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY platform_trust ON feature_flags TO CURRENT_USER USING (true) WITH CHECK (true);

-- Columns only the functions of the platform may change, though the server may change others of the same row.
CREATE FUNCTION refuse_unless_owner() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  IF NOT pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
    RAISE EXCEPTION 'this column of % is the platform''s', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER tenants_status_kept BEFORE UPDATE ON tenants FOR EACH ROW
  WHEN ((OLD.status, OLD.restricted_reason) IS DISTINCT FROM (NEW.status, NEW.restricted_reason))
  EXECUTE FUNCTION refuse_unless_owner();

-- What a person may do to the installation: 'owner', 'admin' or null.
CREATE FUNCTION platform_level(p_user uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT CASE WHEN is_platform_owner THEN 'owner' WHEN is_platform_admin THEN 'admin' END
  FROM users WHERE id = p_user AND disabled_at IS NULL
$$;

-- Asked again inside every change: rights that were taken away while a request was under way are gone.
CREATE FUNCTION refuse_unless_platform(p_admin uuid, p_owner boolean) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM FROM users WHERE id = p_admin AND disabled_at IS NULL
    AND (is_platform_owner OR (is_platform_admin AND NOT p_owner)) FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not someone who looks after the installation' USING ERRCODE = 'insufficient_privilege';
  END IF;
END
$$;
REVOKE ALL ON FUNCTION refuse_unless_platform(uuid, boolean) FROM PUBLIC;

CREATE FUNCTION list_platform_tenants(p_search text, p_at timestamptz, p_id uuid, p_limit integer)
RETURNS TABLE (
  id uuid, name text, status text, restricted_reason text, created_at timestamptz, member_count integer, owner_email text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT t.id, t.name, t.status::text, t.restricted_reason, t.created_at,
    (SELECT count(*)::int FROM memberships m WHERE m.tenant_id = t.id AND m.disabled_at IS NULL),
    (SELECT u.email FROM memberships m JOIN users u ON u.id = m.user_id
     WHERE m.tenant_id = t.id AND m.disabled_at IS NULL ORDER BY m.role, m.created_at LIMIT 1)
  FROM (
    SELECT * FROM tenants t
    WHERE (p_search IS NULL OR t.name ILIKE p_search ESCAPE '\' OR t.id::text ILIKE p_search ESCAPE '\')
      AND (p_at IS NULL OR (t.created_at, t.id) < (p_at, p_id))
    ORDER BY t.created_at DESC, t.id DESC LIMIT p_limit
  ) t ORDER BY t.created_at DESC, t.id DESC
$$;

CREATE FUNCTION list_platform_users(p_search text, p_at timestamptz, p_id uuid, p_limit integer)
RETURNS TABLE (
  id uuid, name text, email text, username text, is_admin boolean, is_owner boolean, disabled_at timestamptz,
  disabled_reason text, locked_until timestamptz, last_login_at timestamptz, created_at timestamptz, memberships jsonb
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT u.id, u.name, u.email, u.username, u.is_platform_admin, u.is_platform_owner, u.disabled_at, u.disabled_reason,
    u.locked_until, u.last_login_at, u.created_at,
    coalesce((
      SELECT jsonb_agg(jsonb_build_object('tenantId', t.id, 'tenantName', t.name, 'role', m.role) ORDER BY m.role, t.name)
      FROM memberships m JOIN tenants t ON t.id = m.tenant_id WHERE m.user_id = u.id AND m.disabled_at IS NULL
    ), '[]')
  FROM (
    SELECT * FROM users u
    WHERE (p_search IS NULL OR u.name ILIKE p_search ESCAPE '\' OR u.email ILIKE p_search ESCAPE '\'
        OR u.username ILIKE p_search ESCAPE '\' OR u.id::text ILIKE p_search ESCAPE '\')
      AND (p_at IS NULL OR (u.created_at, u.id) < (p_at, p_id))
    ORDER BY u.created_at DESC, u.id DESC LIMIT p_limit
  ) u ORDER BY u.created_at DESC, u.id DESC
$$;

CREATE FUNCTION list_admin_actions(p_target uuid, p_at timestamptz, p_id uuid, p_limit integer)
RETURNS TABLE (
  id uuid, action text, target_type text, target_id uuid, target_name text, admin_id uuid, admin_name text, reason text,
  previous_state jsonb, created_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT a.id, a.action, a.target_type, a.target_id, a.target_name, a.admin_id, u.name, a.reason, a.previous_state, a.created_at
  FROM admin_actions a LEFT JOIN users u ON u.id = a.admin_id
  WHERE (p_target IS NULL OR a.target_id = p_target) AND (p_at IS NULL OR (a.created_at, a.id) < (p_at, p_id))
  ORDER BY a.created_at DESC, a.id DESC LIMIT p_limit
$$;

-- A line of the platform in a tenant's own trail. Tenants are told what was done to them, not by whom.
CREATE FUNCTION note_platform_action(
  p_tenant uuid, p_action text, p_entity_type text, p_entity uuid, p_metadata jsonb, p_now timestamptz
) RETURNS void
LANGUAGE sql
AS $$
  INSERT INTO audit_events (id, tenant_id, actor_kind, action, entity_type, entity_id, metadata, created_at)
  VALUES (gen_random_uuid(), p_tenant, 'system', p_action, p_entity_type, p_entity,
    p_metadata || '{"platform": true}', p_now)
$$;
REVOKE ALL ON FUNCTION note_platform_action(uuid, text, text, uuid, jsonb, timestamptz) FROM PUBLIC;

-- The same in the trail of every tenant a person works for. In the order of the locks that linking the lines takes: two
-- such changes at once wait for each other, and no more.
CREATE FUNCTION note_user_action(p_user uuid, p_action text, p_now timestamptz) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  tenant uuid;
BEGIN
  FOR tenant IN
    SELECT tenant_id FROM memberships WHERE user_id = p_user ORDER BY hashtextextended(tenant_id::text, 4310)
  LOOP
    PERFORM note_platform_action(tenant, p_action, 'user', p_user, '{}', p_now);
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION note_user_action(uuid, text, timestamptz) FROM PUBLIC;

-- Each of the changes below answers 'done', 'unchanged', or why it was not done.
CREATE FUNCTION set_tenant_status(
  p_admin uuid, p_tenant uuid, p_status tenant_status, p_reason text, p_id uuid, p_request text, p_now timestamptz
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  tenant tenants%ROWTYPE;
  action text := CASE p_status WHEN 'restricted' THEN 'tenant_restricted' ELSE 'tenant_reinstated' END;
BEGIN
  PERFORM refuse_unless_platform(p_admin, false);
  SELECT * INTO tenant FROM tenants WHERE id = p_tenant FOR UPDATE;
  IF tenant.id IS NULL THEN RETURN 'not_found'; END IF;
  IF tenant.status = p_status THEN RETURN 'unchanged'; END IF;
  UPDATE tenants SET status = p_status, restricted_reason = CASE p_status WHEN 'restricted' THEN p_reason END
  WHERE id = p_tenant;
  INSERT INTO admin_actions (id, action, target_type, target_id, target_name, admin_id, reason, previous_state, request_id, created_at)
  VALUES (p_id, action, 'tenant', p_tenant, tenant.name, p_admin, p_reason,
    jsonb_build_object('status', tenant.status, 'restrictedReason', tenant.restricted_reason), p_request, p_now);
  PERFORM note_platform_action(p_tenant, action, 'tenant', p_tenant, jsonb_build_object('reason', p_reason), p_now);
  RETURN 'done';
END
$$;

CREATE FUNCTION set_user_disabled(
  p_admin uuid, p_user uuid, p_disabled boolean, p_reason text, p_id uuid, p_request text, p_now timestamptz
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  person users%ROWTYPE;
  action text := CASE WHEN p_disabled THEN 'user_disabled' ELSE 'user_enabled' END;
BEGIN
  IF p_admin = p_user THEN RETURN 'self'; END IF;
  SELECT * INTO person FROM users WHERE id = p_user FOR UPDATE;
  -- An owner is above an admin.
  PERFORM refuse_unless_platform(p_admin, coalesce(person.is_platform_owner, false));
  IF person.id IS NULL THEN RETURN 'not_found'; END IF;
  IF (person.disabled_at IS NOT NULL) = p_disabled THEN RETURN 'unchanged'; END IF;
  UPDATE users SET disabled_at = CASE WHEN p_disabled THEN p_now END,
    disabled_reason = CASE WHEN p_disabled THEN p_reason END WHERE id = p_user;
  IF p_disabled THEN
    UPDATE sessions SET revoked_at = p_now WHERE user_id = p_user AND revoked_at IS NULL;
  END IF;
  INSERT INTO admin_actions (id, action, target_type, target_id, target_name, admin_id, reason, previous_state, request_id, created_at)
  VALUES (p_id, action, 'user', p_user, person.email, p_admin, p_reason,
    jsonb_build_object('disabledAt', person.disabled_at, 'disabledReason', person.disabled_reason), p_request, p_now);
  PERFORM note_user_action(p_user, action, p_now);
  RETURN 'done';
END
$$;

CREATE FUNCTION unlock_user(
  p_admin uuid, p_user uuid, p_reason text, p_id uuid, p_request text, p_now timestamptz
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  person users%ROWTYPE;
BEGIN
  PERFORM refuse_unless_platform(p_admin, false);
  SELECT * INTO person FROM users WHERE id = p_user FOR UPDATE;
  IF person.id IS NULL THEN RETURN 'not_found'; END IF;
  IF person.failed_login_attempts = 0 AND person.locked_until IS NULL THEN RETURN 'unchanged'; END IF;
  UPDATE users SET failed_login_attempts = 0, locked_until = NULL WHERE id = p_user;
  INSERT INTO admin_actions (id, action, target_type, target_id, target_name, admin_id, reason, previous_state, request_id, created_at)
  VALUES (p_id, 'user_unlocked', 'user', p_user, person.email, p_admin, p_reason,
    jsonb_build_object('failedLoginAttempts', person.failed_login_attempts, 'lockedUntil', person.locked_until), p_request, p_now);
  PERFORM note_user_action(p_user, 'user_unlocked', p_now);
  RETURN 'done';
END
$$;

CREATE FUNCTION set_platform_admin(
  p_owner uuid, p_user uuid, p_admin boolean, p_reason text, p_id uuid, p_request text, p_now timestamptz
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  person users%ROWTYPE;
BEGIN
  PERFORM refuse_unless_platform(p_owner, true);
  IF p_owner = p_user THEN RETURN 'self'; END IF;
  SELECT * INTO person FROM users WHERE id = p_user FOR UPDATE;
  IF person.id IS NULL THEN RETURN 'not_found'; END IF;
  IF (person.is_platform_admin OR person.is_platform_owner) = p_admin THEN RETURN 'unchanged'; END IF;
  -- Taking it away takes both: an owner who stays an admin could not be told from one who was made an admin.
  UPDATE users SET is_platform_admin = p_admin, is_platform_owner = false WHERE id = p_user;
  INSERT INTO admin_actions (id, action, target_type, target_id, target_name, admin_id, reason, previous_state, request_id, created_at)
  VALUES (p_id, CASE WHEN p_admin THEN 'admin_granted' ELSE 'admin_revoked' END, 'user', p_user, person.email, p_owner, p_reason,
    jsonb_build_object('isAdmin', person.is_platform_admin, 'isOwner', person.is_platform_owner), p_request, p_now);
  PERFORM note_user_action(p_user, CASE WHEN p_admin THEN 'platform_admin_granted' ELSE 'platform_admin_revoked' END, p_now);
  RETURN 'done';
END
$$;

-- Makes the first owner of an installation that has none; false when there is one.
CREATE FUNCTION claim_platform(p_user uuid, p_reason text, p_id uuid, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  person text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('platform owner', 4310));
  IF EXISTS (SELECT FROM users WHERE is_platform_owner) THEN RETURN false; END IF;
  UPDATE users SET is_platform_owner = true, is_platform_admin = true WHERE id = p_user RETURNING email INTO person;
  IF person IS NULL THEN RETURN false; END IF;
  INSERT INTO admin_actions (id, action, target_type, target_id, target_name, reason, previous_state, created_at)
  VALUES (p_id, 'owner_made', 'user', p_user, person, p_reason, '{"isAdmin": false, "isOwner": false}', p_now);
  RETURN true;
END
$$;

CREATE FUNCTION list_platform_flags(p_tenant uuid)
RETURNS TABLE (name text, tenant_id uuid, tenant_name text, enabled boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT f.name, f.tenant_id, t.name, f.enabled
  FROM feature_flags f LEFT JOIN tenants t ON t.id = f.tenant_id
  WHERE p_tenant IS NULL OR f.tenant_id IS NULL OR f.tenant_id = p_tenant
  ORDER BY f.name, t.name LIMIT 5000
$$;

CREATE FUNCTION set_platform_flag(
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
  UPDATE feature_flags f SET enabled = p_enabled, updated_at = p_now
  WHERE f.name = p_name AND f.tenant_id IS NOT DISTINCT FROM p_tenant;
  IF NOT FOUND THEN
    INSERT INTO feature_flags (id, tenant_id, name, enabled, updated_at)
    VALUES (gen_random_uuid(), p_tenant, p_name, p_enabled, p_now);
  END IF;
  INSERT INTO admin_actions (id, action, target_type, target_id, target_name, admin_id, reason, previous_state, request_id, created_at)
  VALUES (p_id, 'flag_set', 'flag', p_tenant, p_name, p_admin, p_reason, jsonb_build_object('enabled', before), p_request, p_now);
  IF p_tenant IS NOT NULL THEN
    PERFORM note_platform_action(p_tenant, 'feature_flag_set', 'tenant', p_tenant,
      jsonb_build_object('flag', p_name, 'enabled', p_enabled), p_now);
  END IF;
  RETURN 'done';
END
$$;

CREATE FUNCTION put_global_secret(
  p_owner uuid, p_id uuid, p_name text, p_sealed bytea, p_key uuid, p_last4 text, p_reason text, p_action uuid,
  p_request text, p_now timestamptz
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  replaced boolean;
BEGIN
  PERFORM refuse_unless_platform(p_owner, true);
  PERFORM pg_advisory_xact_lock(hashtextextended('secret ' || p_name, 4310));
  UPDATE integration_secrets SET revoked_at = p_now, sealed = NULL
  WHERE tenant_id IS NULL AND name = p_name AND revoked_at IS NULL;
  replaced := FOUND;
  INSERT INTO integration_secrets (id, name, sealed, key_id, last4, created_by_user_id, created_at, rotated_at)
  VALUES (p_id, p_name, p_sealed, p_key, p_last4, p_owner, p_now, CASE WHEN replaced THEN p_now END);
  INSERT INTO admin_actions (id, action, target_type, target_id, target_name, admin_id, reason, previous_state, request_id, created_at)
  VALUES (p_action, 'secret_stored', 'secret', p_id, p_name, p_owner, p_reason, jsonb_build_object('stored', replaced), p_request, p_now);
  RETURN replaced;
END
$$;

CREATE FUNCTION revoke_global_secret(
  p_owner uuid, p_secret uuid, p_reason text, p_id uuid, p_request text, p_now timestamptz
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  secret integration_secrets%ROWTYPE;
BEGIN
  PERFORM refuse_unless_platform(p_owner, true);
  SELECT * INTO secret FROM integration_secrets WHERE id = p_secret AND tenant_id IS NULL FOR UPDATE;
  IF secret.id IS NULL THEN RETURN 'not_found'; END IF;
  IF secret.revoked_at IS NOT NULL THEN RETURN 'unchanged'; END IF;
  UPDATE integration_secrets SET revoked_at = p_now, sealed = NULL WHERE id = p_secret;
  INSERT INTO admin_actions (id, action, target_type, target_id, target_name, admin_id, reason, previous_state, request_id, created_at)
  VALUES (p_id, 'secret_revoked', 'secret', p_secret, secret.name, p_owner, p_reason,
    jsonb_build_object('createdAt', secret.created_at), p_request, p_now);
  RETURN 'done';
END
$$;

-- Notes what was done to the vault. By nobody: a command on the server.
CREATE FUNCTION note_rotation(p_owner uuid, p_key uuid, p_reason text, p_id uuid, p_request text, p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  IF p_owner IS NOT NULL THEN PERFORM refuse_unless_platform(p_owner, true); END IF;
  INSERT INTO admin_actions (id, action, target_type, target_id, admin_id, reason, request_id, created_at)
  VALUES (p_id, 'master_key_rotated', 'key', p_key, p_owner, p_reason, p_request, p_now);
END
$$;

-- Erasure -------------------------------------------------------------------------------------------------------------

ALTER TABLE customers ADD COLUMN erased_at timestamptz(3);
-- What is erased stays empty.
ALTER TABLE customers ADD CONSTRAINT customers_erased_check CHECK (
  erased_at IS NULL
  OR (name IS NULL AND phone IS NULL AND email IS NULL AND tags = '{}' AND metadata = '{}' AND external_id = 'erased:' || id));
CREATE TRIGGER customers_erasure_kept BEFORE UPDATE ON customers FOR EACH ROW
  WHEN (OLD.erased_at IS DISTINCT FROM NEW.erased_at) EXECUTE FUNCTION refuse_unless_owner();

CREATE INDEX suggestion_sources_reply_idx ON suggestion_sources (tenant_id, evidence_id) WHERE kind = 'approved_reply';

CREATE FUNCTION is_erased(p_tenant uuid, p_conversation uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT EXISTS (
    SELECT FROM conversations c JOIN customers k ON k.tenant_id = c.tenant_id AND k.id = c.customer_id
    WHERE c.tenant_id = p_tenant AND c.id = p_conversation AND k.erased_at IS NOT NULL)
$$;

-- A message that was on its way in while its customer was erased begins anew, with a customer of its own. Locking the
-- customer waits for an erasure that is under way.
CREATE FUNCTION refuse_erased_customer() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  erased timestamptz;
BEGIN
  SELECT erased_at INTO erased FROM customers WHERE tenant_id = NEW.tenant_id AND id = NEW.customer_id FOR KEY SHARE;
  IF erased IS NOT NULL THEN
    RAISE EXCEPTION 'customer % is erased', NEW.customer_id USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER conversations_customer_there BEFORE INSERT ON conversations
  FOR EACH ROW EXECUTE FUNCTION refuse_erased_customer();

CREATE FUNCTION refuse_naming_erased_customer() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'customer % is erased', NEW.id USING ERRCODE = 'serialization_failure';
END
$$;
CREATE TRIGGER customers_stay_erased BEFORE UPDATE ON customers FOR EACH ROW
  WHEN (OLD.erased_at IS NOT NULL AND (OLD.name, OLD.phone, OLD.email, OLD.tags, OLD.metadata, OLD.external_id)
    IS DISTINCT FROM (NEW.name, NEW.phone, NEW.email, NEW.tags, NEW.metadata, NEW.external_id))
  EXECUTE FUNCTION refuse_naming_erased_customer();

-- The guards of what approvals rest on stand, with one gap: the words may become none, once their customer is erased.
-- The approval keeps their hash.
CREATE OR REPLACE FUNCTION refuse_rewriting_suggestion() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  IF NEW.text = '' AND (NEW.decision, NEW.conversation_id) IS NOT DISTINCT FROM (OLD.decision, OLD.conversation_id)
    AND is_erased(NEW.tenant_id, NEW.conversation_id)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'suggestion % stays as it was drafted', OLD.id USING ERRCODE = 'check_violation';
END
$$;

CREATE OR REPLACE FUNCTION refuse_unapproved_message() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  approval approvals%ROWTYPE;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.content = ''
    AND (NEW.approval_id, NEW.conversation_id, NEW.direction, NEW.author_id)
      IS NOT DISTINCT FROM (OLD.approval_id, OLD.conversation_id, OLD.direction, OLD.author_id)
    AND is_erased(NEW.tenant_id, NEW.conversation_id)
  THEN
    RETURN NEW;
  END IF;
  SELECT * INTO approval FROM approvals WHERE tenant_id = NEW.tenant_id AND id = NEW.approval_id;
  IF approval.id IS NULL OR approval.conversation_id <> NEW.conversation_id THEN
    RAISE EXCEPTION 'message % has no approval in its conversation', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  IF approval.text_hash <> encode(sha256(convert_to(NEW.content, 'UTF8')), 'hex') THEN
    RAISE EXCEPTION 'message % differs from what was approved', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.author_id IS DISTINCT FROM approval.membership_id THEN
    RAISE EXCEPTION 'message % is approved by someone other than its author', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

-- Empties everything said by, to and about a customer of the caller's tenant, and stops what is under way for them. What
-- happened stays: who approved what when, as ids, times and hashes. Answers how many rows of each table were emptied;
-- null for no such customer, an empty object for one erased before.
CREATE FUNCTION erase_customer(p_customer uuid, p_member uuid, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  v_tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  v_erased timestamptz;
  v_conversations uuid[];
  v_messages uuid[];
  v_suggestions uuid[];
  v_rows jsonb := '{}';
  v_count integer;
BEGIN
  -- First the customer, then the conversations: the order in which a message comes in.
  SELECT erased_at INTO v_erased FROM customers WHERE tenant_id = v_tenant AND id = p_customer FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF v_erased IS NOT NULL THEN RETURN v_rows; END IF;
  SELECT coalesce(array_agg(id), '{}') INTO v_conversations FROM (
    SELECT id FROM conversations WHERE tenant_id = v_tenant AND customer_id = p_customer ORDER BY id FOR UPDATE
  ) c;
  SELECT coalesce(array_agg(id), '{}') INTO v_messages FROM messages
  WHERE tenant_id = v_tenant AND conversation_id = ANY (v_conversations);
  SELECT coalesce(array_agg(id), '{}') INTO v_suggestions FROM suggestions
  WHERE tenant_id = v_tenant AND conversation_id = ANY (v_conversations);

  UPDATE customers SET name = NULL, phone = NULL, email = NULL, tags = '{}', metadata = '{}', external_id = 'erased:' || id,
    erased_at = p_now, updated_at = p_now WHERE tenant_id = v_tenant AND id = p_customer;
  v_rows := v_rows || '{"customers": 1}';

  DELETE FROM suggest_settles WHERE tenant_id = v_tenant AND conversation_id = ANY (v_conversations);
  UPDATE suggest_runs SET stages = '[]', outcome = '{}', error = NULL,
    status = CASE status WHEN 'running' THEN 'superseded' ELSE status END, finished_at = coalesce(finished_at, p_now)
  WHERE tenant_id = v_tenant AND conversation_id = ANY (v_conversations);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  v_rows := v_rows || jsonb_build_object('suggest_runs', v_count);
  UPDATE ai_decisions SET snapshot = '{}' WHERE tenant_id = v_tenant AND conversation_id = ANY (v_conversations);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  v_rows := v_rows || jsonb_build_object('ai_decisions', v_count);

  UPDATE suggestions SET text = '', sentences = '[]', explanation = '[]', penalties = '[]', questions = '{}', missing_fields = '{}',
    self_check_reasons = '{}', status = CASE status WHEN 'pending' THEN 'expired' ELSE status END,
    version = version + CASE status WHEN 'pending' THEN 1 ELSE 0 END, decided_at = coalesce(decided_at, p_now)
  WHERE tenant_id = v_tenant AND id = ANY (v_suggestions);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  v_rows := v_rows || jsonb_build_object('suggestions', v_count);
  -- Their own evidence, and their replies where they were evidence for other customers' drafts.
  UPDATE suggestion_sources SET title = '', quote = ''
  WHERE tenant_id = v_tenant AND (suggestion_id = ANY (v_suggestions)
    OR (kind = 'approved_reply' AND evidence_id = ANY (v_suggestions::text[])));
  GET DIAGNOSTICS v_count = ROW_COUNT;
  v_rows := v_rows || jsonb_build_object('suggestion_sources', v_count);
  -- What the playground showed of them.
  UPDATE studio_messages m SET trace = NULL
  WHERE m.tenant_id = v_tenant AND m.trace IS NOT NULL
    AND EXISTS (SELECT FROM unnest(v_suggestions) s WHERE strpos(m.trace::text, s::text) > 0);
  UPDATE human_actions SET edited_text = NULL, edit_diff = NULL, reason = NULL
  WHERE tenant_id = v_tenant AND suggestion_id = ANY (v_suggestions);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  v_rows := v_rows || jsonb_build_object('human_actions', v_count);
  -- The numbers of a decision stay: autonomy and calibration rest on them. Without words it is no example any more.
  UPDATE training_samples SET question = '', draft = '', final_answer = NULL, reason = NULL, tsv = NULL
  WHERE tenant_id = v_tenant AND conversation_id = ANY (v_conversations);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  v_rows := v_rows || jsonb_build_object('training_samples', v_count);
  UPDATE learning_queue SET question = '', draft = '', final_answer = NULL, reasons = '[]',
    status = CASE status WHEN 'pending' THEN 'dismissed' ELSE status END, updated_at = p_now
  WHERE tenant_id = v_tenant AND conversation_id = ANY (v_conversations);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  v_rows := v_rows || jsonb_build_object('learning_queue', v_count);
  UPDATE escalations SET summary = NULL, suggested_response = NULL, clarification_needed = NULL, note = NULL,
    handled_by_id = CASE WHEN status IN ('pending', 'claimed') THEN p_member ELSE handled_by_id END,
    handled_at = CASE WHEN status IN ('pending', 'claimed') THEN p_now ELSE handled_at END,
    status = CASE WHEN status IN ('pending', 'claimed') THEN 'dismissed' ELSE status END
  WHERE tenant_id = v_tenant AND conversation_id = ANY (v_conversations);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  v_rows := v_rows || jsonb_build_object('escalations', v_count);

  UPDATE messages SET content = '', attachments = '[]', external_id = NULL,
    delivery_status = CASE delivery_status WHEN 'pending' THEN 'failed' ELSE delivery_status END
  WHERE tenant_id = v_tenant AND id = ANY (v_messages);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  v_rows := v_rows || jsonb_build_object('messages', v_count);
  UPDATE outbound_messages SET payload = '{}', recipient = '', platform_id = NULL, idempotency_key = 'erased:' || id,
    last_error = CASE status WHEN 'pending' THEN 'customer.erased' END, leased = false,
    status = CASE status WHEN 'pending' THEN 'failed' ELSE status END, updated_at = p_now
  WHERE tenant_id = v_tenant AND conversation_id = ANY (v_conversations);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  v_rows := v_rows || jsonb_build_object('outbound_messages', v_count);
  UPDATE inbound_events SET payload = '{}', external_event_id = 'erased:' || id
  WHERE tenant_id = v_tenant AND message_id = ANY (v_messages);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  v_rows := v_rows || jsonb_build_object('inbound_events', v_count);

  UPDATE conversations SET thread_key = 'erased:' || id, snippet = '', tags = '{}', status = 'resolved', snoozed_until = NULL,
    pending_suggestion_id = NULL, unread_count = 0, version = version + 1
  WHERE tenant_id = v_tenant AND id = ANY (v_conversations);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_rows || jsonb_build_object('conversations', v_count);
END
$$;

DO $$
DECLARE
  signature regprocedure;
BEGIN
  REVOKE ALL ON FUNCTION link_audit_event() FROM PUBLIC;
  FOREACH signature IN ARRAY ARRAY[
    'active_master_key()', 'find_master_key(uuid)', 'add_first_master_key(uuid, bytea, timestamptz)',
    'rotate_master_key(uuid, bytea, timestamptz)', 'secrets_to_reseal(integer)', 'reseal_secret(uuid, bytea, uuid)',
    'retire_master_keys(timestamptz)', 'list_master_keys()', 'rewrap_master_key(uuid, bytea)', 'read_global_secret(text)',
    'list_global_secrets()', 'platform_level(uuid)', 'list_platform_tenants(text, timestamptz, uuid, integer)',
    'list_platform_users(text, timestamptz, uuid, integer)', 'list_admin_actions(uuid, timestamptz, uuid, integer)',
    'set_tenant_status(uuid, uuid, tenant_status, text, uuid, text, timestamptz)',
    'set_user_disabled(uuid, uuid, boolean, text, uuid, text, timestamptz)',
    'unlock_user(uuid, uuid, text, uuid, text, timestamptz)',
    'set_platform_admin(uuid, uuid, boolean, text, uuid, text, timestamptz)',
    'claim_platform(uuid, text, uuid, timestamptz)', 'list_platform_flags(uuid)',
    'set_platform_flag(uuid, text, uuid, boolean, text, uuid, text, timestamptz)',
    'put_global_secret(uuid, uuid, text, bytea, uuid, text, text, uuid, text, timestamptz)',
    'revoke_global_secret(uuid, uuid, text, uuid, text, timestamptz)',
    'note_rotation(uuid, uuid, text, uuid, text, timestamptz)', 'erase_customer(uuid, uuid, timestamptz)'
  ]::regprocedure[] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO countersign_app', signature);
  END LOOP;
END
$$;
