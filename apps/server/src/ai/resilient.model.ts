import type { Model, ModelFailure } from './model.port.ts'

export interface ResilientOptions {
  readonly primary: Model
  /** Needs no network and cannot fail but by cancellation. */
  readonly local: Model
  /** Told of each failure of the primary, for logs and metrics. */
  readonly onFailure?: (failure: ModelFailure) => void
}

/**
 * The primary model while it works, the local one when it does not; the answer says so in `fallback`. Embeddings never switch: vectors of two
 * models cannot be compared, so a failed embedding is reported and the search goes on by words.
 */
export function createResilientModel({ primary, local, onFailure }: ResilientOptions): Model {
  return {
    name: primary.name,
    embedModel: primary.embedModel,
    async draft(request, options) {
      if (options.localOnly === true) return local.draft(request, options)
      const answer = await primary.draft(request, options)
      if (answer.ok || answer.failure.code === 'cancelled') return answer
      onFailure?.(answer.failure)
      options.onDelta?.({ kind: 'reset' })
      const substitute = await local.draft(request, options)
      const { code, tokensIn, tokensOut } = answer.failure
      if (!substitute.ok) {
        const { failure } = substitute
        return {
          ok: false,
          failure: {
            ...failure,
            tokensIn: failure.tokensIn + tokensIn,
            tokensOut: failure.tokensOut + tokensOut,
          },
        }
      }
      return {
        ok: true,
        draft: {
          ...substitute.draft,
          fallback: { from: request.profile.model ?? primary.name, reason: code, tokensIn, tokensOut },
        },
      }
    },
    async embed(texts, options) {
      const answer = await primary.embed(texts, options)
      if (!answer.ok && answer.failure.code !== 'cancelled') onFailure?.(answer.failure)
      return answer
    },
  }
}
