-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "channel_type" AS ENUM ('webchat', 'telegram', 'telegram_personal', 'whatsapp', 'whatsapp_personal', 'instagram', 'messenger', 'max', 'max_personal', 'email', 'slack', 'api');

-- CreateEnum
CREATE TYPE "outbound_status" AS ENUM ('pending', 'sent', 'delivered', 'read', 'failed');

-- CreateEnum
CREATE TYPE "suggestion_status" AS ENUM ('pending', 'approved', 'edited', 'rejected', 'escalated', 'superseded', 'expired', 'auto_sent');

-- CreateEnum
CREATE TYPE "suggestion_decision" AS ENUM ('AUTO_SEND', 'NEED_APPROVAL', 'ESCALATE');

-- CreateEnum
CREATE TYPE "human_action_kind" AS ENUM ('approve', 'edit', 'reject', 'escalate');

-- CreateEnum
CREATE TYPE "suggest_run_status" AS ENUM ('running', 'finished', 'failed', 'superseded');

-- CreateEnum
CREATE TYPE "ai_verdict" AS ENUM ('respond', 'ignore', 'escalate');

-- CreateEnum
CREATE TYPE "escalation_reason" AS ENUM ('urgent_request', 'human_requested', 'legal_matter', 'ai_limitation', 'complex_issue', 'low_confidence', 'forced_intent', 'policy', 'sla_breach');

-- CreateEnum
CREATE TYPE "escalation_status" AS ENUM ('pending', 'claimed', 'handled', 'dismissed');

-- CreateEnum
CREATE TYPE "tenant_status" AS ENUM ('active', 'restricted');

-- CreateEnum
CREATE TYPE "member_role" AS ENUM ('owner', 'admin', 'manager', 'operator', 'viewer', 'guest');

-- CreateEnum
CREATE TYPE "actor_kind" AS ENUM ('member', 'system', 'ai', 'customer');

-- CreateEnum
CREATE TYPE "conversation_status" AS ENUM ('active', 'waiting_customer', 'waiting_operator', 'escalated', 'resolved', 'snoozed');

-- CreateEnum
CREATE TYPE "conversation_mode" AS ENUM ('learning', 'semi_auto', 'auto');

-- CreateEnum
CREATE TYPE "message_direction" AS ENUM ('inbound', 'outbound');

-- CreateEnum
CREATE TYPE "sender_kind" AS ENUM ('customer', 'operator', 'ai', 'system');

-- CreateEnum
CREATE TYPE "approval_kind" AS ENUM ('suggestion', 'own_message', 'auto_send');

-- CreateEnum
CREATE TYPE "document_source" AS ENUM ('upload', 'url', 'text', 'faq', 'product');

-- CreateEnum
CREATE TYPE "document_status" AS ENUM ('processing', 'indexed', 'failed');

-- CreateTable
CREATE TABLE "channels" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "type" "channel_type" NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "config" JSONB NOT NULL DEFAULT '{}',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "external_account_id" TEXT,
    "token_expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_profiles" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "channel_id" UUID,
    "company_facts" JSONB NOT NULL DEFAULT '{}',
    "model" TEXT,
    "temperature" REAL,
    "top_p" REAL,
    "tone" TEXT,
    "language" TEXT,
    "system_prompt" TEXT,
    "scripts" JSONB NOT NULL DEFAULT '{}',
    "flagged_keywords" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "flagged_phrases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "ignore_examples" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "chats_enabled" BOOLEAN NOT NULL DEFAULT true,
    "comments_enabled" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agent_profiles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_events" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "external_event_id" TEXT NOT NULL,
    "message_id" UUID NOT NULL,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbound_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbound_messages" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "status" "outbound_status" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leased" BOOLEAN NOT NULL DEFAULT false,
    "platform_id" TEXT,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbound_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suggest_settles" (
    "tenant_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "burst_started_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "suggest_settles_pkey" PRIMARY KEY ("tenant_id","conversation_id")
);

