import { describe, expect, it } from 'vitest'
import type { Situation } from '../features/suggestion/index.ts'
import { customerSays, fixtureContext, fixturePorts } from '../pipelines/suggest/suggest.fixture.ts'
import { createSuggestPipeline } from '../pipelines/suggest/suggest.pipeline.ts'
import { toRunEnd } from './suggest-record.ts'

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
