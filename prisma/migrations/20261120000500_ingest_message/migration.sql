-- Where a customer's message takes a conversation. The same line of the transition table in packages/shared; a test
-- compares the two.
CREATE FUNCTION status_after_customer_wrote(p_status conversation_status) RETURNS conversation_status
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE p_status WHEN 'escalated' THEN 'escalated' ELSE 'active' END::conversation_status $$;

-- A customer's message, whole: ledger entry, customer, conversation, message, settle row and log lines, in one
-- statement and so in one round trip and one transaction. It runs with the caller's rights, takes on the restricted
-- role and the channel's tenant for the rest of the transaction, and so stays inside row-level security.
--
-- Returns no row when the channel is unknown. A repeated event answers with what the first one stored.
CREATE FUNCTION ingest_message(
  p_channel_key text,
  p_external_id text,
  p_event_id text,
  p_text text,
  p_name text,
  p_email text,
  p_attachments jsonb,
  p_payload jsonb,
  p_language text,
  p_snippet text,
  p_event_row uuid,
  p_customer_row uuid,
  p_conversation_row uuid,
  p_message_row uuid,
  p_now timestamptz,
  OUT tenant_id uuid,
  OUT channel_id uuid,
  OUT conversation_id uuid,
  OUT message_id uuid,
  OUT seq int,
  OUT duplicate boolean
) RETURNS SETOF record
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
  v_channel uuid;
  v_customer uuid;
  v_conversation conversations%ROWTYPE;
  v_quiet int;
  v_max int;
  v_superseded uuid;
BEGIN
  PERFORM set_config('role', 'countersign_app', true);
  SELECT r.tenant_id, r.channel_id INTO v_tenant, v_channel FROM route_channel(p_channel_key) r;
  IF v_tenant IS NULL THEN
    RETURN;
  END IF;
  PERFORM set_config('app.tenant_id', v_tenant::text, true);

  -- The ledger first: of many deliveries of one event exactly one passes here, the others wait for it and find it.
  INSERT INTO inbound_events (id, tenant_id, channel_id, external_event_id, message_id, payload, received_at)
  VALUES (p_event_row, v_tenant, v_channel, p_event_id, p_message_row, p_payload, p_now)
  ON CONFLICT (channel_id, external_event_id) DO NOTHING;
  IF NOT FOUND THEN
    RETURN QUERY
      SELECT m.tenant_id, m.channel_id, m.conversation_id, m.id, m.seq, true FROM messages m
      WHERE m.tenant_id = v_tenant AND m.channel_id = v_channel AND m.external_id = p_event_id;
    RETURN;
  END IF;

  SELECT c.id INTO v_customer FROM customers c
  WHERE c.tenant_id = v_tenant AND c.channel_id = v_channel AND c.external_id = p_external_id;
  IF v_customer IS NULL THEN
    INSERT INTO customers (id, tenant_id, channel_id, external_id, name, email, created_at, updated_at)
    VALUES (p_customer_row, v_tenant, v_channel, p_external_id, p_name, p_email, p_now, p_now)
    ON CONFLICT (tenant_id, channel_id, external_id) DO UPDATE SET updated_at = EXCLUDED.updated_at
    RETURNING id INTO v_customer;
  ELSIF p_name IS NOT NULL OR p_email IS NOT NULL THEN
    UPDATE customers c SET name = coalesce(p_name, c.name), email = coalesce(p_email, c.email), updated_at = p_now
    WHERE c.tenant_id = v_tenant AND c.id = v_customer
      AND (c.name IS DISTINCT FROM coalesce(p_name, c.name) OR c.email IS DISTINCT FROM coalesce(p_email, c.email));
  END IF;

  -- Taking the conversation's row orders its messages: seq has no gaps and no ties.
  INSERT INTO conversations AS c (
    id, tenant_id, channel_id, customer_id, thread_key, status, language, unread_count, last_seq, last_customer_seq,
    last_message_at, last_from, snippet, created_at
  ) VALUES (
    p_conversation_row, v_tenant, v_channel, v_customer, p_external_id, 'active', p_language, 1, 1, 1,
    p_now, 'customer', p_snippet, p_now
  )
  ON CONFLICT (tenant_id, channel_id, thread_key) DO UPDATE SET
    status = status_after_customer_wrote(c.status),
    language = coalesce(p_language, c.language),
    unread_count = c.unread_count + 1,
    last_seq = c.last_seq + 1,
    last_customer_seq = c.last_seq + 1,
    last_message_at = greatest(c.last_message_at, p_now),
    last_from = 'customer',
    snippet = p_snippet,
    snoozed_until = NULL,
    version = c.version + 1
  RETURNING c.* INTO v_conversation;

  -- A newer message voids the live draft.
  IF v_conversation.pending_suggestion_id IS NOT NULL THEN
    UPDATE suggestions s SET status = 'superseded', version = s.version + 1, decided_at = p_now
    WHERE s.tenant_id = v_tenant AND s.id = v_conversation.pending_suggestion_id AND s.status = 'pending'
    RETURNING s.id INTO v_superseded;
    UPDATE conversations c SET pending_suggestion_id = NULL
    WHERE c.tenant_id = v_tenant AND c.id = v_conversation.id;
  END IF;

  INSERT INTO messages (
    id, tenant_id, conversation_id, channel_id, seq, direction, sender_kind, content, attachments, external_id, sent_at
  ) VALUES (
    p_message_row, v_tenant, v_conversation.id, v_channel, v_conversation.last_seq, 'inbound', 'customer', p_text,
    p_attachments, p_event_id, p_now
  );

  SELECT d.settle_quiet_ms, d.settle_max_ms INTO v_quiet, v_max FROM decision_settings d WHERE d.tenant_id = v_tenant;
  v_quiet := coalesce(v_quiet, 1500);
  v_max := coalesce(v_max, 8000);
  INSERT INTO suggest_settles AS s (tenant_id, conversation_id, burst_started_at, due_at)
  VALUES (v_tenant, v_conversation.id, p_now, p_now + make_interval(secs => v_quiet / 1000.0))
  ON CONFLICT (tenant_id, conversation_id) DO UPDATE SET due_at = greatest(s.due_at, least(
    p_now + make_interval(secs => v_quiet / 1000.0),
    s.burst_started_at + make_interval(secs => v_max / 1000.0)));

  INSERT INTO sync_events (tenant_id, type, entity_id, conversation_id, created_at)
  SELECT v_tenant, line.type, line.entity_id, v_conversation.id, p_now
  FROM (VALUES
    (1, 'message.created', p_message_row),
    (2, CASE WHEN v_conversation.last_seq = 1 THEN 'conversation.created' ELSE 'conversation.updated' END, v_conversation.id),
    (3, 'suggestion.updated', v_superseded)
  ) AS line (position, type, entity_id)
  WHERE line.entity_id IS NOT NULL
  ORDER BY line.position;

  RETURN QUERY SELECT v_tenant, v_channel, v_conversation.id, p_message_row, v_conversation.last_seq, false;
END
$$;
REVOKE ALL ON FUNCTION ingest_message FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ingest_message TO countersign_app;
