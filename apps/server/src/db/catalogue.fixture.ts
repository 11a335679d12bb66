import type pg from 'pg'

/**
 * What the catalogue must say of a database in which no tenant can reach another. Each check answers with sentences
 * about what is wrong, and with none when all is well.
 */

/** The one condition of every tenant table's policy, as PostgreSQL prints it. */
const ownRows = "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)"

/** Policies that let the server see more than its tenant's rows, each on purpose. */
const knownPolicies: Readonly<Record<string, string>> = {
  'feature_flags.global_flags': '(tenant_id IS NULL)',
}

const tenantTables = `
  SELECT c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`

export async function listTenantTables(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ relname: string }>(`${tenantTables} ORDER BY c.relname`)
  return rows.map(row => row.relname)
}

/** Tables with a `tenant_id` that are not held to the rows of one tenant, read and written. */
export async function findUnprotectedTables(client: pg.ClientBase): Promise<string[]> {
  const tables = await client.query<{
    oid: number
    relname: string
    relrowsecurity: boolean
    relforcerowsecurity: boolean
  }>(tenantTables)
  const policies = await client.query<{
    polrelid: number
    polname: string
    polcmd: string
    polpermissive: boolean
    read: string | null
    written: string | null
  }>(`
    SELECT p.polrelid, p.polname, p.polcmd::text, p.polpermissive,
      pg_get_expr(p.polqual, p.polrelid) AS read, pg_get_expr(p.polwithcheck, p.polrelid) AS written
    FROM pg_policy p
    WHERE 0 = ANY (p.polroles)
      OR EXISTS (SELECT FROM unnest(p.polroles) r (oid) WHERE pg_has_role('countersign_app', r.oid, 'member'))`)
  return tables.rows.flatMap(({ oid, relname, relrowsecurity, relforcerowsecurity }) => {
    const own = policies.rows.filter(policy => policy.polrelid === oid)
    const isTenantRule = (policy: (typeof own)[number]) =>
      policy.polcmd === '*' && policy.read === ownRows && policy.written === ownRows
    const extra = own.filter(
      policy =>
        !isTenantRule(policy) &&
        policy.polpermissive &&
        !(policy.polcmd === 'r' && knownPolicies[`${relname}.${policy.polname}`] === policy.read),
    )
    return [
      ...(relrowsecurity ? [] : [`${relname}: row-level security is off`]),
      ...(relforcerowsecurity ? [] : [`${relname}: row-level security is not forced on its owner`]),
      ...(own.some(policy => isTenantRule(policy) && policy.polpermissive)
        ? []
        : [`${relname}: no policy holds it to its tenant, read and written`]),
      ...extra.map(policy => `${relname}: the policy ${policy.polname} opens more than the tenant's rows`),
    ]
  })
}

/** Foreign keys between tenant tables along which a row could point into another tenant, or lose its own. */
export async function findLooseForeignKeys(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string; from: string; paired: boolean; nulls: boolean }>(`
    WITH tenant_tables AS (${tenantTables})
    SELECT k.conname AS name, t.relname AS "from",
      EXISTS (
        SELECT FROM unnest(k.conkey, k.confkey) pair (own, theirs)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.own AND a.attname = 'tenant_id'
        JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.theirs AND b.attname = 'tenant_id'
      ) AS paired,
      k.confdeltype IN ('n', 'd') OR k.confupdtype IN ('n', 'd') AS nulls
    FROM pg_constraint k
    JOIN tenant_tables t ON t.oid = k.conrelid
    JOIN tenant_tables o ON o.oid = k.confrelid
    WHERE k.contype = 'f'
    ORDER BY k.conname`)
  return rows.flatMap(({ name, from, paired, nulls }) => [
    ...(paired ? [] : [`${from}: ${name} does not include tenant_id`]),
    ...(nulls ? [`${from}: ${name} would empty tenant_id`] : []),
  ])
}

/** Whatever makes the role of the server more than a guest in its database. */
export async function findPowers(client: pg.ClientBase, role: string): Promise<string[]> {
  const { rows } = await client.query<{ power: string }>(
    `
    SELECT unnest(array_remove(ARRAY[
      CASE WHEN r.rolsuper THEN 'superuser' END,
      CASE WHEN r.rolbypassrls THEN 'bypasses row-level security' END,
      CASE WHEN r.rolcreaterole THEN 'creates roles' END,
      CASE WHEN r.rolcreatedb THEN 'creates databases' END,
      CASE WHEN r.rolreplication THEN 'replicates' END,
      CASE WHEN has_schema_privilege(r.oid, 'public', 'CREATE') THEN 'creates in public' END
    ], NULL)) AS power FROM pg_roles r WHERE r.rolname = $1
    UNION ALL
    SELECT 'owns ' || pg_describe_object(d.classid, d.objid, d.objsubid)
    FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid AND d.refclassid = 'pg_authid'::regclass
    WHERE r.rolname = $1 AND d.deptype = 'o' AND d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    UNION ALL
    SELECT 'is a ' || g.rolname FROM pg_auth_members m
    JOIN pg_roles r ON r.oid = m.member JOIN pg_roles g ON g.oid = m.roleid
    WHERE r.rolname = $1 AND g.rolname <> 'countersign_app'`,
    [role],
  )
  return rows.map(row => row.power)
}

