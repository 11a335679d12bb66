import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import { normalisePageUrl } from '@countersign/shared/knowledge/crawl.policy'
import type { IngestProblem } from '@countersign/shared/knowledge/knowledge.contract'
import type { SitePageView, SiteView } from '@countersign/shared/knowledge/site.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { crawlSiteJob } from '../../jobs/catalog/crawl-site.job.ts'
import { recordAudit } from '../audit/index.ts'
import { embedPassages } from './embed-passages.ts'
import { forgetNames } from './find-mentions.ts'
import { lockDocument } from './knowledge.repo.ts'
import { refreshCounts } from './refresh-counts.ts'
import {
  dropLostPages,
  findPageDocument,
  findSite,
  listSitePages,
  listSites,
  markSite,
  recordPage,
  renewSite,
  revivePage,
  type SiteRow,
  switchSite,
  upsertSite,
} from './site.repo.ts'
import { preparePassages, writeDocument } from './write-document.ts'

/** Adds an address and asks for its pages to be read. */
export async function addSite(
  services: Services,
  actor: Actor,
  input: { url: string; maxPages: number; maxDepth: number },
): Promise<Result<{ id: string }>> {
  // People write addresses without their beginning.
  const written = /^[a-z][a-z0-9+.-]*:/i.test(input.url) ? input.url : `https://${input.url}`
  const url = normalisePageUrl(written)
  if (url === null) return refused('knowledge.address_refused')
  return services.database.withTenant(actor.tenantId, async tx => {
    const { id, round } = await upsertSite(tx, {
      ...input,
      url,
      id: services.ids.next(),
      now: services.clock.now(),
    })
    await requestCrawl(services, actor, tx, id, round, 'knowledge_created')
    return ok({ id })
  })
}

/** Reads a site's pages again: changed ones become new versions, lost ones go. */
export function recrawlSite(services: Services, actor: Actor, id: string): Promise<Result<{ id: string }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const renewed = await renewSite(tx, id)
    if (renewed === null) return refused('knowledge.not_found')
    await requestCrawl(services, actor, tx, id, renewed.round, 'knowledge_updated')
    return ok({ id })
  })
}

/** Takes a site and its pages out of use, or brings both back. */
export function setSiteDeleted(
  services: Services,
  actor: Actor,
  input: { id: string; deleted: boolean },
): Promise<Result<{ id: string }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const now = services.clock.now()
    if (!(await switchSite(tx, input.id, input.deleted ? now : null, now)))
      return refused('knowledge.not_found')
    await note(services, actor, tx, input.id, input.deleted ? 'knowledge_deleted' : 'knowledge_updated')
    forgetNames(services, actor.tenantId)
    return ok({ id: input.id })
  })
}

export async function listTenantSites(services: Services, actor: Actor): Promise<{ items: SiteView[] }> {
  const rows = await services.database.withTenant(actor.tenantId, tx => listSites(tx, 200))
  return { items: rows.map(toView) }
}

/** A site and what became of each of its pages, those that failed first. */
export async function getSite(
  services: Services,
  actor: Actor,
  id: string,
): Promise<Result<{ site: SiteView; pages: SitePageView[] }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const site = await findSite(tx, id)
    return site === null
      ? refused('knowledge.not_found')
      : ok({ site: toView(site), pages: await listSitePages(tx, id, 500) })
  })
}

export interface CrawlPlace {
  readonly tenantId: string
  readonly siteId: string
  readonly round: number
}

/** The site a job is about; null when it is gone or a newer round has begun. */
export function beginCrawl(services: Services, place: CrawlPlace): Promise<SiteRow | null> {
  return services.database.withTenant(place.tenantId, async tx => {
    const site = await findSite(tx, place.siteId)
    if (site === null || site.round !== place.round || site.status === 'done') return null
    await markSite(tx, site.id, site.round, { status: 'crawling', startedAt: services.clock.now() })
    await announce(tx, site.id)
    return site
  })
}