-- CreateTable
CREATE TABLE "suggest_runs" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "trigger_message_id" UUID,
    "status" "suggest_run_status" NOT NULL DEFAULT 'running',
    "last_customer_seq" INTEGER NOT NULL,
    "prompt_version" TEXT,
    "model" TEXT,
    "tokens_in" INTEGER NOT NULL DEFAULT 0,
    "tokens_out" INTEGER NOT NULL DEFAULT 0,
    "cost_micros" INTEGER,
    "stages" JSONB NOT NULL DEFAULT '[]',
    "outcome" JSONB NOT NULL DEFAULT '{}',
    "error" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "suggest_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suggestions" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "message_id" UUID,
    "run_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "status" "suggestion_status" NOT NULL DEFAULT 'pending',
    "text" TEXT NOT NULL,
    "sentences" JSONB NOT NULL DEFAULT '[]',
    "language" TEXT,
    "intent" TEXT,
    "intent_score" REAL NOT NULL DEFAULT 0,
    "similarity_score" REAL NOT NULL DEFAULT 0,
    "self_check_score" REAL NOT NULL DEFAULT 0,
    "raw_score" REAL NOT NULL DEFAULT 0,
    "confidence" REAL NOT NULL DEFAULT 0,
    "penalties" JSONB NOT NULL DEFAULT '[]',
    "decision" "suggestion_decision" NOT NULL,
    "blocked_by" TEXT,
    "explanation" JSONB NOT NULL DEFAULT '[]',
    "questions" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "missing_fields" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "source_conflicts" BOOLEAN NOT NULL DEFAULT false,
    "needs_handoff" BOOLEAN NOT NULL DEFAULT false,
    "self_check_reasons" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "model" TEXT NOT NULL,
    "prompt_version" TEXT NOT NULL,
    "fallback_reason" TEXT,
    "tokens_in" INTEGER NOT NULL DEFAULT 0,
    "tokens_out" INTEGER NOT NULL DEFAULT 0,
    "cost_micros" INTEGER,
    "latency_ms" INTEGER NOT NULL DEFAULT 0,
    "policy_version" INTEGER NOT NULL DEFAULT 1,
    "superseded_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "suggestions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suggestion_sources" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "suggestion_id" UUID NOT NULL,
    "evidence_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "chunk_id" UUID,
    "title" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "similarity" REAL NOT NULL,
    "position" INTEGER NOT NULL,
    "source_updated_at" TIMESTAMPTZ(3),

    CONSTRAINT "suggestion_sources_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "human_actions" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "suggestion_id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "action" "human_action_kind" NOT NULL,
    "edited_text" TEXT,
    "edit_diff" JSONB,
    "reason" TEXT,
    "time_to_act_ms" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "human_actions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ai_decisions" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "verdict" "ai_verdict" NOT NULL,
    "rule" TEXT,
    "confidence" REAL NOT NULL DEFAULT 1,
    "snapshot" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ai_decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision_settings" (
    "tenant_id" UUID NOT NULL,
    "t_auto" REAL NOT NULL DEFAULT 0.8,
    "t_escalate" REAL NOT NULL DEFAULT 0.4,
    "autosend_allowed" BOOLEAN NOT NULL DEFAULT false,
    "intents_autosend_allowed" TEXT[] DEFAULT ARRAY['price', 'availability', 'shipping', 'other']::TEXT[],
    "intents_force_handoff" TEXT[] DEFAULT ARRAY['discount', 'complaint']::TEXT[],
    "weights" JSONB NOT NULL DEFAULT '{"similarity":0.45,"intent":0.3,"selfCheck":0.25}',
    "autonomy_target" REAL NOT NULL DEFAULT 0.95,
    "audit_rate" REAL NOT NULL DEFAULT 0.05,
    "settle_quiet_ms" INTEGER NOT NULL DEFAULT 1500,
    "settle_max_ms" INTEGER NOT NULL DEFAULT 8000,
    "policy_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decision_settings_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "human_delay_settings" (
    "tenant_id" UUID NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT false,
    "profiles" JSONB NOT NULL DEFAULT '{}',
    "night_mode" TEXT NOT NULL DEFAULT 'DELAY',
    "night_delay_multiplier" REAL NOT NULL DEFAULT 3,
    "night_auto_reply_text" TEXT,
    "min_delay_ms" INTEGER NOT NULL DEFAULT 3000,
    "max_delay_ms" INTEGER NOT NULL DEFAULT 120000,
    "typing_indicator_enabled" BOOLEAN NOT NULL DEFAULT true,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "human_delay_settings_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "training_policies" (
    "tenant_id" UUID NOT NULL,
    "always_escalate_intents" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "forbidden_topics" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "disabled_learning_intents" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "training_policies_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "training_samples" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "suggestion_id" UUID NOT NULL,
    "channel_type" "channel_type" NOT NULL,
    "question" TEXT NOT NULL,
    "draft" TEXT NOT NULL,
    "final_answer" TEXT,
    "language" TEXT,
    "intent" TEXT,
    "decision" "suggestion_decision" NOT NULL,
    "outcome" "human_action_kind" NOT NULL,
    "raw_score" REAL NOT NULL DEFAULT 0,
    "reason" TEXT,
    "ts_config" TEXT NOT NULL DEFAULT 'simple',
    "tsv" tsvector,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "training_samples_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calibration_models" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "intent" TEXT,
    "model" JSONB NOT NULL,
    "diagram" JSONB NOT NULL,
    "ece" REAL NOT NULL,
    "sample_count" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calibration_models_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "escalations" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "suggestion_id" UUID,
    "reason" "escalation_reason" NOT NULL,
    "summary" TEXT,
    "suggested_response" TEXT,
    "clarification_needed" TEXT,
    "note" TEXT,
    "status" "escalation_status" NOT NULL DEFAULT 'pending',
    "priority" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "claimed_by_id" UUID,
    "claimed_at" TIMESTAMPTZ(3),
    "handled_by_id" UUID,
    "handled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "escalations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenants" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "tone" TEXT NOT NULL DEFAULT 'friendly',
    "address_style" TEXT NOT NULL DEFAULT 'formal',
    "currency" CHAR(3) NOT NULL DEFAULT 'EUR',
    "timezone" TEXT NOT NULL DEFAULT 'Europe/Berlin',
    "working_hours_start" TEXT NOT NULL DEFAULT '09:00',
    "working_hours_end" TEXT NOT NULL DEFAULT '18:00',
    "working_days" TEXT[] DEFAULT ARRAY['mon', 'tue', 'wed', 'thu', 'fri']::TEXT[],
    "auto_reply_outside_hours" BOOLEAN NOT NULL DEFAULT false,
    "escalation_email" TEXT,
    "escalation_telegram" TEXT,
    "allow_discounts" BOOLEAN NOT NULL DEFAULT false,
    "max_discount_percent" INTEGER NOT NULL DEFAULT 0,
    "status" "tenant_status" NOT NULL DEFAULT 'active',
    "templates" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "email_verified_at" TIMESTAMPTZ(3),
    "last_login_at" TIMESTAMPTZ(3),
    "failed_login_attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "is_platform_admin" BOOLEAN NOT NULL DEFAULT false,
    "is_platform_owner" BOOLEAN NOT NULL DEFAULT false,
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_reason" TEXT,
    "new_email" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "member_role" NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "previous_token_hash" TEXT,
    "device" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feature_flags" (
    "id" UUID NOT NULL,
    "tenant_id" UUID,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "feature_flags_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "entity_type" TEXT NOT NULL,
    "entity_id" UUID NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "request_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "command_receipts" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "command_receipts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customers" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversations" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "thread_key" TEXT NOT NULL,
    "status" "conversation_status" NOT NULL DEFAULT 'active',
    "mode" "conversation_mode" NOT NULL DEFAULT 'learning',
    "ai_enabled" BOOLEAN NOT NULL DEFAULT true,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "assignee_id" UUID,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "language" TEXT,
    "unread_count" INTEGER NOT NULL DEFAULT 0,
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "last_customer_seq" INTEGER NOT NULL DEFAULT 0,
    "last_message_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_from" "sender_kind",
    "snippet" TEXT NOT NULL DEFAULT '',
    "intent" TEXT,
    "last_decision" "suggestion_decision",
    "pending_suggestion_id" UUID,
    "snoozed_until" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "messages" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "direction" "message_direction" NOT NULL,
    "sender_kind" "sender_kind" NOT NULL,
    "author_id" UUID,
    "content" TEXT NOT NULL,
    "type" TEXT NOT NULL DEFAULT 'text',
    "attachments" JSONB NOT NULL DEFAULT '[]',
    "reply_to_id" UUID,
    "external_id" TEXT,
    "delivery_status" "outbound_status",
    "approval_id" UUID,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approvals" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "kind" "approval_kind" NOT NULL,
    "suggestion_id" UUID,
    "membership_id" UUID,
    "text_hash" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "last_customer_seq" INTEGER NOT NULL,
    "conversation_version" INTEGER NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "approvals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_events" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" UUID NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "type" TEXT NOT NULL,
    "entity_id" UUID NOT NULL,
    "conversation_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sync_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "response_templates" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "category" TEXT,
    "triggers" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "usage_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "response_templates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "documents" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "source" "document_source" NOT NULL,
    "title" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "url" TEXT,
    "category" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" "document_status" NOT NULL DEFAULT 'processing',
    "error" TEXT,
    "size" INTEGER NOT NULL DEFAULT 0,
    "language" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ingested_at" TIMESTAMPTZ(3),
    "embedded_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "documents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chunks" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "headings" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "token_count" INTEGER NOT NULL,
    "start_offset" INTEGER NOT NULL,
    "end_offset" INTEGER NOT NULL,
    "ts_config" TEXT NOT NULL DEFAULT 'simple',
    "tsv" tsvector,
    "embedding" vector,
    "embed_model" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chunks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "faqs" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "questions" TEXT[],
    "answer" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "faqs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "products" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "price_minor" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "category" TEXT,
    "stock_quantity" INTEGER NOT NULL DEFAULT 0,
    "variants" JSONB NOT NULL DEFAULT '[]',
    "images" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "translations" JSONB NOT NULL DEFAULT '{}',
    "delivery_info" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "products_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "channels_key_key" ON "channels"("key");

