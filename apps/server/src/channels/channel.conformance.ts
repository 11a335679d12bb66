import { describe, expect, it } from 'vitest'
import type { ChannelAdapter, ChannelMessage } from './channel.port.ts'

export interface AdapterUnderTest {
  readonly adapter: ChannelAdapter
  /** What the customer has received so far, oldest first, as texts. Absent where only the provider knows. */
  readonly received?: () => readonly string[]
}

const message: ChannelMessage = {
  messageId: '019a0000-0000-7000-8000-000000000001',
  idempotencyKey: 'suggestion:019a0000-0000-7000-8000-000000000002',
  recipient: 'customer-1',
  text: 'Hello — «привет» 🎧',
  config: {},
}
const options = { signal: new AbortController().signal }

/** What every channel's adapter must keep to, whatever its platform. */
export function describeChannel(
  name: string,
  make: () => AdapterUnderTest | Promise<AdapterUnderTest>,
): void {
  describe(`${name} keeps to the channel port`, () => {
    it('says what it can carry', async () => {
      const { adapter } = await make()
      expect(Number.isInteger(adapter.textLimit)).toBe(true)
      expect(adapter.textLimit).toBeGreaterThan(0)
    })

    it('sends, and names the message as the platform does', async () => {
      const { adapter, received } = await make()
      const result = await adapter.send(message, options)
      if (result.kind !== 'sent') throw new Error(result.kind)
      expect(result.platformId).not.toBe('')
      if (!adapter.receipts) expect(result.receipt).toBe('sent')
      if (received !== undefined) expect(received()).toEqual([message.text])
    })

    it('delivers once what is sent twice with one key, and names it the same', async () => {
      const { adapter, received } = await make()
      const first = await adapter.send(message, options)
      expect(await adapter.send(message, options)).toEqual(first)
      if (received !== undefined) expect(received()).toEqual([message.text])
    })

    it('carries a text of exactly its limit', async () => {
      const { adapter } = await make()
      const text = 'x'.repeat(adapter.textLimit)
      expect((await adapter.send({ ...message, text }, options)).kind).toBe('sent')
    })

    it('answers instead of throwing when its settings are not its own', async () => {
      const { adapter } = await make()
      for (const config of [null, [], 'nonsense', { token: 1 }]) {
        const result = await adapter.send({ ...message, config }, options)
        expect(['sent', 'retry', 'refused']).toContain(result.kind)
      }
    })
  })
}
