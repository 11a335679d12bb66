-- Signing up and in: secrets sent by mail, locks that grow, sessions that are looked up at every request.
CREATE TYPE "email_token_kind" AS ENUM ('verify', 'reset', 'change');
CREATE TYPE "session_method" AS ENUM ('password', 'oidc', 'invite', 'mail');

ALTER TABLE "users" ADD COLUMN "language" TEXT, ADD COLUMN "password_updated_at" TIMESTAMPTZ(3);

ALTER TABLE "tenants" ADD COLUMN "session_idle_minutes" INTEGER NOT NULL DEFAULT 43200,
  ADD COLUMN "session_absolute_minutes" INTEGER NOT NULL DEFAULT 129600;
ALTER TABLE tenants ADD CONSTRAINT tenants_session_minutes_check
  CHECK (session_idle_minutes BETWEEN 5 AND 43200 AND session_absolute_minutes BETWEEN 60 AND 525600);

ALTER TABLE "sessions" ADD COLUMN "family_hash" TEXT, ADD COLUMN "address" TEXT,
  ADD COLUMN "method" "session_method" NOT NULL DEFAULT 'password',
  ADD COLUMN "absolute_expires_at" TIMESTAMPTZ(3);
UPDATE sessions SET absolute_expires_at = created_at + interval '90 days';
ALTER TABLE "sessions" ALTER COLUMN "absolute_expires_at" SET NOT NULL;
CREATE UNIQUE INDEX "sessions_family_hash_key" ON "sessions"("family_hash");
CREATE INDEX "sessions_membership_id_idx" ON "sessions"("membership_id");

CREATE TABLE "email_tokens" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" "email_token_kind" NOT NULL,
    "email" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "email_tokens_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "email_tokens_token_hash_key" ON "email_tokens"("token_hash");
CREATE INDEX "email_tokens_user_id_kind_created_at_idx" ON "email_tokens"("user_id", "kind", "created_at" DESC);
ALTER TABLE "email_tokens" ADD CONSTRAINT "email_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id")
  ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "sign_in_locks" (
    "key_hash" TEXT NOT NULL,
    "user_id" UUID,
    "failed" INTEGER NOT NULL,
    "last_failed_at" TIMESTAMPTZ(3) NOT NULL,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_locks_pkey" PRIMARY KEY ("key_hash")
);
CREATE INDEX "sign_in_locks_user_id_idx" ON "sign_in_locks"("user_id");
CREATE INDEX "sign_in_locks_last_failed_at_idx" ON "sign_in_locks"("last_failed_at");
ALTER TABLE "sign_in_locks" ADD CONSTRAINT "sign_in_locks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id")
  ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "user_activity" (
    "tenant_id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "user_activity_pkey" PRIMARY KEY ("tenant_id", "membership_id", "day")
);
CREATE INDEX "user_activity_tenant_id_day_idx" ON "user_activity"("tenant_id", "day");
ALTER TABLE "user_activity" ADD CONSTRAINT "user_activity_tenant_id_membership_id_fkey"
  FOREIGN KEY ("tenant_id", "membership_id") REFERENCES "memberships"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A tenant sees when its people were there; only the platform notes it.
SELECT protect_tenant_table('user_activity', 'SELECT');
CREATE POLICY platform ON user_activity TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE email_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE email_tokens FORCE ROW LEVEL SECURITY;
CREATE POLICY platform ON email_tokens TO CURRENT_USER USING (true) WITH CHECK (true);
ALTER TABLE sign_in_locks ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_locks FORCE ROW LEVEL SECURITY;
CREATE POLICY platform ON sign_in_locks TO CURRENT_USER USING (true) WITH CHECK (true);
-- Signing up once more before the address is confirmed gives the new tenant another name.
CREATE POLICY platform_rename ON tenants FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY platform_add ON sync_events FOR INSERT TO CURRENT_USER WITH CHECK (true);

-- Whoever loses access loses open sockets too. The line names the session, membership, person or tenant it ended for;
-- every node reads it in the log and drops what it holds. A trigger, so that no way of ending access can forget it.
CREATE FUNCTION announce_ended_session() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO sync_events (tenant_id, type, entity_id)
  SELECT m.tenant_id, 'access.ended', NEW.id FROM memberships m WHERE m.id = OLD.membership_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER sessions_access_ended AFTER UPDATE OF revoked_at, membership_id ON sessions
  FOR EACH ROW WHEN ((OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL) OR OLD.membership_id <> NEW.membership_id)
  EXECUTE FUNCTION announce_ended_session();

