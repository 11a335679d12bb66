-- At most one live suggestion per conversation.
CREATE UNIQUE INDEX suggestions_one_live_key ON suggestions (tenant_id, conversation_id) WHERE status = 'pending';

-- At most one open escalation per conversation.
CREATE UNIQUE INDEX escalations_one_open_key ON escalations (tenant_id, conversation_id)
  WHERE status IN ('pending', 'claimed');

-- One profile for the tenant, one per channel.
CREATE UNIQUE INDEX agent_profiles_tenant_key ON agent_profiles (tenant_id) WHERE channel_id IS NULL;
CREATE UNIQUE INDEX agent_profiles_channel_key ON agent_profiles (tenant_id, channel_id) WHERE channel_id IS NOT NULL;

-- The lists the console shows. A state belongs into an index's condition, not among its columns: behind row-level
-- security only leakproof operators reach an index, and comparing enums is not one, while that a condition follows
-- from the query is seen when it is planned.
CREATE INDEX conversations_open_idx ON conversations (tenant_id, last_message_at DESC, id DESC)
  WHERE status <> 'resolved';
CREATE INDEX conversations_mine_idx ON conversations (tenant_id, assignee_id, last_message_at DESC, id DESC)
  WHERE assignee_id IS NOT NULL AND status <> 'resolved';
CREATE INDEX conversations_unassigned_idx ON conversations (tenant_id, last_message_at DESC, id DESC)
  WHERE assignee_id IS NULL AND status <> 'resolved';
CREATE INDEX conversations_approval_idx ON conversations (tenant_id, last_message_at DESC, id DESC)
  WHERE pending_suggestion_id IS NOT NULL;
CREATE INDEX conversations_escalated_idx ON conversations (tenant_id, last_message_at DESC, id DESC)
  WHERE status = 'escalated';
CREATE INDEX escalations_open_idx ON escalations (tenant_id, priority DESC, created_at)
  WHERE status IN ('pending', 'claimed');
CREATE INDEX suggestions_pending_idx ON suggestions (tenant_id, created_at DESC) WHERE status = 'pending';

-- What falls due.
CREATE INDEX conversations_snoozed_idx ON conversations (snoozed_until) WHERE status = 'snoozed';
CREATE INDEX suggest_runs_running_idx ON suggest_runs (started_at) WHERE status = 'running';
CREATE INDEX outbound_messages_due_idx ON outbound_messages (next_attempt_at) WHERE status = 'pending';

-- Retrieval.
CREATE INDEX chunks_tenant_active_idx ON chunks (tenant_id, embed_model) WHERE active;

-- Every outbound message is allowed by exactly one approval of the same conversation, for exactly these words.
ALTER TABLE messages ADD CONSTRAINT messages_outbound_approved_check
  CHECK ((direction = 'outbound') = (approval_id IS NOT NULL));
ALTER TABLE messages ADD CONSTRAINT messages_delivery_check
  CHECK ((direction = 'outbound') = (delivery_status IS NOT NULL));

-- A person stands behind every approval but an auto-send, which stands on a suggestion.
ALTER TABLE approvals ADD CONSTRAINT approvals_who_check CHECK (
  CASE kind
    WHEN 'auto_send' THEN suggestion_id IS NOT NULL AND membership_id IS NULL
    WHEN 'suggestion' THEN suggestion_id IS NOT NULL AND membership_id IS NOT NULL
    WHEN 'own_message' THEN suggestion_id IS NULL AND membership_id IS NOT NULL
  END);

CREATE FUNCTION refuse_unapproved_message() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  approval approvals%ROWTYPE;
BEGIN
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
CREATE TRIGGER messages_approved BEFORE INSERT OR UPDATE OF content, approval_id, conversation_id, direction, author_id
  ON messages
  FOR EACH ROW WHEN (NEW.direction = 'outbound') EXECUTE FUNCTION refuse_unapproved_message();

-- An auto-send approval needs a suggestion whose stored verdict was to send.
CREATE FUNCTION refuse_unfounded_approval() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  IF NEW.suggestion_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM suggestions
    WHERE tenant_id = NEW.tenant_id AND id = NEW.suggestion_id AND conversation_id = NEW.conversation_id
      AND (NEW.kind <> 'auto_send' OR decision = 'AUTO_SEND')
  ) THEN
    RAISE EXCEPTION 'approval % has no suggestion that allows it', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER approvals_founded BEFORE INSERT ON approvals
  FOR EACH ROW EXECUTE FUNCTION refuse_unfounded_approval();

-- What was drafted and the verdict on it stay as they were stored: approvals rest on them.
CREATE FUNCTION refuse_rewriting_suggestion() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'suggestion % stays as it was drafted', OLD.id USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER suggestions_unchanged BEFORE UPDATE OF text, decision, conversation_id ON suggestions
  FOR EACH ROW WHEN ((OLD.text, OLD.decision, OLD.conversation_id) IS DISTINCT FROM (NEW.text, NEW.decision, NEW.conversation_id))
  EXECUTE FUNCTION refuse_rewriting_suggestion();

-- Nothing is queued for delivery but an outbound message.
CREATE FUNCTION refuse_foreign_outbox_row() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM messages
    WHERE tenant_id = NEW.tenant_id AND id = NEW.message_id AND conversation_id = NEW.conversation_id
      AND direction = 'outbound'
  ) THEN
    RAISE EXCEPTION 'outbox row % carries no outbound message', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER outbound_messages_founded BEFORE INSERT OR UPDATE OF message_id, conversation_id ON outbound_messages
  FOR EACH ROW EXECUTE FUNCTION refuse_foreign_outbox_row();

-- Append-only for everyone, the owner included.
CREATE FUNCTION refuse_rewriting_history() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();
CREATE TRIGGER approvals_unchanged BEFORE UPDATE ON approvals
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_history();
