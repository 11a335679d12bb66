-- The playground: a member asks as a customer would, and sees every stage. A thread is a tree: any message can be taken up
-- again from where it was.
CREATE TYPE studio_status AS ENUM ('running', 'done', 'failed');
CREATE TABLE studio_threads (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    membership_id uuid NOT NULL,
    title text NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT studio_threads_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX studio_threads_tenant_id_id_key ON studio_threads (tenant_id, id);
CREATE INDEX studio_threads_tenant_id_membership_id_updated_at_idx
  ON studio_threads (tenant_id, membership_id, updated_at DESC);
ALTER TABLE studio_threads ADD CONSTRAINT studio_threads_tenant_id_membership_id_fkey
  FOREIGN KEY (tenant_id, membership_id) REFERENCES memberships (tenant_id, id) ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE studio_messages (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    thread_id uuid NOT NULL,
    parent_id uuid,
    text text NOT NULL,
    status studio_status NOT NULL DEFAULT 'running',
    -- What every stage was given and gave back.
    trace jsonb,
    reply text,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT studio_messages_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX studio_messages_tenant_id_id_key ON studio_messages (tenant_id, id);
CREATE INDEX studio_messages_tenant_id_thread_id_created_at_idx ON studio_messages (tenant_id, thread_id, created_at);
ALTER TABLE studio_messages ADD CONSTRAINT studio_messages_tenant_id_thread_id_fkey
  FOREIGN KEY (tenant_id, thread_id) REFERENCES studio_threads (tenant_id, id) ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE studio_messages ADD CONSTRAINT studio_messages_tenant_id_parent_id_fkey
  FOREIGN KEY (tenant_id, parent_id) REFERENCES studio_messages (tenant_id, id) ON DELETE CASCADE ON UPDATE CASCADE;

-- A pinned exchange: asked again after every change, its outcome compared with the one that was pinned.
CREATE TABLE evaluation_cases (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    turns jsonb NOT NULL,
    expected jsonb NOT NULL,
    created_by_id uuid NOT NULL,
    archived_at timestamptz(3),
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT evaluation_cases_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX evaluation_cases_tenant_id_id_key ON evaluation_cases (tenant_id, id);
CREATE INDEX evaluation_cases_tenant_id_created_at_idx ON evaluation_cases (tenant_id, created_at DESC);
ALTER TABLE evaluation_cases ADD CONSTRAINT evaluation_cases_tenant_id_created_by_id_fkey
  FOREIGN KEY (tenant_id, created_by_id) REFERENCES memberships (tenant_id, id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE evaluation_runs (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    status studio_status NOT NULL DEFAULT 'running',
    total integer NOT NULL DEFAULT 0,
    changed integer NOT NULL DEFAULT 0,
    failed integer NOT NULL DEFAULT 0,
    model text,
    prompt_version text,
    policy_version integer,
    started_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    finished_at timestamptz(3),

    CONSTRAINT evaluation_runs_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX evaluation_runs_tenant_id_id_key ON evaluation_runs (tenant_id, id);
CREATE INDEX evaluation_runs_tenant_id_started_at_idx ON evaluation_runs (tenant_id, started_at DESC);

CREATE TABLE evaluation_results (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    run_id uuid NOT NULL,
    case_id uuid NOT NULL,
    status studio_status NOT NULL,
    outcome jsonb NOT NULL,
    -- `[{ field, before, after }]`; empty when nothing changed.
    changes jsonb NOT NULL DEFAULT '[]',
    ms integer NOT NULL DEFAULT 0,

    CONSTRAINT evaluation_results_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX evaluation_results_tenant_id_run_id_case_id_key ON evaluation_results (tenant_id, run_id, case_id);
ALTER TABLE evaluation_results ADD CONSTRAINT evaluation_results_tenant_id_run_id_fkey
  FOREIGN KEY (tenant_id, run_id) REFERENCES evaluation_runs (tenant_id, id) ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE evaluation_results ADD CONSTRAINT evaluation_results_tenant_id_case_id_fkey
  FOREIGN KEY (tenant_id, case_id) REFERENCES evaluation_cases (tenant_id, id) ON DELETE CASCADE ON UPDATE CASCADE;

SELECT protect_tenant_table('studio_threads', 'SELECT, INSERT, UPDATE, DELETE');
SELECT protect_tenant_table('studio_messages', 'SELECT, INSERT, UPDATE');
SELECT protect_tenant_table('evaluation_cases', 'SELECT, INSERT, UPDATE');
SELECT protect_tenant_table('evaluation_runs', 'SELECT, INSERT, UPDATE');
SELECT protect_tenant_table('evaluation_results', 'SELECT, INSERT');
