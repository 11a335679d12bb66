import { embedOffline, offlineEmbedModel } from '@countersign/shared/text/embed-offline'

/** Turns texts into vectors that can be compared with one another. */
export interface Embedder {
  /** Stored with every vector: those of different models are never compared. */
  readonly model: string
  /** One vector per text, of length one, in order; null when they cannot be had now. */
  embed(texts: readonly string[], options: { readonly signal: AbortSignal }): Promise<number[][] | null>
}

/** Needs no network and never fails. */
export const offlineEmbedder: Embedder = {
  model: offlineEmbedModel,
  embed: async texts => texts.map(embedOffline),
}
