import { webchatTextLimit } from '@countersign/shared/channel/webchat.contract'
import { replyTextLimit } from '@countersign/shared/suggestion/suggestion.contract'
import { expect, it } from 'vitest'
import { describeChannel } from '../channel.conformance.ts'
import { webchatAdapter } from './webchat.adapter.ts'

describeChannel('web chat', () => ({ adapter: webchatAdapter }))

it('web chat carries every reply a person can write, and customers can write back as much', () => {
  expect(webchatAdapter.textLimit).toBe(replyTextLimit)
  expect(webchatTextLimit).toBeGreaterThanOrEqual(replyTextLimit)
})