/** Stores a page, or why there is none. The same words as before change nothing. */
export async function storePage(
  services: Services,
  place: CrawlPlace,
  page:
    | { readonly outcome: 'read'; readonly url: string; readonly title: string | null; readonly text: string }
    | {
        readonly outcome: 'failed' | 'skipped' | 'cut-short'
        readonly url: string
        readonly problem: IngestProblem
        readonly gone?: boolean
      },
  found: number,
  signal: AbortSignal,
): Promise<void> {
  const { tenantId, siteId, round } = place
  const base = { siteId, round, url: page.url, found }
  if (page.outcome !== 'read') {
    await services.database.withTenant(tenantId, async tx => {
      const id = services.ids.next()
      // A page that does not answer today may tomorrow: what it said stays in use, and counts as met. One that is gone, or that
      // its site keeps to itself from now on, is neither.
      const stays = page.outcome === 'cut-short' || (page.outcome === 'failed' && page.gone !== true)
      const documentId = stays ? await findPageDocument(tx, siteId, page.url) : null
      await recordPage(tx, {
        ...base,
        id,
        status: page.outcome === 'failed' ? 'failed' : 'skipped',
        error: page.problem,
        documentId,
        now: services.clock.now(),
      })
      await announce(tx, siteId)
    })
    return
  }
  const known = await services.database.readTenant(tenantId, tx => findPageDocument(tx, siteId, page.url))
  const text = {
    id: known ?? services.ids.next(),
    source: 'url' as const,
    title: page.title ?? new URL(page.url).pathname,
    text: page.text,
    questions: [],
    url: page.url,
    siteId,
  }
  const bare = preparePassages(services, { ...text, category: null, tags: [], about: null })
  const passages = await embedPassages(services, bare, signal, async () => {})
  await services.database.withTenant(tenantId, async tx => {
    const site = await findSite(tx, siteId)
    if (site === null || site.round !== round) return
    const before = known === null ? null : await lockDocument(tx, known)
    const { category = null, tags = [], about = null } = before ?? {}
    const revived = before !== null && before.deletedAt !== null ? { ...before, contentHash: null } : before
    const written = await writeDocument(services, tx, { ...text, category, tags, about }, passages, revived)
    if (revived !== null && revived.deletedAt !== null) await revivePage(tx, text.id)
    const status = written ? 'indexed' : 'unchanged'
    await recordPage(tx, {
      ...base,
      id: services.ids.next(),
      status,
      error: null,
      documentId: text.id,
      now: services.clock.now(),
    })
    await announce(tx, siteId)
  })
}

/**
 * Ends a round: it is done when any page could be read, failed when none could.
 *
 * @param whole every page the site leads to, within its bounds, has been looked at
 */
export async function endCrawl(services: Services, place: CrawlPlace, whole: boolean): Promise<void> {
  const { tenantId, siteId, round } = place
  await services.database.withTenant(tenantId, async tx => {
    const site = await findSite(tx, siteId)
    if (site === null || site.round !== round) return
    const pages = await listSitePages(tx, siteId, 500)
    const read = pages.some(page => page.status === 'indexed' || page.status === 'unchanged')
    const finishedAt = services.clock.now()
    if (read) {
      // Nothing is dropped for a site that was away altogether, or slower than the time there was for it.
      if (whole) await dropLostPages(tx, siteId, round, finishedAt)
      await markSite(tx, siteId, round, { status: 'done', error: null, found: site.pagesDone, finishedAt })
    } else {
      await markSite(tx, siteId, round, {
        status: 'failed',
        error: pages[0]?.error ?? 'knowledge.no_text',
        finishedAt,
      })
    }
    await announce(tx, siteId)
  })
  forgetNames(services, tenantId)
  await refreshCounts(services, tenantId)
}

async function requestCrawl(
  services: Services,
  actor: Actor,
  tx: TenantTx,
  siteId: string,
  round: number,
  action: 'knowledge_created' | 'knowledge_updated',
): Promise<void> {
  await services.jobs.enqueue(tx, crawlSiteJob, { tenantId: actor.tenantId, siteId, round })
  await note(services, actor, tx, siteId, action)
}

async function note(
  services: Services,
  actor: Actor,
  tx: TenantTx,
  entityId: string,
  action: 'knowledge_created' | 'knowledge_updated' | 'knowledge_deleted',
): Promise<void> {
  await recordAudit(services, tx, {
    actorKind: 'member',
    actorId: actor.memberId,
    action,
    entityType: 'document',
    entityId,
    metadata: { site: true },
  })
  await announce(tx, entityId)
}

const announce = (tx: TenantTx, id: string) =>
  recordChanges(tx, [{ type: 'knowledge.updated', entityId: id, conversationId: null }])

function toView({ round: _round, finishedAt, ...site }: SiteRow): SiteView {
  return { ...site, finishedAt: finishedAt?.toISOString() ?? null }
}
