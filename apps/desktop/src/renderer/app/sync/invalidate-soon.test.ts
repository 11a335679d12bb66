import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { describe, expect, it, vi } from 'vitest'
import { handClock } from '../../testing/test-console.tsx'
import { createInvalidateSoon } from './invalidate-soon.ts'

describe('a burst of events', () => {
  it('refreshes at once, then once more for everything that came meanwhile', () => {
    const queryClient = new QueryClient()
    const spy = vi.spyOn(queryClient, 'invalidateQueries')
    const clock = handClock()
    const invalidate = createInvalidateSoon(queryClient, clock.schedule, 150)
    invalidate([[['conversation', 'list']]])
    expect(spy).toHaveBeenCalledTimes(1)
    for (let n = 0; n < 50; n += 1) invalidate([[['conversation', 'list']], [['conversation', 'counts']]])
    expect(spy).toHaveBeenCalledTimes(1)
    clock.pass(150)
    expect(spy).toHaveBeenCalledTimes(3)
    clock.pass(1_000)
    expect(spy).toHaveBeenCalledTimes(3)
    invalidate([[['conversation', 'list']]])
    expect(spy).toHaveBeenCalledTimes(4)
  })
})

describe('an event that overtakes the first answer', () => {
  it('has it asked for again, once, when it is there', async () => {
    const queryClient = new QueryClient()
    const answers: ((said: string) => void)[] = []
    const asked = new QueryObserver(queryClient, {
      queryKey: [['studio', 'thread']],
      queryFn: () => new Promise<string>(resolve => answers.push(resolve)),
      staleTime: Number.POSITIVE_INFINITY,
    })
    const stop = asked.subscribe(() => undefined)
    const clock = handClock()
    const invalidate = createInvalidateSoon(queryClient, clock.schedule, 150)
    invalidate([[['studio']]])
    clock.pass(150)
    invalidate([[['studio']]])
    expect(answers).toHaveLength(1)
    answers[0]?.('before')
    await vi.waitFor(() => expect(answers).toHaveLength(2))
    answers[1]?.('after')
    await vi.waitFor(() =>
      expect(asked.getCurrentResult()).toMatchObject({ data: 'after', isFetching: false }),
    )
    expect(answers).toHaveLength(2)
    stop()
  })
})
