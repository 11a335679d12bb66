-- The few statements that cross tenants, each a function with its owner's rights, a fixed search path and no more
-- than it needs in its answer. Row-level security is forced on the owner too, so it gets its own narrow policies.
-- The search path names pg_temp last: where it is not named, temporary tables of the caller are found first.
CREATE POLICY platform ON channels FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY platform ON tenants FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY platform ON memberships FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY platform ON users TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY platform ON sessions TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY platform_read ON suggest_settles FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY platform_claim ON suggest_settles FOR DELETE TO CURRENT_USER USING (true);
-- Locking a row takes the right to update it, which nothing here does.
CREATE POLICY platform_lock ON suggest_settles FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (false);
CREATE POLICY platform_read ON outbound_messages FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY platform_claim ON outbound_messages FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY platform ON sync_events FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY platform_read ON suggest_runs FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY platform_close ON suggest_runs FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY platform_read ON conversations FOR SELECT TO CURRENT_USER USING (true);

-- Which tenant a web chat key belongs to.
CREATE FUNCTION route_channel(p_key text)
RETURNS TABLE (tenant_id uuid, channel_id uuid, channel_type channel_type)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT c.tenant_id, c.id, c.type
  FROM channels c JOIN tenants t ON t.id = c.tenant_id
  WHERE c.key = p_key AND c.active AND t.status = 'active'
$$;

