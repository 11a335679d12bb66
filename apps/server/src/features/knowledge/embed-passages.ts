import { offlineEmbedder } from '../../api/embedder.port.ts'
import type { Services } from '../../api/services.ts'
import type { ChunkRow } from './knowledge.repo.ts'

const batch = 64

/**
 * Gives passages the vectors of the model in use. Where it does not answer they keep the offline ones, by which they are not
 * compared, and are embedded later.
 *
 * @param tell hears of progress, 0..1, now and then
 */
export async function embedPassages(
  services: Services,
  passages: readonly ChunkRow[],
  signal: AbortSignal,
  tell: (done: number) => Promise<unknown>,
): Promise<readonly ChunkRow[]> {
  const embedder = services.embedder ?? offlineEmbedder
  if (embedder.model === offlineEmbedder.model) return passages
  const embedded: ChunkRow[] = []
  for (let at = 0; at < passages.length; at += batch) {
    signal.throwIfAborted()
    const some = passages.slice(at, at + batch)
    const vectors = await embedder.embed(some.map(textOf), { signal })
    if (vectors === null) return [...embedded, ...passages.slice(at)]
    for (const [offset, row] of some.entries()) {
      const embedding = vectors[offset]
      embedded.push(embedding === undefined ? row : { ...row, embedding, embedModel: embedder.model })
    }
    await tell(Math.min(1, (at + batch) / passages.length))
  }
  return embedded
}

const textOf = (row: ChunkRow) => `${row.heading}\n${row.content}`