-- CreateIndex
CREATE UNIQUE INDEX "channels_tenant_id_id_key" ON "channels"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "inbound_events_tenant_id_received_at_idx" ON "inbound_events"("tenant_id", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_events_channel_id_external_event_id_key" ON "inbound_events"("channel_id", "external_event_id");

-- CreateIndex
CREATE INDEX "outbound_messages_tenant_id_conversation_id_idx" ON "outbound_messages"("tenant_id", "conversation_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbound_messages_tenant_id_message_id_key" ON "outbound_messages"("tenant_id", "message_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbound_messages_tenant_id_idempotency_key_key" ON "outbound_messages"("tenant_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "suggest_settles_due_at_idx" ON "suggest_settles"("due_at");

-- CreateIndex
CREATE INDEX "suggest_runs_tenant_id_conversation_id_started_at_idx" ON "suggest_runs"("tenant_id", "conversation_id", "started_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "suggest_runs_tenant_id_id_key" ON "suggest_runs"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "suggestions_tenant_id_conversation_id_created_at_idx" ON "suggestions"("tenant_id", "conversation_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "suggestions_tenant_id_created_at_idx" ON "suggestions"("tenant_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "suggestions_tenant_id_id_key" ON "suggestions"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "suggestions_tenant_id_run_id_key" ON "suggestions"("tenant_id", "run_id");

-- CreateIndex
CREATE INDEX "suggestion_sources_tenant_id_chunk_id_idx" ON "suggestion_sources"("tenant_id", "chunk_id");

-- CreateIndex
CREATE UNIQUE INDEX "suggestion_sources_tenant_id_suggestion_id_evidence_id_key" ON "suggestion_sources"("tenant_id", "suggestion_id", "evidence_id");

-- CreateIndex
CREATE INDEX "human_actions_tenant_id_created_at_idx" ON "human_actions"("tenant_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "human_actions_tenant_id_suggestion_id_key" ON "human_actions"("tenant_id", "suggestion_id");

-- CreateIndex
CREATE INDEX "ai_decisions_tenant_id_created_at_idx" ON "ai_decisions"("tenant_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "ai_decisions_tenant_id_run_id_key" ON "ai_decisions"("tenant_id", "run_id");

-- CreateIndex
CREATE INDEX "training_samples_tenant_id_intent_created_at_idx" ON "training_samples"("tenant_id", "intent", "created_at" DESC);

-- CreateIndex
CREATE INDEX "training_samples_tsv_idx" ON "training_samples" USING GIN ("tsv");

-- CreateIndex
CREATE UNIQUE INDEX "training_samples_tenant_id_suggestion_id_key" ON "training_samples"("tenant_id", "suggestion_id");

-- CreateIndex
CREATE INDEX "calibration_models_tenant_id_intent_created_at_idx" ON "calibration_models"("tenant_id", "intent", "created_at" DESC);

-- CreateIndex
CREATE INDEX "escalations_tenant_id_priority_created_at_idx" ON "escalations"("tenant_id", "priority" DESC, "created_at");

-- CreateIndex
CREATE INDEX "escalations_tenant_id_conversation_id_idx" ON "escalations"("tenant_id", "conversation_id");

-- CreateIndex
CREATE UNIQUE INDEX "escalations_tenant_id_id_key" ON "escalations"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "users_username_key" ON "users"("username");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_tenant_id_id_key" ON "memberships"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_tenant_id_user_id_key" ON "memberships"("tenant_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_hash_key" ON "sessions"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_previous_token_hash_key" ON "sessions"("previous_token_hash");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "audit_events_tenant_id_created_at_id_idx" ON "audit_events"("tenant_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_events_tenant_id_entity_id_idx" ON "audit_events"("tenant_id", "entity_id");

-- CreateIndex
CREATE UNIQUE INDEX "command_receipts_tenant_id_membership_id_key_key" ON "command_receipts"("tenant_id", "membership_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "customers_tenant_id_id_key" ON "customers"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "customers_tenant_id_channel_id_external_id_key" ON "customers"("tenant_id", "channel_id", "external_id");

-- CreateIndex
CREATE INDEX "conversations_tenant_id_customer_id_idx" ON "conversations"("tenant_id", "customer_id");

-- CreateIndex
CREATE INDEX "conversations_tenant_id_last_message_at_id_idx" ON "conversations"("tenant_id", "last_message_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "conversations_tenant_id_id_key" ON "conversations"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "conversations_tenant_id_channel_id_thread_key_key" ON "conversations"("tenant_id", "channel_id", "thread_key");

-- CreateIndex
CREATE UNIQUE INDEX "messages_tenant_id_id_key" ON "messages"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "messages_tenant_id_conversation_id_seq_key" ON "messages"("tenant_id", "conversation_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "messages_tenant_id_channel_id_external_id_key" ON "messages"("tenant_id", "channel_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "messages_tenant_id_approval_id_key" ON "messages"("tenant_id", "approval_id");

-- CreateIndex
CREATE INDEX "approvals_tenant_id_conversation_id_idx" ON "approvals"("tenant_id", "conversation_id");

-- CreateIndex
CREATE UNIQUE INDEX "approvals_tenant_id_id_key" ON "approvals"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "approvals_tenant_id_suggestion_id_key" ON "approvals"("tenant_id", "suggestion_id");

-- CreateIndex
CREATE INDEX "sync_events_tenant_id_xid_id_idx" ON "sync_events"("tenant_id", "xid", "id");

-- CreateIndex
CREATE INDEX "sync_events_xid_id_idx" ON "sync_events"("xid", "id");

-- CreateIndex
CREATE INDEX "response_templates_tenant_id_idx" ON "response_templates"("tenant_id");

-- CreateIndex
CREATE INDEX "documents_tenant_id_updated_at_idx" ON "documents"("tenant_id", "updated_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "documents_tenant_id_id_key" ON "documents"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "chunks_tsv_idx" ON "chunks" USING GIN ("tsv");

-- CreateIndex
CREATE UNIQUE INDEX "chunks_tenant_id_id_key" ON "chunks"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "chunks_tenant_id_document_id_index_key" ON "chunks"("tenant_id", "document_id", "index");

-- CreateIndex
CREATE UNIQUE INDEX "faqs_tenant_id_document_id_key" ON "faqs"("tenant_id", "document_id");

-- CreateIndex
CREATE UNIQUE INDEX "products_tenant_id_sku_key" ON "products"("tenant_id", "sku");

-- CreateIndex
CREATE UNIQUE INDEX "products_tenant_id_document_id_key" ON "products"("tenant_id", "document_id");

-- AddForeignKey
ALTER TABLE "channels" ADD CONSTRAINT "channels_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_profiles" ADD CONSTRAINT "agent_profiles_tenant_id_channel_id_fkey" FOREIGN KEY ("tenant_id", "channel_id") REFERENCES "channels"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbound_events" ADD CONSTRAINT "inbound_events_tenant_id_channel_id_fkey" FOREIGN KEY ("tenant_id", "channel_id") REFERENCES "channels"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbound_messages" ADD CONSTRAINT "outbound_messages_tenant_id_channel_id_fkey" FOREIGN KEY ("tenant_id", "channel_id") REFERENCES "channels"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbound_messages" ADD CONSTRAINT "outbound_messages_tenant_id_conversation_id_fkey" FOREIGN KEY ("tenant_id", "conversation_id") REFERENCES "conversations"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbound_messages" ADD CONSTRAINT "outbound_messages_tenant_id_message_id_fkey" FOREIGN KEY ("tenant_id", "message_id") REFERENCES "messages"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggest_settles" ADD CONSTRAINT "suggest_settles_tenant_id_conversation_id_fkey" FOREIGN KEY ("tenant_id", "conversation_id") REFERENCES "conversations"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggest_runs" ADD CONSTRAINT "suggest_runs_tenant_id_conversation_id_fkey" FOREIGN KEY ("tenant_id", "conversation_id") REFERENCES "conversations"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_tenant_id_conversation_id_fkey" FOREIGN KEY ("tenant_id", "conversation_id") REFERENCES "conversations"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_tenant_id_message_id_fkey" FOREIGN KEY ("tenant_id", "message_id") REFERENCES "messages"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_tenant_id_run_id_fkey" FOREIGN KEY ("tenant_id", "run_id") REFERENCES "suggest_runs"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestion_sources" ADD CONSTRAINT "suggestion_sources_tenant_id_suggestion_id_fkey" FOREIGN KEY ("tenant_id", "suggestion_id") REFERENCES "suggestions"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestion_sources" ADD CONSTRAINT "suggestion_sources_tenant_id_chunk_id_fkey" FOREIGN KEY ("tenant_id", "chunk_id") REFERENCES "chunks"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "human_actions" ADD CONSTRAINT "human_actions_tenant_id_suggestion_id_fkey" FOREIGN KEY ("tenant_id", "suggestion_id") REFERENCES "suggestions"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "human_actions" ADD CONSTRAINT "human_actions_tenant_id_membership_id_fkey" FOREIGN KEY ("tenant_id", "membership_id") REFERENCES "memberships"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ai_decisions" ADD CONSTRAINT "ai_decisions_tenant_id_conversation_id_fkey" FOREIGN KEY ("tenant_id", "conversation_id") REFERENCES "conversations"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ai_decisions" ADD CONSTRAINT "ai_decisions_tenant_id_run_id_fkey" FOREIGN KEY ("tenant_id", "run_id") REFERENCES "suggest_runs"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_samples" ADD CONSTRAINT "training_samples_tenant_id_conversation_id_fkey" FOREIGN KEY ("tenant_id", "conversation_id") REFERENCES "conversations"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_samples" ADD CONSTRAINT "training_samples_tenant_id_suggestion_id_fkey" FOREIGN KEY ("tenant_id", "suggestion_id") REFERENCES "suggestions"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_tenant_id_conversation_id_fkey" FOREIGN KEY ("tenant_id", "conversation_id") REFERENCES "conversations"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_tenant_id_suggestion_id_fkey" FOREIGN KEY ("tenant_id", "suggestion_id") REFERENCES "suggestions"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_tenant_id_claimed_by_id_fkey" FOREIGN KEY ("tenant_id", "claimed_by_id") REFERENCES "memberships"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_tenant_id_handled_by_id_fkey" FOREIGN KEY ("tenant_id", "handled_by_id") REFERENCES "memberships"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "command_receipts" ADD CONSTRAINT "command_receipts_tenant_id_membership_id_fkey" FOREIGN KEY ("tenant_id", "membership_id") REFERENCES "memberships"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_tenant_id_channel_id_fkey" FOREIGN KEY ("tenant_id", "channel_id") REFERENCES "channels"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_tenant_id_channel_id_fkey" FOREIGN KEY ("tenant_id", "channel_id") REFERENCES "channels"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customers"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_tenant_id_assignee_id_fkey" FOREIGN KEY ("tenant_id", "assignee_id") REFERENCES "memberships"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_tenant_id_pending_suggestion_id_fkey" FOREIGN KEY ("tenant_id", "pending_suggestion_id") REFERENCES "suggestions"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_tenant_id_conversation_id_fkey" FOREIGN KEY ("tenant_id", "conversation_id") REFERENCES "conversations"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_tenant_id_channel_id_fkey" FOREIGN KEY ("tenant_id", "channel_id") REFERENCES "channels"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_tenant_id_author_id_fkey" FOREIGN KEY ("tenant_id", "author_id") REFERENCES "memberships"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_tenant_id_approval_id_fkey" FOREIGN KEY ("tenant_id", "approval_id") REFERENCES "approvals"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_tenant_id_reply_to_id_fkey" FOREIGN KEY ("tenant_id", "reply_to_id") REFERENCES "messages"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_tenant_id_conversation_id_fkey" FOREIGN KEY ("tenant_id", "conversation_id") REFERENCES "conversations"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_tenant_id_suggestion_id_fkey" FOREIGN KEY ("tenant_id", "suggestion_id") REFERENCES "suggestions"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_tenant_id_membership_id_fkey" FOREIGN KEY ("tenant_id", "membership_id") REFERENCES "memberships"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chunks" ADD CONSTRAINT "chunks_tenant_id_document_id_fkey" FOREIGN KEY ("tenant_id", "document_id") REFERENCES "documents"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "faqs" ADD CONSTRAINT "faqs_tenant_id_document_id_fkey" FOREIGN KEY ("tenant_id", "document_id") REFERENCES "documents"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_tenant_id_document_id_fkey" FOREIGN KEY ("tenant_id", "document_id") REFERENCES "documents"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
