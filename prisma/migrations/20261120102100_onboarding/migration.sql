-- How far a new workspace has come, and what is still missing before customers should meet it.

CREATE TYPE onboarding_status AS ENUM ('not_started', 'in_progress', 'done');
CREATE TYPE onboarding_step AS ENUM ('business', 'channels', 'products', 'policies', 'knowledge', 'review');

CREATE TABLE onboarding_state (
  tenant_id uuid NOT NULL,
  status onboarding_status NOT NULL DEFAULT 'not_started',
  current_step onboarding_step NOT NULL DEFAULT 'business',
  completed_steps onboarding_step[] NOT NULL DEFAULT '{}',
  answers jsonb NOT NULL DEFAULT '{}',
  updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT onboarding_state_pkey PRIMARY KEY (tenant_id),
  CONSTRAINT onboarding_state_done_check CHECK ((status = 'done') = ('review' = ANY (completed_steps))),
  CONSTRAINT onboarding_state_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE ON UPDATE CASCADE
);
SELECT protect_tenant_table('onboarding_state', 'SELECT, INSERT, UPDATE');

-- Written once each, so that a tenant sees how it went.
CREATE TABLE readiness_reports (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  score integer NOT NULL,
  checks jsonb NOT NULL DEFAULT '[]',
  recommendations text[] NOT NULL DEFAULT '{}',
  created_by_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT readiness_reports_pkey PRIMARY KEY (id),
  CONSTRAINT readiness_reports_score_check CHECK (score BETWEEN 0 AND 100),
  CONSTRAINT readiness_reports_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT readiness_reports_tenant_id_created_by_id_fkey FOREIGN KEY (tenant_id, created_by_id)
    REFERENCES memberships (tenant_id, id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX readiness_reports_tenant_id_created_at_id_idx ON readiness_reports (tenant_id, created_at DESC, id DESC);
SELECT protect_tenant_table('readiness_reports', 'SELECT, INSERT');
