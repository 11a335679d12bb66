import type { SitePageView, SiteView } from '@countersign/shared/knowledge/site.contract'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export type SiteRow = Omit<SiteView, 'finishedAt'> & {
  readonly finishedAt: Date | null
  readonly round: number
}

/** Adds a site; one that is there already is crawled again, within the new bounds. */
export async function upsertSite(
  tx: TenantTx,
  row: { id: string; url: string; maxPages: number; maxDepth: number; now: Date },
): Promise<{ id: string; round: number }> {
  const [site] = await sqlOf(tx).$queryRaw<{ id: string; round: number }[]>`
    INSERT INTO sites (id, tenant_id, url, max_pages, max_depth, created_at)
    VALUES (${row.id}::uuid, ${tx.tenantId}::uuid, ${row.url}, ${row.maxPages}::int, ${row.maxDepth}::int, ${row.now}::timestamptz)
    ON CONFLICT (tenant_id, url) WHERE deleted_at IS NULL DO UPDATE SET max_pages = excluded.max_pages, max_depth = excluded.max_depth,
      round = sites.round + 1, status = 'waiting', error = NULL, pages_found = 0, pages_done = 0, pages_failed = 0
    RETURNING id, round`
  if (site === undefined) throw new Error('the site was not stored')
  return site
}

/** Begins another round; null when there is no such site. */
export async function renewSite(tx: TenantTx, id: string): Promise<{ round: number } | null> {
  const [site] = await sqlOf(tx).$queryRaw<{ round: number }[]>`
    UPDATE sites SET round = round + 1, status = 'waiting', error = NULL, pages_found = 0, pages_done = 0, pages_failed = 0
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid AND deleted_at IS NULL RETURNING round`
  return site ?? null
}

export async function findSite(tx: TenantTx, id: string): Promise<SiteRow | null> {
  const [row] = await sqlOf(tx).$queryRaw<SiteRow[]>`
    SELECT id, url, max_pages AS "maxPages", max_depth AS "maxDepth", status, error, round, pages_found AS "pagesFound",
      pages_done AS "pagesDone", pages_failed AS "pagesFailed", finished_at AS "finishedAt"
    FROM sites WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid AND deleted_at IS NULL`
  return row ?? null
}

export async function listSites(tx: TenantTx, limit: number): Promise<SiteRow[]> {
  return sqlOf(tx).$queryRaw<SiteRow[]>`
    SELECT id, url, max_pages AS "maxPages", max_depth AS "maxDepth", status, error, round, pages_found AS "pagesFound",
      pages_done AS "pagesDone", pages_failed AS "pagesFailed", finished_at AS "finishedAt"
    FROM sites WHERE tenant_id = ${tx.tenantId}::uuid AND deleted_at IS NULL ORDER BY created_at DESC LIMIT ${limit}`
}

export async function listSitePages(tx: TenantTx, id: string, limit: number): Promise<SitePageView[]> {
  return sqlOf(tx).$queryRaw<SitePageView[]>`
    SELECT url, status, error, document_id AS "documentId" FROM site_pages
    WHERE tenant_id = ${tx.tenantId}::uuid AND site_id = ${id}::uuid ORDER BY status DESC, url LIMIT ${limit}`
}

export async function markSite(
  tx: TenantTx,
  id: string,
  round: number,
  change: {
    status: SiteRow['status']
    error?: string | null
    found?: number
    startedAt?: Date
    finishedAt?: Date | null
  },
): Promise<void> {
  await sqlOf(tx).site.updateMany({
    where: { tenantId: tx.tenantId, id, round },
    data: {
      status: change.status,
      ...(change.error === undefined ? {} : { error: change.error }),
      ...(change.found === undefined ? {} : { pagesFound: change.found }),
      ...(change.startedAt === undefined ? {} : { startedAt: change.startedAt }),
      ...(change.finishedAt === undefined ? {} : { finishedAt: change.finishedAt }),
    },
  })
}

