import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actorKinds } from './audit.contract.ts'
import {
  type ChainedEvent,
  type ChainLink,
  chainFile,
  hashAuditEvent,
  makeChainReader,
} from './audit-chain.policy.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const tenantId = '019a0000-0000-7000-8000-000000000001'

const text = fc.string({ unit: 'grapheme', maxLength: 12 })
const optional = fc.option(text, { nil: null })
const event: fc.Arbitrary<ChainedEvent> = fc.record({
  id: fc.uuid(),
  tenantId: fc.constant(tenantId),
  at: fc.constant('2026-05-04T12:00:00.000000Z'),
  actorKind: fc.constantFrom(...actorKinds),
  actorId: fc.option(fc.uuid(), { nil: null }),
  action: text,
  entityType: text,
  entityId: fc.uuid(),
  metadata: fc.dictionary(text, text, { maxKeys: 2 }).map(value => JSON.stringify(value)),
  requestId: optional,
  address: optional,
  userAgent: optional,
})
const events = fc.array(event, { minLength: 1, maxLength: 6 })

function chain(list: readonly ChainedEvent[]): ChainLink[] {
  let prevHash: string | null = null
  return list.map((one, index) => {
    const hash = hashAuditEvent(one, index + 1, prevHash, sha256)
    const link: ChainLink = { seq: index + 1, prevHash, hash, event: one }
    prevHash = hash
    return link
  })
}

function fileOf(list: readonly ChainedEvent[]): string[] {
  const links = chain(list)
  return [
    chainFile.open(tenantId),
    ...links.map(chainFile.link),
    chainFile.close(links.length, links.at(-1)?.hash ?? null),
  ]
}

function verdictOf(lines: readonly string[], head?: string) {
  const reader = makeChainReader(sha256)
  for (const line of lines) reader.read(line)
  return reader.end(head)
}

describe('an export of the trail', () => {
  it('is whole as it was written', () => {
    fc.assert(
      fc.property(events, list => {
        const head = chain(list).at(-1)?.hash ?? null
        expect(verdictOf(fileOf(list))).toEqual({ ok: true, tenantId, lines: list.length, head })
      }),
    )
  })

  it('of nothing is whole too', () => {
    expect(verdictOf(fileOf([]))).toEqual({ ok: true, tenantId, lines: 0, head: null })
  })

  it('tells of any character changed', () => {
    fc.assert(
      fc.property(events, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (list, at, other) => {
        const whole = fileOf(list).join('\n')
        const place = at % whole.length
        fc.pre(whole[place] !== other)
        const changed = whole.slice(0, place) + other + whole.slice(place + 1)
        expect(verdictOf(changed.split('\n')).ok).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('tells of any two lines swapped, any removed, any added and any repeated', () => {
    fc.assert(
      fc.property(events, event, fc.nat(), fc.nat(), (list, extra, a, b) => {
        const lines = fileOf(list)
        const one = a % lines.length
        const two = b % lines.length
        const swapped = lines.slice()
        ;[swapped[one], swapped[two]] = [lines[two] ?? '', lines[one] ?? '']
        expect(verdictOf(swapped).ok).toBe(one === two)
        expect(verdictOf(lines.toSpliced(one, 1)).ok).toBe(false)
        expect(verdictOf(lines.toSpliced(one, 0, lines[one] ?? '')).ok).toBe(false)
        const [foreign] = chain([extra])
        if (foreign === undefined) throw new Error('no link')
        expect(verdictOf(lines.toSpliced(1 + (one % list.length), 0, chainFile.link(foreign))).ok).toBe(false)
      }),
    )
  })

  it('whose end was cut off and closed again tells by the head kept elsewhere', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 2, maxLength: 5 }), list => {
        const head = chain(list).at(-1)?.hash ?? ''
        const shorter = fileOf(list.slice(0, -1))
        expect(verdictOf(shorter).ok).toBe(true)
        expect(verdictOf(shorter, head)).toMatchObject({ ok: false })
        expect(verdictOf(fileOf(list), head)).toMatchObject({ ok: true })
      }),
    )
  })

  it('names the first line that does not fit', () => {
    const one: ChainedEvent = {
      id: tenantId,
      tenantId,
      at: '2026-05-04T12:00:00.000000Z',
      actorKind: 'system',
      actorId: null,
      action: 'message_sent',
      entityType: 'message',
      entityId: tenantId,
      metadata: '{}',
      requestId: null,
      address: null,
      userAgent: null,
    }
    const lines = fileOf([one, one, one])
    const changed = lines.with(2, (lines[2] ?? '').replace('message_sent', 'message_seen'))
    expect(verdictOf(changed)).toEqual({ ok: false, line: 3, problem: 'it was changed' })
  })

  it('reads no two lists of fields the same', () => {
    fc.assert(
      fc.property(event, text, text, (one, a, b) => {
        const hashOf = (action: string, entityType: string) =>
          hashAuditEvent({ ...one, action, entityType }, 1, null, sha256)
        fc.pre(a !== '' || b !== '')
        expect(hashOf(`${a}${b}`, '') === hashOf(a, b)).toBe(b === '')
      }),
    )
  })
})
