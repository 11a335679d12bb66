import type { Model } from '../ai/model.port.ts'
import { type Embedder, offlineEmbedder } from '../api/embedder.port.ts'
import type { Config } from '../config/config.ts'

/**
 * The model's vectors, where an embedding model is named. Many compatible servers have none, and vectors that fail at
 * every question are worse than the local ones.
 */
export function makeEmbedder(config: Config['ai'], model: Model): Embedder {
  if (config.provider === 'offline' || config.embedModel === null) return offlineEmbedder
  return {
    model: model.embedModel,
    async embed(texts, { signal }) {
      const answer = await model.embed(texts, { signal })
      // Another model standing in gives vectors that cannot be compared with those that are stored.
      return answer.ok && answer.model === model.embedModel ? answer.vectors.map(vector => [...vector]) : null
    },
  }
}
