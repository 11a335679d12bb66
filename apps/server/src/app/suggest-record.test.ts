import { describe, expect, it } from 'vitest'
import type { Situation } from '../features/suggestion/index.ts'
import { customerSays, fixtureContext, fixturePorts } from '../pipelines/suggest/suggest.fixture.ts'
import { createSuggestPipeline } from '../pipelines/suggest/suggest.pipeline.ts'
import type { DraftUsage } from '../pipelines/suggest/suggest.types.ts'
import { costOf, toRunEnd } from './suggest-record.ts'

describe('what is stored of a run', () => {
  it('quotes of each source the sentence that the reply leans on first', async () => {
    const outcome = await createSuggestPipeline(fixturePorts())(
      fixtureContext({ messages: customerSays('How do I return an item?') }),
      { signal: new AbortController().signal },
    )
    // Of the situation only the counters are stored.
    const situation = { lastCustomerSeq: 1, settings: { policy_version: 1 } } as Situation
    const { reply } = toRunEnd(outcome, situation)
    expect(reply?.sentences).toMatchObject([
      { evidenceIds: ['1'] },
      { evidenceIds: ['1'] },
      { evidenceIds: ['1'] },
    ])
    expect(reply?.sources[0]?.quote).toBe('You can return an unused item within 30 days of delivery.')
  })
})

describe('what a run cost', () => {
  const prices = [{ name: 'big', inputMicros: 1_000_000, outputMicros: 2_000_000, perCallMicros: 7 }]
  const offline: DraftUsage = {
    model: 'offline',
    promptVersion: 'none',
    tokensIn: 0,
    tokensOut: 0,
    costMicros: 0,
    fallback: null,
    failure: null,
    exampleIds: [],
  }
  const failed = { from: 'big', reason: 'broken_output', tokensIn: 100, tokensOut: 50 } as const

  it.each([
    ['an answer of a listed model', { ...offline, model: 'big', costMicros: null, tokensIn: 10 }, 17],
    ['an answer after tries that failed', { ...offline, fallback: failed }, 207],
    ['a model that was left alone', { ...offline, fallback: { ...failed, tokensIn: 0, tokensOut: 0 } }, 0],
    ['failed tries of a model nobody has listed', { ...offline, fallback: { ...failed, from: 'odd' } }, null],
  ])('counts %s', (_, usage, micros) => {
    expect(costOf(usage, prices)).toBe(micros)
  })
})