/** What a role may do with each table of `public`, granted directly or to everyone; tables without a grant are left out. */
export async function readTableGrants(client: pg.ClientBase, role: string): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; privileges: string }>(
    `
    SELECT c.relname AS name, string_agg(DISTINCT acl.privilege_type, ', ' ORDER BY acl.privilege_type) AS privileges
    FROM pg_class c, aclexplode(c.relacl) acl
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
      AND (acl.grantee = 0 OR acl.grantee = (SELECT oid FROM pg_roles WHERE rolname = $1))
    GROUP BY c.relname ORDER BY c.relname`,
    [role],
  )
  return Object.fromEntries(rows.map(row => [row.name, row.privileges]))
}

export interface DefinerFunction {
  readonly name: string
  /** The settings it runs with, as stored. */
  readonly settings: readonly string[]
  readonly everyone: boolean
  /** Run by the database itself; nobody can call it. */
  readonly trigger: boolean
}

/** Functions that run with their owner's rights. */
export async function listDefinerFunctions(client: pg.ClientBase): Promise<DefinerFunction[]> {
  const { rows } = await client.query<DefinerFunction>(`
    SELECT p.proname AS name, coalesce(p.proconfig, '{}') AS settings,
      p.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(p.proacl) acl WHERE acl.grantee = 0) AS everyone,
      p.prorettype = 'trigger'::regtype AS trigger
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
    ORDER BY p.proname`)
  return rows
}

/** Everything migrations make, as text: two databases with the same text have the same schema. */
export async function describeSchema(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ line: string }>(`
    WITH ours AS (SELECT oid FROM pg_namespace WHERE nspname = 'public'),
    made AS (
      SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END || coalesce(' ' || pg_get_expr(d.adbin, d.adrelid), '') AS line
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
      WHERE c.relnamespace IN (SELECT oid FROM ours) AND c.relkind IN ('r', 'p', 'v', 'S')
      UNION ALL
      SELECT 'table ' || c.relname || ' ' || c.relrowsecurity || ' ' || c.relforcerowsecurity || ' ' || coalesce(c.relacl::text, '')
      FROM pg_class c WHERE c.relnamespace IN (SELECT oid FROM ours) AND c.relkind IN ('r', 'p', 'v', 'S')
      UNION ALL
      SELECT 'index ' || pg_get_indexdef(i.indexrelid) FROM pg_index i
      JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace IN (SELECT oid FROM ours)
      UNION ALL
      SELECT 'constraint ' || k.conrelid::regclass || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
      FROM pg_constraint k WHERE k.connamespace IN (SELECT oid FROM ours)
      UNION ALL
      SELECT 'trigger ' || pg_get_triggerdef(t.oid) FROM pg_trigger t
      JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace IN (SELECT oid FROM ours) AND NOT t.tgisinternal
      UNION ALL
      SELECT 'policy ' || p.polrelid::regclass || ' ' || p.polname || ' ' || p.polcmd::text || ' '
        || coalesce(pg_get_expr(p.polqual, p.polrelid), '') || ' ' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
      FROM pg_policy p
      UNION ALL
      SELECT 'function ' || pg_get_functiondef(p.oid) || ' ' || coalesce(p.proacl::text, '') FROM pg_proc p
      WHERE p.pronamespace IN (SELECT oid FROM ours) AND p.prokind = 'f'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
      UNION ALL
      SELECT 'enum ' || t.typname || ' ' || string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)
      FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.typname
      UNION ALL
      SELECT 'extension ' || extname FROM pg_extension
    )
    SELECT line FROM made ORDER BY line`)
  return rows.map(row => row.line).join('\n')
}

/** The values of every enum, by its name. */
export async function readEnums(client: pg.ClientBase): Promise<Record<string, string[]>> {
  const { rows } = await client.query<{ name: string; labels: string[] }>(`
    SELECT t.typname AS name, array_agg(e.enumlabel::text ORDER BY e.enumsortorder) AS labels
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
    WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname`)
  return Object.fromEntries(rows.map(row => [row.name, row.labels]))
}