-- A person by e-mail, with the memberships they may sign in to, strongest first.
CREATE FUNCTION find_sign_in(p_email text)
RETURNS TABLE (
  user_id uuid, password_hash text, failed_login_attempts int, locked_until timestamptz, disabled_at timestamptz,
  membership_id uuid
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT u.id, u.password_hash, u.failed_login_attempts, u.locked_until, u.disabled_at, m.id
  FROM users u
  LEFT JOIN LATERAL (
    SELECT m.id FROM memberships m JOIN tenants t ON t.id = m.tenant_id
    WHERE m.user_id = u.id AND m.disabled_at IS NULL AND t.status = 'active'
    ORDER BY m.role, m.created_at LIMIT 1
  ) m ON true
  WHERE u.email = p_email
$$;

-- Counts a wrong password and locks the account for longer each time past the fifth.
CREATE FUNCTION record_failed_sign_in(p_user uuid, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  UPDATE users SET
    failed_login_attempts = failed_login_attempts + 1,
    locked_until = CASE WHEN failed_login_attempts + 1 >= 5
      THEN p_now + make_interval(secs => least(900, 15 * power(2, failed_login_attempts + 1 - 5))) END
  WHERE id = p_user
$$;

CREATE FUNCTION describe_member(p_membership uuid)
RETURNS TABLE (
  membership_id uuid, user_id uuid, tenant_id uuid, tenant_name text, tenant_language text, name text, email text,
  role member_role
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT m.id, u.id, t.id, t.name, t.language, u.name, u.email, m.role
  FROM memberships m JOIN users u ON u.id = m.user_id JOIN tenants t ON t.id = m.tenant_id
  WHERE m.id = p_membership AND m.disabled_at IS NULL AND u.disabled_at IS NULL AND t.status = 'active'
$$;

CREATE FUNCTION open_session(
  p_id uuid, p_user uuid, p_membership uuid, p_token_hash text, p_device text, p_now timestamptz, p_expires timestamptz
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  UPDATE users SET failed_login_attempts = 0, locked_until = NULL, last_login_at = p_now WHERE id = p_user;
  INSERT INTO sessions (id, user_id, membership_id, token_hash, device, created_at, last_used_at, expires_at)
  VALUES (p_id, p_user, p_membership, p_token_hash, p_device, p_now, p_now, p_expires);
END
$$;

-- Swaps a refresh token for a new one. One winner when asked twice at once; a token that was already swapped is a
-- stolen or replayed one and ends the session.
CREATE FUNCTION rotate_session(p_old_hash text, p_new_hash text, p_now timestamptz, p_expires timestamptz)
RETURNS TABLE (session_id uuid, membership_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    UPDATE sessions SET token_hash = p_new_hash, previous_token_hash = p_old_hash, last_used_at = p_now,
      expires_at = p_expires
    WHERE token_hash = p_old_hash AND revoked_at IS NULL AND expires_at > p_now
    RETURNING id, membership_id;
  IF NOT FOUND THEN
    UPDATE sessions SET revoked_at = p_now WHERE previous_token_hash = p_old_hash AND revoked_at IS NULL;
  END IF;
END
$$;

CREATE FUNCTION revoke_session(p_token_hash text, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ UPDATE sessions SET revoked_at = p_now WHERE token_hash = p_token_hash AND revoked_at IS NULL $$;

CREATE FUNCTION register_user(p_id uuid, p_username text, p_email text, p_name text, p_password_hash text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  INSERT INTO users (id, username, email, name, password_hash, email_verified_at)
  VALUES (p_id, p_username, p_email, p_name, p_password_hash, now())
$$;

CREATE FUNCTION has_any_tenant() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT EXISTS (SELECT FROM tenants) $$;

-- Takes settled bursts off the list; whoever takes a row enqueues its job in the same transaction.
CREATE FUNCTION claim_due_settles(p_now timestamptz, p_limit int)
RETURNS TABLE (tenant_id uuid, conversation_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  DELETE FROM suggest_settles s
  USING (
    SELECT d.tenant_id, d.conversation_id FROM suggest_settles d
    WHERE d.due_at <= p_now ORDER BY d.due_at LIMIT p_limit FOR UPDATE SKIP LOCKED
  ) due
  WHERE s.tenant_id = due.tenant_id AND s.conversation_id = due.conversation_id
  RETURNING s.tenant_id, s.conversation_id
$$;

-- Leases due outbox rows: a worker that dies leaves the row to fall due again.
CREATE FUNCTION lease_due_outbound(p_now timestamptz, p_lease_until timestamptz, p_limit int)
RETURNS TABLE (tenant_id uuid, outbound_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  UPDATE outbound_messages o SET next_attempt_at = p_lease_until, leased = true
  FROM (
    SELECT d.id FROM outbound_messages d
    WHERE d.status = 'pending' AND d.next_attempt_at <= p_now
    ORDER BY d.next_attempt_at LIMIT p_limit FOR UPDATE SKIP LOCKED
  ) due
  WHERE o.id = due.id
  RETURNING o.tenant_id, o.id
$$;

-- When the next burst has settled and the next reply falls due; null when none waits.
CREATE FUNCTION next_settle_due_at() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT min(due_at) FROM suggest_settles $$;

CREATE FUNCTION next_outbound_due_at() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT min(next_attempt_at) FROM outbound_messages WHERE status = 'pending' $$;

-- What was leased by a process that is known to be gone falls due again now; replies put off after a failed try keep
-- their time.
CREATE FUNCTION release_outbound_leases(p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  UPDATE outbound_messages SET next_attempt_at = p_now, leased = false WHERE status = 'pending' AND leased
$$;

-- What is still on its way: settling, drafting, waiting in the outbox.
CREATE FUNCTION count_in_flight() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT (SELECT count(*) FROM suggest_settles)
    + (SELECT count(*) FROM suggest_runs WHERE status = 'running')
    + (SELECT count(*) FROM outbound_messages WHERE status = 'pending')
$$;

-- Conversations whose time of rest is over.
CREATE FUNCTION find_ended_snoozes(p_now timestamptz, p_limit int)
RETURNS TABLE (tenant_id uuid, conversation_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT c.tenant_id, c.id FROM conversations c
  WHERE c.status = 'snoozed' AND c.snoozed_until <= p_now ORDER BY c.snoozed_until LIMIT p_limit
$$;

-- Runs that nobody can be working on any more: their job has used up its tries and its time.
CREATE FUNCTION close_abandoned_runs(p_before timestamptz, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  UPDATE suggest_runs SET status = 'failed', error = 'run.abandoned', finished_at = p_now
  WHERE status = 'running' AND started_at < p_before
$$;

-- The log behind a position, oldest first, only what no running transaction can still precede.
CREATE FUNCTION read_sync_log(p_xid xid8, p_id bigint, p_limit int)
RETURNS TABLE (xid xid8, id bigint, tenant_id uuid, type text, entity_id uuid, conversation_id uuid, created_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT e.xid, e.id, e.tenant_id, e.type, e.entity_id, e.conversation_id, e.created_at
  FROM sync_events e
  WHERE (e.xid, e.id) > (p_xid, p_id) AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY e.xid, e.id LIMIT p_limit
$$;

-- The newest readable position of the whole log, and whether lines beyond it are waiting for a running transaction.
CREATE FUNCTION sync_head(OUT xid xid8, OUT id bigint, OUT waiting boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT coalesce(head.xid, '0'::xid8), coalesce(head.id, 0),
    EXISTS (SELECT FROM sync_events e WHERE e.xid >= pg_snapshot_xmin(pg_current_snapshot()))
  FROM (SELECT 1) one LEFT JOIN LATERAL (
    SELECT e.xid, e.id FROM sync_events e WHERE e.xid < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY e.xid DESC, e.id DESC LIMIT 1
  ) head ON true
$$;

DO $$
DECLARE
  signature regprocedure;
BEGIN
  FOR signature IN
    SELECT p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO countersign_app', signature);
  END LOOP;
END
$$;
