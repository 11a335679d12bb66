import { describe, expect, it } from 'vitest'
import { modelConformance } from './model.conformance.ts'
import { draftRequest } from './model.fixture.ts'
import type { DraftDelta, Model, ModelFailure, ModelFailureCode } from './model.port.ts'
import { createOfflineModel } from './offline/offline.model.ts'
import { createResilientModel } from './resilient.model.ts'

function failing(code: ModelFailureCode): Model {
  const failure: ModelFailure = { code, message: 'down', tokensIn: 100, tokensOut: 7 }
  return {
    name: 'big-model',
    embedModel: 'big-embed',
    draft: async (_, { onDelta }) => {
      onDelta?.({ kind: 'append', sentence: 0, text: 'half a sen' })
      return { ok: false, failure }
    },
    embed: async () => ({ ok: false, failure }),
  }
}

const signal = new AbortController().signal

modelConformance('resilient over offline', () =>
  createResilientModel({ primary: createOfflineModel(), local: createOfflineModel() }),
)

describe('resilient model', () => {
  it.each<ModelFailureCode>([
    'timeout',
    'rate_limited',
    'unavailable',
    'rejected',
    'broken_output',
    'dropped_stream',
    'circuit_open',
  ])('answers offline after %s and says so', async code => {
    const seen: ModelFailureCode[] = []
    const model = createResilientModel({
      primary: failing(code),
      local: createOfflineModel(),
      onFailure: failure => seen.push(failure.code),
    })
    const answer = await model.draft(draftRequest(), { signal })
    expect(answer).toMatchObject({
      ok: true,
      draft: { model: 'offline', fallback: { from: 'big-model', reason: code, tokensIn: 100, tokensOut: 7 } },
    })
    expect(seen).toEqual([code])
  })

  it('voids what the failed model had begun to say', async () => {
    const deltas: DraftDelta[] = []
    const model = createResilientModel({ primary: failing('dropped_stream'), local: createOfflineModel() })
    await model.draft(draftRequest(), { signal, onDelta: delta => deltas.push(delta) })
    expect(deltas[1]).toEqual({ kind: 'reset' })
    expect(deltas.length).toBeGreaterThan(2)
  })

  it('does not draft for a run nobody waits for', async () => {
    const model = createResilientModel({ primary: failing('cancelled'), local: createOfflineModel() })
    expect(await model.draft(draftRequest(), { signal })).toMatchObject({
      ok: false,
      failure: { code: 'cancelled' },
    })
  })

  it('counts what the failed model used when the run ends before the local one answers', async () => {
    const stopping = new AbortController()
    const model = createResilientModel({
      primary: failing('timeout'),
      local: createOfflineModel(),
      onFailure: () => stopping.abort(),
    })
    expect(await model.draft(draftRequest(), { signal: stopping.signal })).toMatchObject({
      ok: false,
      failure: { code: 'cancelled', tokensIn: 100, tokensOut: 7 },
    })
  })

  it('goes straight to the local model when no paid call may be made', async () => {
    const model = createResilientModel({ primary: failing('timeout'), local: createOfflineModel() })
    const answer = await model.draft(draftRequest(), { signal, localOnly: true })
    expect(answer.ok && answer.draft.fallback).toBeUndefined()
  })

  it('never mixes embeddings of two models', async () => {
    const model = createResilientModel({ primary: failing('unavailable'), local: createOfflineModel() })
    expect(await model.embed(['x'], { signal })).toMatchObject({ ok: false })
    expect(model.embedModel).toBe('big-embed')
  })
})
