import { expect, it } from 'vitest'
import { makeChannelRegistry } from './channel.port.ts'
import { webchatAdapter } from './webchat/webchat.adapter.ts'

it('one type of channel has one adapter', () => {
  expect(makeChannelRegistry([webchatAdapter]).get('webchat')).toBe(webchatAdapter)
  expect(makeChannelRegistry([]).get('webchat')).toBeUndefined()
  expect(() => makeChannelRegistry([webchatAdapter, webchatAdapter])).toThrow('two adapters for webchat')
})
