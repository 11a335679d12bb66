import { webchatMessageInput } from '@countersign/shared/channel/webchat.contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tidyText } from './tidy-text.ts'

describe('tidying a recorded turn', () => {
  it('leaves what people type alone', () => {
    expect(tidyText('Was kostet das?\nПривет 👋')).toBe('Was kostet das?\nПривет 👋')
  })

  it('has nothing to send when nothing was said', () => {
    expect(tidyText(' \u0000\n')).toBeNull()
  })

  it('always makes a text the chat takes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.integer({ min: 1, max: 400 }),
        (part, times) => {
          const text = tidyText(part.repeat(times))
          if (text === null) return
          expect(webchatMessageInput.safeParse({ sessionId: 'session', messageId: 'm', text }).success).toBe(
            true,
          )
        },
      ),
    )
  })
})
