import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'
import { actorKinds } from './audit.contract.ts'

/** SHA-256 of a text's UTF-8 bytes, hexadecimal. */
export type Sha256 = (text: string) => string

const format = 'countersign-audit/1'
const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** A line of the trail, every field as the text that is hashed. */
export const chainedEvent = z.strictObject({
  id: uuid,
  tenantId: uuid,
  /** ISO 8601, UTC, microseconds. */
  at: z.string(),
  actorKind: z.enum(actorKinds),
  actorId: uuid.nullable(),
  action: z.string(),
  entityType: z.string(),
  entityId: uuid,
  /** As the database prints it. */
  metadata: z.string(),
  requestId: z.string().nullable(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
})
export type ChainedEvent = z.infer<typeof chainedEvent>

export const chainLink = z.strictObject({
  seq: z.int().min(1),
  prevHash: hash.nullable(),
  hash,
  event: chainedEvent,
})
export type ChainLink = z.infer<typeof chainLink>

const opening = z.strictObject({ format: z.literal(format), tenantId: uuid })
const closing = z.strictObject({ lines: z.int().min(0), head: hash.nullable() })

const field = (value: string | null) =>
  value === null ? '-' : `${new TextEncoder().encode(value).length}:${value}`

/** The same as `hash_audit_event` in the migrations; a test compares the two. */
export function hashAuditEvent(
  event: ChainedEvent,
  seq: number,
  prevHash: string | null,
  sha256: Sha256,
): string {
  const { id, tenantId, at, actorKind, actorId, action, entityType, entityId, metadata } = event
  const fields = [
    format,
    String(seq),
    prevHash,
    id,
    tenantId,
    at,
    actorKind,
    actorId,
    action,
    entityType,
    entityId,
    metadata,
    event.requestId,
    event.address,
    event.userAgent,
  ]
  return sha256(fields.map(field).join(''))
}

/** What is wrong with a link at its place; null when it follows from the one before. */
export function checkLink(
  link: ChainLink,
  place: { readonly tenantId: string; readonly seq: number; readonly prevHash: string | null },
  sha256: Sha256,
): string | null {
  if (link.event.tenantId !== place.tenantId) return 'it belongs to another tenant'
  if (link.seq !== place.seq) return `it is number ${link.seq}: one was removed, added or moved`
  if (link.prevHash !== place.prevHash) return 'it does not follow from the line before'
  if (link.hash !== hashAuditEvent(link.event, link.seq, link.prevHash, sha256)) return 'it was changed'
  return null
}

/** The lines of an export: what it is, each link, and how it ends. */
export const chainFile = {
  open: (tenantId: string): string => JSON.stringify({ format, tenantId }),
  link: (link: ChainLink): string => JSON.stringify(ordered(link)),
  close: (lines: number, head: string | null): string => JSON.stringify({ lines, head }),
}

/** One order of keys: what is read is written again to see that it was written like that. */
function ordered({ seq, prevHash, hash: own, event }: ChainLink): ChainLink {
  const { id, tenantId, at, actorKind, actorId, action, entityType, entityId, metadata } = event
  const { requestId, address, userAgent } = event
  return {
    seq,
    prevHash,
    hash: own,
    event: {
      id,
      tenantId,
      at,
      actorKind,
      actorId,
      action,
      entityType,
      entityId,
      metadata,
      requestId,
      address,
      userAgent,
    },
  }
}

export type ChainVerdict =
  | { readonly ok: true; readonly tenantId: string; readonly lines: number; readonly head: string | null }
  /** `line` counts the lines of the file from 1. */
  | { readonly ok: false; readonly line: number; readonly problem: string }

export interface ChainReader {
  /** The next line, without its line feed. */
  read(line: string): void
  /** After the last line. With `head`, the chain has to end there: an export cut short and closed again does not. */
  end(head?: string): ChainVerdict
}

/** Checks an export line by line, without the database it came from. The first thing wrong is the verdict. */
export function makeChainReader(sha256: Sha256): ChainReader {
  let line = 0
  let tenantId: string | null = null
  let seq = 0
  let head: string | null = null
  let closed = false
  let broken: ChainVerdict | null = null
  const fail = (problem: string) => {
    broken ??= { ok: false, line, problem }
  }
  return {
    read(text) {
      if (broken !== null) return
      line += 1
      if (closed) return fail('there is something after the end')
      const value = parse(text)
      if (value === undefined) return fail('it is not JSON')
      if (tenantId === null) {
        const first = opening.safeParse(value)
        if (!first.success) return fail('it is not the beginning of an export')
        if (text !== chainFile.open(first.data.tenantId)) return fail('it is written differently')
        tenantId = first.data.tenantId
        return
      }
      const last = closing.safeParse(value)
      if (last.success) {
        if (text !== chainFile.close(last.data.lines, last.data.head))
          return fail('it is written differently')
        if (last.data.lines !== seq || last.data.head !== head) return fail('the end does not fit')
        closed = true
        return
      }
      const link = chainLink.safeParse(value)
      if (!link.success) return fail('it is not a line of the trail')
      if (text !== chainFile.link(link.data)) return fail('it is written differently')
      const problem = checkLink(link.data, { tenantId, seq: seq + 1, prevHash: head }, sha256)
      if (problem !== null) return fail(problem)
      seq += 1
      head = link.data.hash
    },
    end(expected) {
      if (broken !== null) return broken
      line += 1
      if (tenantId === null || !closed) return { ok: false, line, problem: 'the export is cut off' }
      if (expected !== undefined && expected !== head) {
        return { ok: false, line, problem: 'the chain ends elsewhere: lines are missing at the end' }
      }
      return { ok: true, tenantId, lines: seq, head }
    },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