/** Notes what became of a page; a page that is met again, or a job that runs again, counts once. */
export async function recordPage(
  tx: TenantTx,
  row: {
    id: string
    siteId: string
    round: number
    url: string
    status: SitePageView['status']
    error: string | null
    documentId: string | null
    found: number
    now: Date
  },
): Promise<void> {
  const sql = sqlOf(tx)
  await sql.$executeRaw`
    INSERT INTO site_pages (id, tenant_id, site_id, url, round, status, error, document_id, at)
    VALUES (${row.id}::uuid, ${tx.tenantId}::uuid, ${row.siteId}::uuid, ${row.url}, ${row.round}::int,
      ${row.status}::site_page_status, ${row.error}, ${row.documentId}::uuid, ${row.now}::timestamptz)
    ON CONFLICT (tenant_id, site_id, url) DO UPDATE SET round = excluded.round, status = excluded.status, error = excluded.error,
      document_id = excluded.document_id, at = excluded.at`
  await sql.$executeRaw`
    UPDATE sites s SET pages_found = greatest(${row.found}::int, c.done), pages_done = c.done, pages_failed = c.failed
    FROM (SELECT count(*)::int AS done, (count(*) FILTER (WHERE status = 'failed'))::int AS failed FROM site_pages
      WHERE tenant_id = ${tx.tenantId}::uuid AND site_id = ${row.siteId}::uuid AND round = ${row.round}::int) c
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.id = ${row.siteId}::uuid AND s.round = ${row.round}::int`
}

export async function findPageDocument(tx: TenantTx, siteId: string, url: string): Promise<string | null> {
  const [row] = await sqlOf(tx).$queryRaw<{ id: string }[]>`
    SELECT id FROM documents WHERE tenant_id = ${tx.tenantId}::uuid AND site_id = ${siteId}::uuid AND url = ${url}`
  return row?.id ?? null
}

/**
 * Pages an earlier round had and this one did not meet are gone from the site: their documents are taken out of use.
 *
 * @returns the documents
 */
export async function dropLostPages(
  tx: TenantTx,
  siteId: string,
  round: number,
  now: Date,
): Promise<string[]> {
  const sql = sqlOf(tx)
  const rows = await sql.$queryRaw<{ id: string }[]>`
    UPDATE documents d SET deleted_at = ${now}::timestamptz, updated_at = ${now}::timestamptz
    WHERE d.tenant_id = ${tx.tenantId}::uuid AND d.site_id = ${siteId}::uuid AND d.deleted_at IS NULL
      AND NOT EXISTS (SELECT FROM site_pages p WHERE p.tenant_id = d.tenant_id AND p.site_id = d.site_id AND p.document_id = d.id
        AND p.round = ${round}::int)
    RETURNING d.id`
  const ids = rows.map(row => row.id)
  await sql.$executeRaw`
    UPDATE chunks SET active = false WHERE tenant_id = ${tx.tenantId}::uuid AND document_id = ANY (${ids}::uuid[])`
  await sql.$executeRaw`
    DELETE FROM site_pages WHERE tenant_id = ${tx.tenantId}::uuid AND site_id = ${siteId}::uuid AND round < ${round}::int`
  return ids
}

/** Takes a site and all its pages out of use, or brings them back. False when there is no such site. */
export async function switchSite(
  tx: TenantTx,
  id: string,
  deletedAt: Date | null,
  now: Date,
): Promise<boolean> {
  const sql = sqlOf(tx)
  const [site] = await sql.$queryRaw<{ was: Date | null }[]>`
    SELECT deleted_at AS was FROM sites WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid FOR UPDATE`
  if (site === undefined || (site.was === null) === (deletedAt === null)) return false
  await sql.$executeRaw`
    UPDATE sites SET deleted_at = ${deletedAt}::timestamptz WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid`
  // Documents that were deleted by themselves, before, stay so.
  await sql.$executeRaw`
    UPDATE documents SET deleted_at = ${deletedAt}::timestamptz, updated_at = ${now}::timestamptz
    WHERE tenant_id = ${tx.tenantId}::uuid AND site_id = ${id}::uuid AND deleted_at IS NOT DISTINCT FROM ${site.was}::timestamptz`
  await sql.$executeRaw`
    UPDATE chunks k SET active = d.active AND d.deleted_at IS NULL FROM documents d
    WHERE d.tenant_id = ${tx.tenantId}::uuid AND d.site_id = ${id}::uuid AND k.tenant_id = d.tenant_id AND k.document_id = d.id`
  return true
}

/** A page that was gone is on the site again. */
export async function revivePage(tx: TenantTx, documentId: string): Promise<void> {
  await sqlOf(tx).document.updateMany({
    where: { tenantId: tx.tenantId, id: documentId },
    data: { deletedAt: null },
  })
}
