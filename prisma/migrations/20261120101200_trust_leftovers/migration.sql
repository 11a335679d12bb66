-- What ends with time, and what must hold at once.

-- Where a tenant's log begins: its last line that was taken away. Whoever has read less than that starts over.
CREATE TABLE sync_floors (
    tenant_id uuid NOT NULL,
    xid xid8 NOT NULL,
    id bigint NOT NULL,

    CONSTRAINT sync_floors_pkey PRIMARY KEY (tenant_id)
);
SELECT protect_tenant_table('sync_floors', 'SELECT');
CREATE POLICY platform ON sync_floors TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY platform_prune ON sync_events FOR DELETE TO CURRENT_USER USING (true);
CREATE POLICY platform_purge ON invites FOR DELETE TO CURRENT_USER USING (true);
-- Locking a row before it is deleted needs this.
CREATE POLICY platform_lock ON sync_events FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (false);
CREATE POLICY platform_lock ON invites FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (false);

CREATE INDEX users_unverified_idx ON users (created_at) WHERE email_verified_at IS NULL;
CREATE INDEX email_tokens_expires_at_idx ON email_tokens (expires_at);
CREATE INDEX invites_unanswered_idx ON invites (expires_at) WHERE accepted_at IS NULL;

-- Ends every session of the transaction's tenant's people who have no second factor, and answers how many. Null, and
-- nothing ended, when the one who demands it has none either: they would be the first to be shut out.
CREATE FUNCTION demand_second_factor(p_member uuid, p_now timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  v_tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  ended int;
BEGIN
  PERFORM FROM memberships m JOIN totp_credentials c ON c.user_id = m.user_id AND c.confirmed_at IS NOT NULL
  WHERE m.tenant_id = v_tenant AND m.id = p_member;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE sessions s SET revoked_at = p_now
  WHERE s.revoked_at IS NULL
    AND s.user_id IN (SELECT m.user_id FROM memberships m WHERE m.tenant_id = v_tenant AND m.disabled_at IS NULL)
    AND NOT EXISTS (SELECT FROM totp_credentials c WHERE c.user_id = s.user_id AND c.confirmed_at IS NOT NULL);
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END
$$;

-- Replies of a restricted tenant stay where they are, and are looked at anew when it is reinstated.
CREATE OR REPLACE FUNCTION lease_due_outbound(p_now timestamptz, p_lease_until timestamptz, p_limit int)
RETURNS TABLE (tenant_id uuid, outbound_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  UPDATE outbound_messages o SET next_attempt_at = p_lease_until, leased = true
  FROM (
    SELECT d.id FROM outbound_messages d
    WHERE d.status = 'pending' AND d.next_attempt_at <= p_now
      AND EXISTS (SELECT FROM tenants t WHERE t.id = d.tenant_id AND t.status = 'active')
    ORDER BY d.next_attempt_at LIMIT p_limit FOR UPDATE SKIP LOCKED
  ) due
  WHERE o.id = due.id
  RETURNING o.tenant_id, o.id
$$;

CREATE OR REPLACE FUNCTION next_outbound_due_at() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT d.next_attempt_at FROM outbound_messages d
  WHERE d.status = 'pending' AND EXISTS (SELECT FROM tenants t WHERE t.id = d.tenant_id AND t.status = 'active')
  ORDER BY d.next_attempt_at LIMIT 1
$$;

-- What is held is not on its way.
CREATE OR REPLACE FUNCTION count_in_flight() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT (SELECT count(*) FROM suggest_settles)
    + (SELECT count(*) FROM suggest_runs WHERE status = 'running')
    + (SELECT count(*) FROM outbound_messages d
       WHERE d.status = 'pending' AND EXISTS (SELECT FROM tenants t WHERE t.id = d.tenant_id AND t.status = 'active'))
$$;

-- Each of the following takes away at most `p_limit` of what nobody needs any more, and answers how many that were.

-- The oldest lines of the log. Numbers are given out in the order of time, near enough, so that the oldest lines have the
-- lowest.
CREATE FUNCTION prune_sync_log(p_before timestamptz, p_limit int) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  WITH oldest AS MATERIALIZED (
    SELECT e.id, e.created_at FROM sync_events e ORDER BY e.id LIMIT p_limit FOR UPDATE SKIP LOCKED
  ), gone AS (
    DELETE FROM sync_events e USING oldest o WHERE e.id = o.id AND o.created_at < p_before
    RETURNING e.tenant_id, e.xid, e.id
  ), floors AS (
    INSERT INTO sync_floors AS f (tenant_id, xid, id)
    SELECT DISTINCT ON (g.tenant_id) g.tenant_id, g.xid, g.id FROM gone g ORDER BY g.tenant_id, g.xid DESC, g.id DESC
    ON CONFLICT (tenant_id) DO UPDATE SET xid = excluded.xid, id = excluded.id
      WHERE (f.xid, f.id) < (excluded.xid, excluded.id)
  )
  SELECT count(*)::int FROM gone
$$;

CREATE FUNCTION purge_email_tokens(p_before timestamptz, p_limit int) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  WITH gone AS (
    DELETE FROM email_tokens e USING (
      SELECT o.id FROM email_tokens o WHERE o.expires_at < p_before
      ORDER BY o.expires_at LIMIT p_limit FOR UPDATE SKIP LOCKED
    ) old WHERE e.id = old.id RETURNING 1
  )
  SELECT count(*)::int FROM gone
$$;

CREATE FUNCTION purge_oidc_tickets(p_before timestamptz, p_limit int) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  WITH gone AS (
    DELETE FROM oidc_tickets t USING (
      SELECT o.ticket_hash FROM oidc_tickets o WHERE o.expires_at < p_before
      ORDER BY o.expires_at LIMIT p_limit FOR UPDATE SKIP LOCKED
    ) old WHERE t.ticket_hash = old.ticket_hash RETURNING 1
  )
  SELECT count(*)::int FROM gone
$$;

-- Invitations nobody has accepted. An accepted one stays: it is how somebody came to be there.
CREATE FUNCTION purge_invites(p_before timestamptz, p_limit int) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  WITH gone AS (
    DELETE FROM invites i USING (
      SELECT o.id FROM invites o WHERE o.accepted_at IS NULL AND o.expires_at < p_before
      ORDER BY o.expires_at LIMIT p_limit FOR UPDATE SKIP LOCKED
    ) old WHERE i.id = old.id RETURNING 1
  )
  SELECT count(*)::int FROM gone
$$;

-- Counts of wrong tries that have long been forgiven.
CREATE FUNCTION purge_sign_in_locks(p_before timestamptz, p_limit int) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  WITH gone AS (
    DELETE FROM sign_in_locks l USING (
      SELECT o.key_hash FROM sign_in_locks o WHERE o.last_failed_at < p_before
      ORDER BY o.last_failed_at LIMIT p_limit FOR UPDATE SKIP LOCKED
    ) old WHERE l.key_hash = old.key_hash RETURNING 1
  )
  SELECT count(*)::int FROM gone
$$;

-- Who was written to, once no retry can come any more.
DROP FUNCTION purge_mails(timestamptz);
CREATE FUNCTION purge_mails(p_before timestamptz, p_limit int) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  WITH gone AS (
    DELETE FROM outbound_mails m USING (
      SELECT o.id FROM outbound_mails o WHERE o.created_at < p_before AND o.status <> 'pending'
      ORDER BY o.created_at LIMIT p_limit FOR UPDATE SKIP LOCKED
    ) old WHERE m.id = old.id RETURNING 1
  )
  SELECT count(*)::int FROM gone
$$;

-- Accounts whose address was never confirmed, with the tenants made for them. Where anybody else works, anything was
-- written or done, or a mail was asked for since, all of it stays. The trail of a tenant stays in any case: nothing takes
-- that away.
CREATE FUNCTION remove_unverified_accounts(p_before timestamptz, p_limit int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  v_before text := current_setting('app.tenant_id', true);
  v_user uuid;
  v_tenant uuid;
  v_table regclass;
  v_count int := 0;
BEGIN
  FOR v_user IN
    SELECT u.id FROM users u
    WHERE u.email_verified_at IS NULL AND u.created_at < p_before AND coalesce(u.password_updated_at, u.created_at) < p_before
      AND u.last_login_at IS NULL AND u.disabled_at IS NULL AND NOT u.is_platform_admin AND NOT u.is_platform_owner
      AND NOT EXISTS (SELECT FROM email_tokens e WHERE e.user_id = u.id AND e.created_at >= p_before)
      AND NOT EXISTS (SELECT FROM sessions s WHERE s.user_id = u.id)
      AND NOT EXISTS (SELECT FROM oidc_identities i WHERE i.user_id = u.id)
      AND NOT EXISTS (SELECT FROM admin_actions a WHERE a.target_id = u.id)
      AND NOT EXISTS (
        SELECT FROM memberships m
        WHERE m.user_id = u.id AND (
          m.role <> 'owner'
          OR EXISTS (SELECT FROM memberships o WHERE o.tenant_id = m.tenant_id AND o.id <> m.id)
          OR EXISTS (SELECT FROM invites i WHERE i.tenant_id = m.tenant_id)
          OR EXISTS (SELECT FROM api_keys k WHERE k.tenant_id = m.tenant_id)
          OR EXISTS (SELECT FROM conversations c WHERE c.tenant_id = m.tenant_id)
          OR EXISTS (SELECT FROM documents d WHERE d.tenant_id = m.tenant_id)
          OR EXISTS (SELECT FROM admin_actions a WHERE a.target_id = m.tenant_id)
          OR EXISTS (
            SELECT FROM audit_events a
            WHERE a.tenant_id = m.tenant_id AND a.action NOT IN ('tenant_created', 'member_sign_in_failed'))
        ))
    ORDER BY u.created_at LIMIT p_limit FOR UPDATE SKIP LOCKED
  LOOP
    FOR v_tenant IN SELECT m.tenant_id FROM memberships m WHERE m.user_id = v_user LOOP
      -- The owner is held to a tenant like everybody else.
      PERFORM set_config('app.tenant_id', v_tenant::text, true);
      FOR v_table IN
        SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND c.relname NOT IN ('audit_events', 'audit_links')
        ORDER BY c.relname
      LOOP
        EXECUTE format('DELETE FROM %s WHERE tenant_id = $1', v_table) USING v_tenant;
      END LOOP;
      DELETE FROM tenants WHERE id = v_tenant;
    END LOOP;
    DELETE FROM users WHERE id = v_user;
    v_count := v_count + 1;
  END LOOP;
  PERFORM set_config('app.tenant_id', coalesce(v_before, ''), true);
  RETURN v_count;
END
$$;

DO $$
DECLARE
  signature regprocedure;
BEGIN
  FOREACH signature IN ARRAY ARRAY[
    'demand_second_factor(uuid, timestamptz)', 'prune_sync_log(timestamptz, int)', 'purge_email_tokens(timestamptz, int)',
    'purge_oidc_tickets(timestamptz, int)', 'purge_invites(timestamptz, int)', 'purge_sign_in_locks(timestamptz, int)',
    'purge_mails(timestamptz, int)', 'remove_unverified_accounts(timestamptz, int)'
  ]::regprocedure[] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO countersign_app', signature);
  END LOOP;
END
$$;
