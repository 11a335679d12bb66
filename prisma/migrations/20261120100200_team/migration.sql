-- Invitations, keys of the public routes, versions of a tenant's settings, and the counters behind rate limits.

-- Used by nothing in this script: PostgreSQL lets a new word be used only once the one that added it has committed.
ALTER TYPE actor_kind ADD VALUE 'api_key';

ALTER TABLE tenants ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE memberships ADD COLUMN disabled_reason text;

CREATE TABLE invites (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    email text NOT NULL,
    role member_role NOT NULL,
    token_hash text NOT NULL,
    invited_by uuid NOT NULL,
    sent_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    accepted_at timestamptz(3),
    accepted_by uuid,
    revoked_at timestamptz(3),
    created_at timestamptz(3) NOT NULL,

    CONSTRAINT invites_pkey PRIMARY KEY (id),
    CONSTRAINT invites_end_once CHECK (accepted_at IS NULL OR revoked_at IS NULL),
    CONSTRAINT invites_never_own CHECK (role <> 'owner')
);
CREATE UNIQUE INDEX invites_token_hash_key ON invites (token_hash);
CREATE UNIQUE INDEX invites_tenant_id_id_key ON invites (tenant_id, id);
CREATE INDEX invites_tenant_id_sent_at_id_idx ON invites (tenant_id, sent_at DESC, id DESC);
-- One open invitation an address: inviting again renews it.
CREATE UNIQUE INDEX invites_open_key ON invites (tenant_id, email) WHERE accepted_at IS NULL AND revoked_at IS NULL;
ALTER TABLE invites ADD CONSTRAINT invites_tenant_id_fkey
  FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE invites ADD CONSTRAINT invites_tenant_id_invited_by_fkey
  FOREIGN KEY (tenant_id, invited_by) REFERENCES memberships (tenant_id, id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE invites ADD CONSTRAINT invites_tenant_id_accepted_by_fkey
  FOREIGN KEY (tenant_id, accepted_by) REFERENCES memberships (tenant_id, id) ON DELETE RESTRICT ON UPDATE CASCADE;
SELECT protect_tenant_table('invites', 'SELECT, INSERT, UPDATE');

CREATE TABLE api_keys (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    secret_hash text NOT NULL,
    last4 text NOT NULL,
    scopes text[] NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3),
    last_used_at timestamptz(3),
    revoked_at timestamptz(3),

    CONSTRAINT api_keys_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX api_keys_tenant_id_id_key ON api_keys (tenant_id, id);
CREATE INDEX api_keys_tenant_id_created_at_id_idx ON api_keys (tenant_id, created_at DESC, id DESC);
ALTER TABLE api_keys ADD CONSTRAINT api_keys_tenant_id_fkey
  FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE api_keys ADD CONSTRAINT api_keys_tenant_id_created_by_fkey
  FOREIGN KEY (tenant_id, created_by) REFERENCES memberships (tenant_id, id) ON DELETE RESTRICT ON UPDATE CASCADE;
SELECT protect_tenant_table('api_keys', 'SELECT, INSERT, UPDATE');

-- Counters that may be lost in a crash: unlogged, so that counting an attempt costs no write-ahead log. Half of a page
-- stays free for the next count of the same row.
CREATE UNLOGGED TABLE rate_windows (
    key text NOT NULL,
    window_ms integer NOT NULL,
    started_at timestamptz(3) NOT NULL,
    used_before integer NOT NULL,
    used integer NOT NULL,
    allowed boolean NOT NULL,

    CONSTRAINT rate_windows_pkey PRIMARY KEY (key)
) WITH (fillfactor = 50);
ALTER TABLE rate_windows ENABLE ROW LEVEL SECURITY;
ALTER TABLE rate_windows FORCE ROW LEVEL SECURITY;
CREATE POLICY platform ON rate_windows TO CURRENT_USER USING (true) WITH CHECK (true);

CREATE POLICY platform_read ON invites FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY platform_read ON api_keys FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY platform_use ON api_keys FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (true);

-- What the transaction's own tenant may know of its members' devices and second factors.
CREATE FUNCTION describe_team()
RETURNS TABLE (membership_id uuid, last_seen_at timestamptz, second_factor boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT m.id,
    (SELECT max(s.last_used_at) FROM sessions s WHERE s.user_id = m.user_id AND s.membership_id = m.id),
    EXISTS (SELECT FROM totp_credentials c WHERE c.user_id = m.user_id AND c.confirmed_at IS NOT NULL)
  FROM memberships m
  WHERE m.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
$$;

-- An invitation that can still be accepted, and the account its address has.
CREATE FUNCTION find_invite(p_token_hash text, p_now timestamptz)
RETURNS TABLE (
  invite_id uuid, tenant_id uuid, tenant_name text, tenant_language text, email text, role member_role,
  invited_by text, expires_at timestamptz, user_id uuid
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT i.id, t.id, t.name, t.language, i.email, i.role, s.name, i.expires_at, u.id
  FROM invites i
  JOIN tenants t ON t.id = i.tenant_id
  JOIN memberships m ON m.tenant_id = i.tenant_id AND m.id = i.invited_by
  JOIN users s ON s.id = m.user_id
  LEFT JOIN users u ON u.email = i.email
    AND (u.email_verified_at IS NOT NULL OR u.last_login_at IS NOT NULL OR u.disabled_at IS NOT NULL)
  WHERE i.token_hash = p_token_hash AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > p_now
    AND t.status = 'active'
$$;

-- The account of a person whose address an invitation has proven: a new one, or one that was signed up for and never
-- confirmed, which nobody has used. Null when the address has an account that is somebody's.
CREATE FUNCTION register_invited(
  p_id uuid, p_email text, p_name text, p_password_hash text, p_language text, p_now timestamptz
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  account uuid;
BEGIN
  INSERT INTO users (id, username, email, name, password_hash, language, email_verified_at, password_updated_at, created_at)
  VALUES (p_id, p_id::text, p_email, p_name, p_password_hash, p_language, p_now, p_now, p_now)
  ON CONFLICT (email) DO NOTHING
  RETURNING id INTO account;
  IF account IS NULL THEN
    UPDATE users u SET name = p_name, password_hash = p_password_hash, email_verified_at = p_now,
      password_updated_at = p_now
    WHERE u.email = p_email AND u.email_verified_at IS NULL AND u.disabled_at IS NULL AND u.last_login_at IS NULL
    RETURNING id INTO account;
  END IF;
  RETURN account;
END
$$;

-- Whose key this is, while it is good. That it was used is kept to the minute: a busy key is not a busy row.
CREATE FUNCTION use_api_key(p_id uuid, p_secret_hash text, p_now timestamptz)
RETURNS TABLE (key_id uuid, tenant_id uuid, name text, scopes text[], tenant_language text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT k.id, k.tenant_id, k.name, k.scopes, t.language
    FROM api_keys k JOIN tenants t ON t.id = k.tenant_id
    WHERE k.id = p_id AND k.secret_hash = p_secret_hash AND k.revoked_at IS NULL
      AND (k.expires_at IS NULL OR k.expires_at > p_now) AND t.status = 'active';
  IF FOUND THEN
    UPDATE api_keys SET last_used_at = p_now
    WHERE id = p_id AND (last_used_at IS NULL OR last_used_at <= p_now - interval '1 minute');
  END IF;
END
$$;

-- Counts `p_cost` against a limit when it fits, in one statement that concurrent ones wait for. The window slides: what
-- was counted in the window before weighs as much as of it is still within reach. Whole numbers, so that every store
-- of these counters decides alike.
CREATE FUNCTION take_rate_tokens(p_key text, p_limit int, p_window_ms int, p_cost int, p_now timestamptz)
RETURNS TABLE (allowed boolean, started_at timestamptz, used_before int, used int)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  INSERT INTO rate_windows AS w (key, window_ms, started_at, used_before, used, allowed)
  VALUES (p_key, p_window_ms, p_now, 0, CASE WHEN p_cost <= p_limit THEN p_cost ELSE 0 END, p_cost <= p_limit)
  ON CONFLICT (key) DO UPDATE SET (window_ms, started_at, used_before, used, allowed) = (
    SELECT p_window_ms, moved.started_at, moved.used_before,
      moved.used + CASE WHEN verdict.fits THEN p_cost ELSE 0 END, verdict.fits
    FROM (SELECT greatest(0, (extract(epoch FROM p_now - w.started_at) * 1000)::bigint) AS ms) age,
    LATERAL (
      SELECT
        CASE age.ms / p_window_ms WHEN 0 THEN w.started_at
          WHEN 1 THEN w.started_at + p_window_ms * interval '1 millisecond' ELSE p_now END AS started_at,
        CASE age.ms / p_window_ms WHEN 0 THEN w.used_before WHEN 1 THEN w.used ELSE 0 END AS used_before,
        CASE age.ms / p_window_ms WHEN 0 THEN w.used ELSE 0 END AS used,
        CASE age.ms / p_window_ms WHEN 0 THEN age.ms WHEN 1 THEN age.ms - p_window_ms ELSE 0 END AS ms
    ) moved,
    LATERAL (
      SELECT moved.used_before * (p_window_ms - moved.ms) + (moved.used + p_cost)::bigint * p_window_ms
        <= p_limit::bigint * p_window_ms AS fits
    ) verdict
  )
  RETURNING w.allowed, w.started_at, w.used_before, w.used
$$;

-- Counters that no longer weigh anything.
CREATE FUNCTION forget_rate_windows(p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ DELETE FROM rate_windows WHERE started_at <= p_now - 2 * window_ms * interval '1 millisecond' $$;

DO $$
DECLARE
  signature regprocedure;
BEGIN
  FOR signature IN
    SELECT p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
      AND p.proname IN (
        'describe_team', 'find_invite', 'register_invited', 'use_api_key', 'take_rate_tokens', 'forget_rate_windows'
      )
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO countersign_app', signature);
  END LOOP;
END
$$;
