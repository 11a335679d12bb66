import { offlineEmbedder } from '../../api/embedder.port.ts'
import type { Services } from '../../api/services.ts'
import { findStaleEmbeddings } from '../../db/platform-retrieval.repo.ts'
import { reEmbedJob } from '../../jobs/catalog/re-embed.job.ts'
import { listStaleChunks, saveVectors } from './embedding.repo.ts'

const batch = 64

/**
 * Gives the tenant's passages vectors of the model in use, a few at a time; the others are meanwhile found by their words.
 *
 * @throws when the model does not answer, so that the job is tried again
 */
export async function reEmbed(services: Services, tenantId: string, signal: AbortSignal): Promise<number> {
  const embedder = services.embedder ?? offlineEmbedder
  let done = 0
  for (;;) {
    signal.throwIfAborted()
    const rows = await services.database.readTenant(tenantId, tx =>
      listStaleChunks(tx, embedder.model, batch),
    )
    if (rows.length === 0) return done
    const texts = rows.map(row =>
      [row.title, ...row.headings, ...(row.questions ?? []).slice(1), row.content].join('\n'),
    )
    const vectors = await embedder.embed(texts, { signal })
    if (vectors === null) throw new Error('the model gave no vectors')
    await services.database.withTenant(tenantId, tx =>
      saveVectors(
        tx,
        embedder.model,
        rows.flatMap(({ id }, at) => {
          const vector = vectors[at]
          return vector === undefined ? [] : [{ id, vector }]
        }),
      ),
    )
    done += rows.length
  }
}

const mostTenants = 50
const onceSeconds = 300

/** Asks for the passages of another model to be embedded anew. To be looked at now and then: the model is changed by starting anew. */
export async function requestReEmbedding(services: Services): Promise<number> {
  const { model } = services.embedder ?? offlineEmbedder
  const tenants = await findStaleEmbeddings(services.database.statement, model, mostTenants)
  for (const tenantId of tenants) {
    await services.database.withTenant(tenantId, tx =>
      services.jobs.enqueue(
        tx,
        reEmbedJob,
        { tenantId },
        { key: `${tenantId} ${model}`, seconds: onceSeconds },
      ),
    )
  }
  return tenants.length
}
