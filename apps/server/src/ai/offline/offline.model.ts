import { embedOffline, offlineEmbedModel } from '@countersign/shared/text/embed-offline'
import type { Model, ModelFailure } from '../model.port.ts'
import { composeReply } from './compose-reply.ts'

/** Stored with every draft: change it whenever the rules change what is written. */
const rulesVersion = 'offline-rules-2'

/** The model that needs no network: always there, always the same answer, and it never claims what was not retrieved. */
export function createOfflineModel(): Model {
  return {
    name: 'offline',
    embedModel: offlineEmbedModel,
    draft: async (request, { signal, onDelta }) => {
      if (signal.aborted) return { ok: false, failure: cancelled }
      const reply = composeReply(request)
      for (const [sentence, { text }] of reply.sentences.entries())
        onDelta?.({ kind: 'append', sentence, text })
      return {
        ok: true,
        draft: {
          ...reply,
          model: 'offline',
          promptVersion: rulesVersion,
          tokensIn: 0,
          tokensOut: 0,
          costMicros: 0,
        },
      }
    },
    embed: async (texts, { signal }) =>
      signal.aborted
        ? { ok: false, failure: cancelled }
        : { ok: true, model: offlineEmbedModel, vectors: texts.map(embedOffline), tokens: 0 },
  }
}

const cancelled: ModelFailure = {
  code: 'cancelled',
  message: 'The run was cancelled',
  tokensIn: 0,
  tokensOut: 0,
}
