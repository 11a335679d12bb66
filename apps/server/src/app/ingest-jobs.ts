import { setTimeout as sleep } from 'node:timers/promises'
import { offlineEmbedder } from '../api/embedder.port.ts'
import type { Services } from '../api/services.ts'
import {
  beginCrawl,
  beginIngest,
  endCrawl,
  endIngest,
  failIngest,
  reEmbed,
  requestReEmbedding,
  storePage,
} from '../features/knowledge/index.ts'
import { crawlSiteJob } from '../jobs/catalog/crawl-site.job.ts'
import { ingestDocumentJob } from '../jobs/catalog/ingest-document.job.ts'
import { reEmbedJob } from '../jobs/catalog/re-embed.job.ts'
import type { DueWork } from '../jobs/due-loop.ts'
import { handleJobs, type JobHandler } from '../jobs/queue.ts'
import { crawlSite } from '../pipelines/ingest/crawl/crawl-site.ts'
import type { PageFetcher, TextReader } from '../pipelines/ingest/ingest.port.ts'
import { inWork } from '../telemetry/log.ts'

export interface IngestParts {
  readonly services: Services
  readonly reader: TextReader
  readonly fetcher: PageFetcher
}

/** Files, sites and vectors: what becomes knowledge in the background. Each kind one at a time, customers come first. */
export function makeIngestHandlers({ services, reader, fetcher }: IngestParts): JobHandler[] {
  return [
    handleJobs(ingestDocumentJob, 1, ({ id, payload, signal }) =>
      inWork({ requestId: id, tenantId: payload.tenantId }, async () => {
        const file = await beginIngest(services, payload)
        if (file === null) return
        const answer = await reader.read({ kind: file.kind, bytes: file.bytes }, { signal })
        if (answer.ok) await endIngest(services, payload, file, answer.read, signal)
        else await failIngest(services, payload, answer.problem)
      }),
    ),
    handleJobs(crawlSiteJob, 1, ({ id, payload, signal }) =>
      inWork({ requestId: id, tenantId: payload.tenantId }, async () => {
        const site = await beginCrawl(services, payload)
        if (site === null) return
        const ports = {
          reader,
          fetcher,
          now: () => performance.now(),
          sleep: (ms: number, stop: AbortSignal) => sleep(ms, undefined, { signal: stop }),
        }
        let whole = true
        for await (const { page, found } of crawlSite(site, ports, signal)) {
          if (page.outcome === 'cut-short') whole = false
          await storePage(services, payload, page, found, signal)
        }
        await endCrawl(services, payload, whole)
      }),
    ),
    handleJobs(reEmbedJob, 1, ({ id, payload, signal }) =>
      inWork({ requestId: id, tenantId: payload.tenantId }, async () => {
        await reEmbed(services, payload.tenantId, signal)
      }),
    ),
  ]
}

const lookEveryMs = 5 * 60_000

/**
 * Notices at the start, and now and then, that vectors are another model's than the one in use, and that there have come to be many.
 *
 * @param keepIndex makes an index of a model's vectors when they need one
 */
export function makeReEmbedWork(services: Services, keepIndex: (model: string) => Promise<void>): DueWork {
  return {
    name: 're-embed',
    topic: 'housekeeping',
    restMs: lookEveryMs,
    async run() {
      await requestReEmbedding(services)
      await keepIndex((services.embedder ?? offlineEmbedder).model)
      return { done: 0, nextAt: null }
    },
  }
}