CREATE FUNCTION announce_ended_membership() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO sync_events (tenant_id, type, entity_id) VALUES (NEW.tenant_id, 'access.ended', NEW.id);
  RETURN NULL;
END
$$;
-- Another role is another set of rooms: the sockets come back with it.
CREATE TRIGGER memberships_access_ended AFTER UPDATE OF disabled_at, role ON memberships
  FOR EACH ROW WHEN ((OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL) OR OLD.role <> NEW.role)
  EXECUTE FUNCTION announce_ended_membership();

CREATE FUNCTION announce_ended_person() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO sync_events (tenant_id, type, entity_id)
  SELECT m.tenant_id, 'access.ended', NEW.id FROM memberships m WHERE m.user_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER users_access_ended AFTER UPDATE OF disabled_at ON users
  FOR EACH ROW WHEN (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL)
  EXECUTE FUNCTION announce_ended_person();

CREATE FUNCTION announce_ended_tenant() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO sync_events (tenant_id, type, entity_id) VALUES (NEW.id, 'access.ended', NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER tenants_access_ended AFTER UPDATE OF status ON tenants
  FOR EACH ROW WHEN (OLD.status = 'active' AND NEW.status <> 'active')
  EXECUTE FUNCTION announce_ended_tenant();

-- Unlocking a person forgets the wrong passwords their lock came from.
CREATE FUNCTION forget_lock_of_person() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  DELETE FROM sign_in_locks WHERE user_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER users_unlocked AFTER UPDATE OF locked_until ON users
  FOR EACH ROW WHEN (OLD.locked_until IS NOT NULL AND NEW.locked_until IS NULL)
  EXECUTE FUNCTION forget_lock_of_person();

-- Counts an attempt before its outcome is known, so that a hundred at once cannot all be the first. From `p_free` on
-- each locks the key for twice as long as the one before; with time the count falls again.
CREATE FUNCTION count_attempt(
  p_key text, p_user uuid, p_free int, p_forget interval, p_now timestamptz,
  OUT locked_until timestamptz, OUT attempts int, OUT next_lock timestamptz
)
LANGUAGE plpgsql
AS $$
#variable_conflict use_variable
DECLARE
  known sign_in_locks%ROWTYPE;
BEGIN
  INSERT INTO sign_in_locks (key_hash, failed, last_failed_at) VALUES (p_key, 0, p_now) ON CONFLICT DO NOTHING;
  SELECT * INTO known FROM sign_in_locks l WHERE l.key_hash = p_key FOR UPDATE;
  IF known.locked_until > p_now THEN
    locked_until := known.locked_until;
    attempts := known.failed;
    RETURN;
  END IF;
  attempts := 1 + greatest(0, known.failed
    - floor(greatest(0, extract(epoch FROM p_now - known.last_failed_at)) / extract(epoch FROM p_forget))::int);
  IF attempts >= p_free THEN
    next_lock := p_now + make_interval(secs => least(900, 15 * power(2, least(attempts - p_free, 10))));
  END IF;
  UPDATE sign_in_locks l SET failed = attempts, last_failed_at = p_now, locked_until = next_lock, user_id = p_user
  WHERE l.key_hash = p_key;
END
$$;
REVOKE ALL ON FUNCTION count_attempt(text, uuid, int, interval, timestamptz) FROM PUBLIC;

CREATE FUNCTION note_activity(p_tenant uuid, p_membership uuid, p_now timestamptz) RETURNS void
LANGUAGE sql
AS $$
  INSERT INTO user_activity AS a (tenant_id, membership_id, day, first_seen_at, last_seen_at)
  VALUES (p_tenant, p_membership, (p_now AT TIME ZONE 'UTC')::date, p_now, p_now)
  ON CONFLICT (tenant_id, membership_id, day)
    DO UPDATE SET last_seen_at = greatest(a.last_seen_at, p_now), count = a.count + 1
$$;
REVOKE ALL ON FUNCTION note_activity(uuid, uuid, timestamptz) FROM PUBLIC;

DROP FUNCTION find_sign_in(text);
-- Still counts what is tried after the right password; from other functions only.
ALTER FUNCTION record_failed_sign_in(uuid, timestamptz) SECURITY INVOKER;
REVOKE ALL ON FUNCTION record_failed_sign_in(uuid, timestamptz) FROM PUBLIC, countersign_app;
DROP FUNCTION open_session(uuid, uuid, uuid, text, text, timestamptz, timestamptz);
DROP FUNCTION rotate_session(text, text, timestamptz, timestamptz);
DROP FUNCTION revoke_session(text, timestamptz);

-- Begins a try to sign in: counts it for the account and the address, and answers with the person, if there is one.
-- An address nobody has is counted and locked in the same way.
CREATE FUNCTION begin_sign_in(p_email text, p_account_key text, p_address_key text, p_now timestamptz)
RETURNS TABLE (
  locked_until timestamptz, attempts int, next_lock timestamptz, user_id uuid, name text, language text,
  password_hash text, verified boolean, disabled boolean, membership_id uuid, tenant_id uuid
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  by_account record;
  by_address record;
  person uuid;
BEGIN
  DELETE FROM sign_in_locks l USING (
    SELECT o.key_hash FROM sign_in_locks o WHERE o.last_failed_at < p_now - interval '2 days'
    LIMIT 20 FOR UPDATE SKIP LOCKED
  ) old WHERE l.key_hash = old.key_hash;
  IF p_address_key IS NOT NULL THEN
    SELECT * INTO by_address FROM count_attempt(p_address_key, NULL, 50, interval '1 minute', p_now);
    IF by_address.locked_until IS NOT NULL THEN
      RETURN QUERY SELECT by_address.locked_until, 0, NULL::timestamptz, NULL::uuid, NULL::text, NULL::text, NULL::text,
        false, false, NULL::uuid, NULL::uuid;
      RETURN;
    END IF;
  END IF;
  SELECT u.id INTO person FROM users u WHERE u.email = p_email;
  SELECT * INTO by_account FROM count_attempt(p_account_key, person, 5, interval '30 minutes', p_now);
  IF by_account.next_lock IS NOT NULL THEN
    UPDATE users u SET locked_until = greatest(u.locked_until, by_account.next_lock) WHERE u.id = person;
  END IF;
  RETURN QUERY
    SELECT by_account.locked_until, by_account.attempts, by_account.next_lock, u.id, u.name, u.language, u.password_hash,
      u.email_verified_at IS NOT NULL, u.disabled_at IS NOT NULL, m.id, m.tenant_id
    FROM (SELECT 1) one
    LEFT JOIN users u ON u.id = person
    LEFT JOIN LATERAL (
      SELECT m.id, m.tenant_id FROM memberships m JOIN tenants t ON t.id = m.tenant_id
      WHERE m.user_id = u.id AND m.disabled_at IS NULL AND t.status = 'active'
      ORDER BY m.role, m.created_at LIMIT 1
    ) m ON true;
END
$$;

-- The try was a right one: the account's count begins anew, the address gets its try back.
CREATE FUNCTION forgive_sign_in(p_account_key text, p_address_key text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  DELETE FROM sign_in_locks WHERE key_hash = p_account_key;
  UPDATE sign_in_locks SET failed = failed - 1, locked_until = CASE WHEN failed > 50 THEN locked_until END
  WHERE key_hash = p_address_key AND failed > 0;
  RETURN true;
END
$$;

-- A person by e-mail, with the strongest membership they may work as.
CREATE FUNCTION find_person(p_email text)
RETURNS TABLE (
  user_id uuid, name text, email text, language text, verified boolean, disabled boolean, membership_id uuid,
  tenant_id uuid
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT u.id, u.name, u.email, u.language, u.email_verified_at IS NOT NULL, u.disabled_at IS NOT NULL, m.id, m.tenant_id
  FROM users u
  LEFT JOIN LATERAL (
    SELECT m.id, m.tenant_id FROM memberships m JOIN tenants t ON t.id = m.tenant_id
    WHERE m.user_id = u.id AND m.disabled_at IS NULL AND t.status = 'active'
    ORDER BY m.role, m.created_at LIMIT 1
  ) m ON true
  WHERE u.email = p_email
$$;

CREATE FUNCTION find_account(p_user uuid)
RETURNS TABLE (name text, email text, new_email text, language text, password_hash text, tenant_names text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT u.name, u.email, u.new_email, u.language, u.password_hash,
    ARRAY(SELECT t.name FROM memberships m JOIN tenants t ON t.id = m.tenant_id WHERE m.user_id = u.id)
  FROM users u WHERE u.id = p_user AND u.disabled_at IS NULL
$$;

-- `new`: the person was made. `unverified`: the address was given before and never confirmed, so nobody has used the
-- account; it takes what was said last. `taken`: nothing was changed.
CREATE FUNCTION register_sign_up(
  p_id uuid, p_username text, p_email text, p_name text, p_password_hash text, p_language text, p_tenant_name text,
  p_now timestamptz
) RETURNS TABLE (outcome text, user_id uuid, name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  person users%ROWTYPE;
BEGIN
  INSERT INTO users (id, username, email, name, password_hash, language, password_updated_at, created_at)
  VALUES (p_id, p_username, p_email, p_name, p_password_hash, p_language, p_now, p_now)
  ON CONFLICT (email) DO NOTHING;
  IF FOUND THEN
    RETURN QUERY SELECT 'new', p_id, p_name;
    RETURN;
  END IF;
  SELECT * INTO person FROM users u WHERE u.email = p_email FOR NO KEY UPDATE;
  IF person.email_verified_at IS NOT NULL OR person.disabled_at IS NOT NULL OR person.last_login_at IS NOT NULL THEN
    RETURN QUERY SELECT 'taken', person.id, person.name;
    RETURN;
  END IF;
  UPDATE users u SET name = p_name, password_hash = p_password_hash, language = p_language, password_updated_at = p_now
  WHERE u.id = person.id;
  UPDATE tenants t SET name = p_tenant_name FROM memberships m
  WHERE m.user_id = person.id AND m.role = 'owner' AND t.id = m.tenant_id
    AND NOT EXISTS (SELECT FROM memberships o WHERE o.tenant_id = t.id AND o.id <> m.id);
  RETURN QUERY SELECT 'unverified', person.id, p_name;
END
$$;

-- Keeps the hashes of a secret that is mailed; the earlier ones of its kind end. Five an hour, then nothing is mailed.
CREATE FUNCTION issue_email_token(
  p_id uuid, p_user uuid, p_kind email_token_kind, p_email text, p_token_hash text, p_code_hash text, p_now timestamptz,
  p_expires timestamptz
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  PERFORM FROM users WHERE id = p_user FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM email_tokens
      WHERE user_id = p_user AND kind = p_kind AND created_at > p_now - interval '1 hour') >= 5 THEN
    RETURN false;
  END IF;
  DELETE FROM email_tokens WHERE user_id = p_user AND created_at < p_now - interval '30 days';
  UPDATE email_tokens SET used_at = p_now WHERE user_id = p_user AND kind = p_kind AND used_at IS NULL;
  INSERT INTO email_tokens (id, user_id, kind, email, token_hash, code_hash, created_at, expires_at)
  VALUES (p_id, p_user, p_kind, p_email, p_token_hash, p_code_hash, p_now, p_expires);
  IF p_kind = 'change' THEN
    UPDATE users SET new_email = p_email WHERE id = p_user;
  END IF;
  RETURN true;
END
$$;

-- A live token, by what its link carries or by its code. A wrong code costs one of five tries, whoever guesses. Nothing
-- is used up by finding it.
CREATE FUNCTION find_email_token(
  p_kind email_token_kind, p_token_hash text, p_user uuid, p_email text, p_code_hash text, p_now timestamptz
) RETURNS TABLE (
  token_id uuid, user_id uuid, token_email text, email text, name text, language text, tenant_names text[],
  membership_id uuid, tenant_id uuid
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  found_token email_tokens%ROWTYPE;
BEGIN
  IF p_token_hash IS NOT NULL THEN
    SELECT * INTO found_token FROM email_tokens e
    WHERE e.token_hash = p_token_hash AND e.kind = p_kind AND e.used_at IS NULL AND e.expires_at > p_now;
  ELSE
    SELECT * INTO found_token FROM email_tokens e
    WHERE e.kind = p_kind AND e.used_at IS NULL AND e.expires_at > p_now AND e.tries < 5
      AND e.user_id = coalesce(p_user, (SELECT u.id FROM users u WHERE u.email = p_email))
      AND (p_user IS NOT NULL OR e.email = p_email)
    ORDER BY e.created_at DESC LIMIT 1 FOR UPDATE;
    IF found_token.code_hash <> p_code_hash THEN
      UPDATE email_tokens e SET tries = e.tries + 1 WHERE e.id = found_token.id;
      RETURN;
    END IF;
  END IF;
  RETURN QUERY
    SELECT found_token.id, u.id, found_token.email, u.email, u.name, u.language,
      ARRAY(SELECT t.name FROM memberships m JOIN tenants t ON t.id = m.tenant_id WHERE m.user_id = u.id), m.id, m.tenant_id
    FROM users u
    LEFT JOIN LATERAL (
      SELECT m.id, m.tenant_id FROM memberships m JOIN tenants t ON t.id = m.tenant_id
      WHERE m.user_id = u.id AND m.disabled_at IS NULL AND t.status = 'active'
      ORDER BY m.role, m.created_at LIMIT 1
    ) m ON true
    WHERE u.id = found_token.user_id AND u.disabled_at IS NULL;
END
$$;

-- The three uses of a token. Of several at once one finds it unused; the others change nothing.
CREATE FUNCTION confirm_email(p_token uuid, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  person uuid;
BEGIN
  UPDATE email_tokens SET used_at = p_now
  WHERE id = p_token AND kind = 'verify' AND used_at IS NULL AND expires_at > p_now
  RETURNING user_id INTO person;
  UPDATE users SET email_verified_at = coalesce(email_verified_at, p_now) WHERE id = person;
  RETURN person IS NOT NULL;
END
$$;

-- Whoever can read the mailbox may have been locked out by someone else: sessions, other mailed secrets and locks end.
CREATE FUNCTION reset_password(p_token uuid, p_password_hash text, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  person uuid;
BEGIN
  UPDATE email_tokens SET used_at = p_now
  WHERE id = p_token AND kind = 'reset' AND used_at IS NULL AND expires_at > p_now
  RETURNING user_id INTO person;
  IF person IS NULL THEN
    RETURN false;
  END IF;
  UPDATE users SET password_hash = p_password_hash, password_updated_at = p_now, new_email = NULL,
    email_verified_at = coalesce(email_verified_at, p_now), failed_login_attempts = 0, locked_until = NULL
  WHERE id = person;
  DELETE FROM sign_in_locks WHERE user_id = person;
  UPDATE email_tokens SET used_at = p_now WHERE user_id = person AND used_at IS NULL;
  UPDATE sessions SET revoked_at = p_now WHERE user_id = person AND revoked_at IS NULL;
  RETURN true;
END
$$;

CREATE FUNCTION change_email(p_token uuid, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  token email_tokens%ROWTYPE;
BEGIN
  UPDATE email_tokens SET used_at = p_now
  WHERE id = p_token AND kind = 'change' AND used_at IS NULL AND expires_at > p_now
  RETURNING * INTO token;
  IF token.id IS NULL THEN
    RETURN false;
  END IF;
  UPDATE users SET email = token.email, new_email = NULL, email_verified_at = p_now WHERE id = token.user_id;
  UPDATE email_tokens SET used_at = p_now WHERE user_id = token.user_id AND used_at IS NULL;
  RETURN true;
EXCEPTION WHEN unique_violation THEN
  RETURN false;
END
$$;

CREATE FUNCTION change_password(p_user uuid, p_password_hash text, p_keep uuid, p_now timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  ended int;
BEGIN
  UPDATE users SET password_hash = p_password_hash, password_updated_at = p_now WHERE id = p_user;
  UPDATE email_tokens SET used_at = p_now WHERE user_id = p_user AND kind = 'reset' AND used_at IS NULL;
  UPDATE sessions SET revoked_at = p_now WHERE user_id = p_user AND id <> p_keep AND revoked_at IS NULL;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END
$$;

CREATE FUNCTION update_account(p_user uuid, p_name text, p_language text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  UPDATE users SET name = p_name, language = coalesce(p_language, language) WHERE id = p_user;
  RETURN FOUND;
END
$$;

-- Opens a session for a membership that is open; answers nothing when it is not. `new_device`: the person has signed in
-- before, and never from one that calls itself so.
CREATE FUNCTION open_session(
  p_id uuid, p_user uuid, p_membership uuid, p_token_hash text, p_family_hash text, p_device text, p_address text,
  p_method session_method, p_now timestamptz
) RETURNS TABLE (expires_at timestamptz, new_device boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  place record;
BEGIN
  SELECT m.tenant_id,
    least(p_now + make_interval(mins => t.session_idle_minutes), p_now + make_interval(mins => t.session_absolute_minutes)) AS idle,
    p_now + make_interval(mins => t.session_absolute_minutes) AS absolute
  INTO place
  FROM memberships m JOIN users u ON u.id = m.user_id JOIN tenants t ON t.id = m.tenant_id
  WHERE m.id = p_membership AND m.user_id = p_user AND m.disabled_at IS NULL AND u.disabled_at IS NULL
    AND t.status = 'active';
  IF NOT FOUND THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT place.idle, EXISTS (SELECT FROM sessions s WHERE s.user_id = p_user)
      AND NOT EXISTS (SELECT FROM sessions s WHERE s.user_id = p_user AND s.device IS NOT DISTINCT FROM p_device);
  INSERT INTO sessions (id, user_id, membership_id, token_hash, family_hash, device, address, method, created_at,
    last_used_at, expires_at, absolute_expires_at)
  VALUES (p_id, p_user, p_membership, p_token_hash, p_family_hash, p_device, p_address, p_method, p_now, p_now,
    place.idle, place.absolute);
  UPDATE users u SET last_login_at = p_now WHERE u.id = p_user;
  PERFORM note_activity(place.tenant_id, p_membership, p_now);
END
$$;

-- Who a session is at this moment: nothing unless the session, the membership, the person and the tenant are all open.
-- Every few minutes of use it is also noted that the session was used, so that it does not end for idleness.
CREATE FUNCTION resolve_session(p_session uuid, p_used boolean, p_now timestamptz)
RETURNS TABLE (
  user_id uuid, membership_id uuid, tenant_id uuid, role member_role, expires_at timestamptz
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  one record;
  ends timestamptz;
BEGIN
  SELECT s.user_id, s.membership_id, m.tenant_id, m.role, s.expires_at, s.last_used_at, s.absolute_expires_at,
    t.session_idle_minutes AS idle
  INTO one
  FROM sessions s
  JOIN memberships m ON m.id = s.membership_id
  JOIN users u ON u.id = s.user_id
  JOIN tenants t ON t.id = m.tenant_id
  WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > p_now AND s.absolute_expires_at > p_now
    AND s.last_used_at > p_now - make_interval(mins => t.session_idle_minutes)
    AND s.created_at > p_now - make_interval(mins => t.session_absolute_minutes)
    AND m.user_id = s.user_id AND m.disabled_at IS NULL AND u.disabled_at IS NULL AND t.status = 'active';
  IF NOT FOUND THEN
    RETURN;
  END IF;
  ends := least(one.expires_at, one.last_used_at + make_interval(mins => one.idle));
  IF p_used AND one.last_used_at < p_now - least(interval '5 minutes', make_interval(mins => one.idle) / 4) THEN
    -- Of several requests at once the first notes it; the others do not wait for it.
    PERFORM FROM sessions s WHERE s.id = p_session AND s.last_used_at = one.last_used_at FOR UPDATE SKIP LOCKED;
    IF FOUND THEN
      ends := least(p_now + make_interval(mins => one.idle), one.absolute_expires_at);
      UPDATE sessions s SET last_used_at = p_now, expires_at = ends WHERE s.id = p_session;
      PERFORM note_activity(one.tenant_id, one.membership_id, p_now);
    END IF;
  END IF;
  RETURN QUERY SELECT one.user_id, one.membership_id, one.tenant_id, one.role, ends;
END
$$;

-- Swaps a refresh token for a new one. One winner when asked twice at once. A token of the same family that is not the
-- current one has been swapped before: somebody has a copy, and the session ends for both.
CREATE FUNCTION rotate_session(p_old_hash text, p_new_hash text, p_family_hash text, p_now timestamptz)
RETURNS TABLE (session_id uuid, membership_id uuid, expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    UPDATE sessions s SET token_hash = p_new_hash, previous_token_hash = p_old_hash,
      family_hash = coalesce(s.family_hash, p_family_hash), last_used_at = p_now,
      expires_at = least(p_now + make_interval(mins => t.session_idle_minutes), s.absolute_expires_at)
    FROM memberships m, users u, tenants t
    WHERE s.token_hash = p_old_hash AND s.revoked_at IS NULL AND s.expires_at > p_now AND s.absolute_expires_at > p_now
      AND s.last_used_at > p_now - make_interval(mins => t.session_idle_minutes)
      AND s.created_at > p_now - make_interval(mins => t.session_absolute_minutes)
      AND m.id = s.membership_id AND u.id = s.user_id AND m.user_id = u.id AND t.id = m.tenant_id
      AND m.disabled_at IS NULL AND u.disabled_at IS NULL AND t.status = 'active'
    RETURNING s.id, s.membership_id, s.expires_at;
  IF NOT FOUND THEN
    UPDATE sessions s SET revoked_at = p_now
    WHERE (s.family_hash = p_family_hash OR s.previous_token_hash = p_old_hash) AND s.token_hash <> p_old_hash
      AND s.revoked_at IS NULL;
  END IF;
END
$$;

-- Ends the session of a refresh token, and tells whose it was.
CREATE FUNCTION sign_out_session(p_token_hash text, p_now timestamptz)
RETURNS TABLE (session_id uuid, membership_id uuid, tenant_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  UPDATE sessions s SET revoked_at = p_now FROM memberships m
  WHERE s.token_hash = p_token_hash AND s.revoked_at IS NULL AND m.id = s.membership_id
  RETURNING s.id, s.membership_id, m.tenant_id
$$;

CREATE FUNCTION end_session(p_session uuid, p_user uuid, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  UPDATE sessions SET revoked_at = p_now
  WHERE id = p_session AND user_id = p_user AND revoked_at IS NULL AND expires_at > p_now;
  RETURN FOUND;
END
$$;

CREATE FUNCTION end_other_sessions(p_user uuid, p_keep uuid, p_now timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  ended int;
BEGIN
  UPDATE sessions SET revoked_at = p_now
  WHERE user_id = p_user AND id <> p_keep AND revoked_at IS NULL AND expires_at > p_now;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END
$$;

CREATE FUNCTION list_own_sessions(p_user uuid, p_now timestamptz)
RETURNS TABLE (
  id uuid, device text, address text, method session_method, tenant_name text, created_at timestamptz,
  last_used_at timestamptz, expires_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT s.id, s.device, s.address, s.method, t.name, s.created_at, s.last_used_at, s.expires_at
  FROM sessions s JOIN memberships m ON m.id = s.membership_id JOIN tenants t ON t.id = m.tenant_id
  WHERE s.user_id = p_user AND s.revoked_at IS NULL AND s.expires_at > p_now
  ORDER BY s.last_used_at DESC, s.id LIMIT 200
$$;

CREATE FUNCTION list_own_tenants(p_user uuid)
RETURNS TABLE (tenant_id uuid, tenant_name text, membership_id uuid, role member_role)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT t.id, t.name, m.id, m.role
  FROM memberships m JOIN tenants t ON t.id = m.tenant_id JOIN users u ON u.id = m.user_id
  WHERE m.user_id = p_user AND m.disabled_at IS NULL AND t.status = 'active' AND u.disabled_at IS NULL
  ORDER BY t.name, t.id
$$;

-- Moves a session to another membership of its person, with tokens of its own: those of before are worth nothing.
CREATE FUNCTION move_session(
  p_session uuid, p_user uuid, p_membership uuid, p_token_hash text, p_family_hash text, p_now timestamptz
) RETURNS TABLE (expires_at timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  UPDATE sessions s SET membership_id = m.id, token_hash = p_token_hash, family_hash = p_family_hash,
    previous_token_hash = NULL, last_used_at = p_now,
    absolute_expires_at = least(s.absolute_expires_at, s.created_at + make_interval(mins => t.session_absolute_minutes)),
    expires_at = least(s.absolute_expires_at, s.created_at + make_interval(mins => t.session_absolute_minutes),
      p_now + make_interval(mins => t.session_idle_minutes))
  FROM memberships m JOIN tenants t ON t.id = m.tenant_id JOIN users u ON u.id = m.user_id
  WHERE s.id = p_session AND s.user_id = p_user AND s.revoked_at IS NULL AND s.expires_at > p_now
    AND m.id = p_membership AND m.user_id = p_user AND m.disabled_at IS NULL AND t.status = 'active'
    AND u.disabled_at IS NULL
  RETURNING s.expires_at
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
