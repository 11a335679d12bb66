import { describe, expect, it } from 'vitest'
import type { Model } from '../../ai/model.port.ts'
import { createOfflineModel } from '../../ai/offline/offline.model.ts'
import { fixtureContext, fixturePorts } from './suggest.fixture.ts'
import { createSuggestPipeline } from './suggest.pipeline.ts'
import type { StageNotice } from './suggest.types.ts'

const never = (): AbortSignal => new AbortController().signal

describe('a run of the suggest pipeline', () => {
  it('announces stages before and after, and the draft while it is written', async () => {
    const notices: StageNotice[] = []
    let written = ''
    const run = createSuggestPipeline(fixturePorts())
    const outcome = await run(fixtureContext(), {
      signal: never(),
      onStage: notice => notices.push(notice),
      onDelta: delta => {
        written += delta.kind === 'append' ? delta.text : ''
      },
    })
    expect(notices).toHaveLength(16)
    expect(notices[0]).toEqual({ runId: 'run-1', stage: 'gate', ms: null })
    expect(notices[1]?.ms).toBeGreaterThanOrEqual(0)
    expect(outcome.kind === 'suggested' && outcome.suggestion.text.replaceAll(' ', '')).toBe(
      written.replaceAll(' ', ''),
    )
  })

  it('ends superseded when a newer message cancels it, and keeps what the draft cost', async () => {
    const controller = new AbortController()
    const slow: Model = {
      ...createOfflineModel(),
      draft: async () => {
        controller.abort()
        return { ok: false, failure: { code: 'cancelled', message: '', tokensIn: 900, tokensOut: 12 } }
      },
    }
    const outcome = await createSuggestPipeline(fixturePorts({ model: slow }))(fixtureContext(), {
      signal: controller.signal,
    })
    expect(outcome).toMatchObject({ kind: 'superseded', stage: 'draft', run: { usage: { tokensIn: 900 } } })
  })

  it('does nothing for a run that was cancelled before it began', async () => {
    const outcome = await createSuggestPipeline(fixturePorts())(fixtureContext(), {
      signal: AbortSignal.abort(),
    })
    expect(outcome).toMatchObject({ kind: 'superseded', stage: 'gate', run: { stages: [] } })
  })

  it('ends failed, with the stage and the cause, when a port is lost', async () => {
    const cause = new Error('database is gone')
    const ports = fixturePorts({
      retriever: {
        retrieve: async () => {
          throw cause
        },
      },
    })
    const outcome = await createSuggestPipeline(ports)(fixtureContext(), { signal: never() })
    expect(outcome).toMatchObject({ kind: 'failed', stage: 'retrieve', error: cause, run: { intent: {} } })
  })
})
