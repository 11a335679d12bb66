import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeChannelRegistry, type SendResult } from '../../channels/channel.port.ts'
import { contextOf, now, reply, tellingAdapter } from './deliver.fixture.ts'
import { createDeliverPipeline } from './deliver.pipeline.ts'
import type { ApprovedReply, DeliverContext } from './deliver.types.ts'

const sent: SendResult = { kind: 'sent', platformId: 'p-1', receipt: 'delivered' }
const options = { signal: new AbortController().signal }

function deliverWith(adapter: ReturnType<typeof tellingAdapter>) {
  const pipeline = createDeliverPipeline({ channels: makeChannelRegistry([adapter]), random: () => 1 })
  return (context: DeliverContext) => pipeline(context, options)
}

describe('the deliver pipeline', () => {
  it('gives the channel exactly what was approved', async () => {
    const adapter = tellingAdapter(() => sent)
    expect(await deliverWith(adapter)(contextOf())).toEqual({
      kind: 'sent',
      platformId: 'p-1',
      receipt: 'delivered',
    })
    expect(adapter.given).toEqual([
      {
        messageId: reply.messageId,
        idempotencyKey: reply.idempotencyKey,
        recipient: reply.recipient,
        text: reply.text,
        config: reply.channelConfig,
      },
    ])
  })

  it.each<[string, Partial<ApprovedReply>, string]>([
    ['a draft approved before a newer message', { lastCustomerSeq: 5 }, 'reply.voided_by_newer_message'],
    [
      'an automatic reply to an older message',
      { warrant: 'auto_send', lastCustomerSeq: 4 },
      'reply.voided_by_newer_message',
    ],
    ['a reply that does not fit', { text: 'x'.repeat(4097) }, 'reply.too_long_for_channel'],
    ['a channel nobody speaks', { channelType: 'slack' }, 'channel.no_adapter'],
  ])('fails %s without sending it', async (_name, change, error) => {
    const adapter = tellingAdapter(() => sent)
    expect(await deliverWith(adapter)(contextOf(change))).toEqual({ kind: 'failed', error })
    expect(adapter.given).toEqual([])
  })

  it('does not send what nobody looked at once the catalogue says something else', async () => {
    const adapter = tellingAdapter(() => sent)
    const outcomes = []
    for (const warrant of ['auto_send', 'suggestion', 'own_message'] as const) {
      const noDelay = { ...contextOf().delay, enabled: false }
      outcomes.push(await deliverWith(adapter)(contextOf({ warrant }, { outdated: true, delay: noDelay })))
    }
    expect(outcomes[0]).toEqual({ kind: 'failed', error: 'reply.catalogue_changed' })
    expect(outcomes.slice(1).map(outcome => outcome.kind)).toEqual(['sent', 'sent'])
  })

  it('holds automatic replies over the night where the tenant wants it, and nothing else', async () => {
    const adapter = tellingAdapter(() => sent)
    const heldUntil = new Date(now.getTime() + 3_600_000)
    expect(await deliverWith(adapter)(contextOf({ warrant: 'auto_send' }, { heldUntil }))).toEqual({
      kind: 'delayed',
      until: heldUntil,
    })
    for (const warrant of ['suggestion', 'own_message', 'night_reply'] as const) {
      expect((await deliverWith(adapter)(contextOf({ warrant }, { heldUntil }))).kind).toBe('sent')
    }
  })

  it("lets a person's own words into a conversation that has moved on", async () => {
    const adapter = tellingAdapter(() => sent)
    const outcome = await deliverWith(adapter)(contextOf({ warrant: 'own_message', lastCustomerSeq: 9 }))
    expect(outcome.kind).toBe('sent')
  })

  it.each<[ApprovedReply['warrant'], string]>([
    ['suggestion', 'sent'],
    ['own_message', 'sent'],
    ['auto_send', 'delayed'],
  ])('%s: %s', async (warrant, kind) => {
    const outcome = await deliverWith(tellingAdapter(() => sent))(contextOf({ warrant }))
    expect(outcome.kind).toBe(kind)
  })

  it('names the same moment for an automatic reply however often it is asked, and sends it then', async () => {
    const adapter = tellingAdapter(() => sent)
    const deliver = deliverWith(adapter)
    const first = await deliver(contextOf({ warrant: 'auto_send' }))
    const later = new Date(now.getTime() + 500)
    expect(await deliver(contextOf({ warrant: 'auto_send' }, { now: later }))).toEqual(first)
    if (first.kind !== 'delayed') throw new Error('not delayed')
    expect(first.until.getTime()).toBeGreaterThan(now.getTime() + 1000)
    expect(adapter.given).toEqual([])
    expect((await deliver(contextOf({ warrant: 'auto_send' }, { now: first.until }))).kind).toBe('sent')
  })

  it('waits longer at night, and not at all when the delay is off', async () => {
    const deliver = deliverWith(tellingAdapter(() => sent))
    const until = async (rest: Partial<DeliverContext>) => {
      const outcome = await deliver(contextOf({ warrant: 'auto_send' }, rest))
      return outcome.kind === 'delayed' ? outcome.until.getTime() - now.getTime() : 0
    }
    const day = await until({ night: false })
    expect(await until({ night: true })).toBe(day * 2)
    expect(await until({ delay: { ...contextOf().delay, enabled: false } })).toBe(0)
  })

  it('puts a try off that the channel wants later, for as long as the channel says', async () => {
    const deliver = deliverWith(
      tellingAdapter(() => ({ kind: 'retry', error: 'provider.busy', retryAfterMs: 90_000 })),
    )
    expect(await deliver(contextOf())).toEqual({
      kind: 'retry',
      at: new Date(now.getTime() + 90_000),
      error: 'provider.busy',
    })
  })

  it('takes an adapter that throws for a channel that cannot be reached', async () => {
    const deliver = deliverWith(tellingAdapter(() => Promise.reject(new Error('ECONNRESET'))))
    expect(await deliver(contextOf())).toEqual({
      kind: 'retry',
      at: new Date(now.getTime() + 1000),
      error: 'channel.unreachable',
    })
  })

  it('fails with the reason of a refusal, and of the last try', async () => {
    const refusing = tellingAdapter(() => ({ kind: 'refused', error: 'customer.blocked_us' }))
    expect(await deliverWith(refusing)(contextOf())).toEqual({ kind: 'failed', error: 'customer.blocked_us' })
    const busy = tellingAdapter(() => ({ kind: 'retry', error: 'provider.busy', retryAfterMs: null }))
    expect(await deliverWith(busy)(contextOf({ attempts: 7 }))).toEqual({
      kind: 'failed',
      error: 'provider.busy',
    })
  })

  it('ends after eight tries of a channel that never answers, later each time', async () => {
    const deliver = deliverWith(tellingAdapter(() => Promise.reject(new Error('down'))))
    const waits: number[] = []
    for (let attempts = 0; ; attempts += 1) {
      const outcome = await deliver(contextOf({ attempts }))
      if (outcome.kind === 'failed') break
      if (outcome.kind !== 'retry') throw new Error(outcome.kind)
      waits.push(outcome.at.getTime() - now.getTime())
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 64_000])
  })

  it('never sends a draft whose customer has written since, whatever else is true of it', async () => {
    const anyReply = fc.record({
      warrant: fc.constantFrom<ApprovedReply['warrant']>('suggestion', 'auto_send'),
      approvedCustomerSeq: fc.integer({ min: 1, max: 1000 }),
      newer: fc.integer({ min: 1, max: 1000 }),
      attempts: fc.nat(10),
      text: fc.string(),
      night: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(anyReply, async ({ newer, night, ...change }) => {
        const adapter = tellingAdapter(() => sent)
        const lastCustomerSeq = change.approvedCustomerSeq + newer
        await deliverWith(adapter)(contextOf({ ...change, lastCustomerSeq }, { night }))
        expect(adapter.given).toEqual([])
      }),
    )
  })
})
