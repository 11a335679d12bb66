import type { Model } from '../ai/model.port.ts'
import { type Embedder, offlineEmbedder } from '../api/embedder.port.ts'

/** The model's vectors, where it makes any of its own. */
export function makeEmbedder(model: Model): Embedder {
  if (model.embedModel === offlineEmbedder.model) return offlineEmbedder
  return {
    model: model.embedModel,
    async embed(texts, { signal }) {
      const answer = await model.embed(texts, { signal })
      // Another model standing in gives vectors that cannot be compared with those that are stored.
      return answer.ok && answer.model === model.embedModel ? answer.vectors.map(vector => [...vector]) : null
    },
  }
}
