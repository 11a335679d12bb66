import { lookup as lookUpName } from 'node:dns'
import type { LookupFunction, Socket } from 'node:net'
import type { FileKind, IngestProblem } from '@countersign/shared/knowledge/knowledge.contract'
import { Agent, buildConnector, fetch } from 'undici'
import type { FetchAnswer, PageFetcher } from '../ingest.port.ts'
import { isAskable, isPublicAddress, type Permit } from './guard-address.ts'

export const crawlerName = 'CountersignBot'

export interface FetcherOptions {
  /** Absent: nothing but the public internet. */
  readonly permit?: Permit | undefined
  /** Longest time over one page, redirects included, milliseconds. */
  readonly timeoutMs?: number | undefined
  /** Largest page after unpacking, bytes. */
  readonly mostBytes?: number | undefined
  /** Looks names up; the system's own when absent. */
  readonly lookup?: LookupFunction | undefined
}

const mostRedirects = 5

const kinds: Readonly<Record<string, FileKind>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/plain': 'text',
  'text/markdown': 'markdown',
  'application/pdf': 'pdf',
}

/** Refused before anything is sent: the connection would have led into a network that is not public. */
class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
}

/**
 * Fetches pages of the public internet. What counts is the address actually connected to: names are looked up here, every address
 * a name has must be public, and the one the socket ended up with is checked once more, at each redirect anew. So a name that
 * changes its mind between look-up and connection gains nothing.
 */
export function makePageFetcher(options: FetcherOptions = {}): PageFetcher {
  const permit = options.permit ?? (() => false)
  const timeoutMs = options.timeoutMs ?? 15_000
  const mostBytes = options.mostBytes ?? 5 * 1024 * 1024
  const lookup = options.lookup ?? (lookUpName as LookupFunction)
  const agent = new Agent({
    connect: guardedConnector(lookup, permit),
    connections: 2,
    pipelining: 1,
    maxHeaderSize: 32 * 1024,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: 4000,
  })

  async function visit(
    start: string,
    { signal, mayVisit, plainOnly }: Parameters<PageFetcher['fetch']>[1],
  ): Promise<FetchAnswer> {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    const seen = new Set<string>()
    let url = start
    for (;;) {
      if (!isAskable(url, permit)) return { ok: false, problem: 'knowledge.address_refused' }
      if (seen.has(url) || seen.size > mostRedirects) return { ok: false, problem: 'knowledge.redirects' }
      seen.add(url)
      const response = await fetch(url, {
        dispatcher: agent,
        redirect: 'manual',
        signal: deadline,
        headers: {
          'user-agent': `${crawlerName}/1.0`,
          accept: 'text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1',
        },
      })
      const target = response.headers.get('location')
      if (response.status >= 300 && response.status < 400 && target !== null) {
        await response.body?.cancel()
        const next = URL.parse(target, url)
        if (next === null) return { ok: false, problem: 'knowledge.bad_status', status: response.status }
        next.hash = ''
        if (mayVisit !== undefined && !(await mayVisit(next.href)))
          return { ok: false, problem: 'knowledge.redirects', status: response.status }
        url = next.href
        continue
      }
      if (response.status !== 200) {
        await response.body?.cancel()
        return { ok: false, problem: 'knowledge.bad_status', status: response.status }
      }
      const written = response.headers.get('content-type') ?? ''
      const kind = kindOf(written, plainOnly === true)
      if (kind === null) {
        await response.body?.cancel()
        return { ok: false, problem: 'knowledge.not_a_page' }
      }
      const bytes = await readUpTo(response.body, mostBytes)
      return bytes === null
        ? { ok: false, problem: 'knowledge.too_large' }
        : { ok: true, url, kind, bytes, charset: charsetOf(written) }
    }
  }

  return {
    async fetch(url, how) {
      try {
        return await visit(url, how)
      } catch (error) {
        if (how.signal.aborted) throw how.signal.reason
        return { ok: false, problem: problemOf(error) }
      }
    },
    close: () => agent.close(),
  }
}

function kindOf(type: string, plainOnly: boolean): FileKind | null {
  const kind = kinds[type.split(';')[0]?.trim().toLowerCase() ?? ''] ?? null
  if (!plainOnly) return kind
  return kind === 'html' ? null : 'text'
}

function charsetOf(type: string): string | null {
  return /;\s*charset\s*=\s*"?([\w:.-]+)/i.exec(type)?.[1] ?? null
}

function problemOf(error: unknown): IngestProblem {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AddressRefused) return 'knowledge.address_refused'
    if (cause.name === 'TimeoutError' || /TIMEOUT/.test((cause as { code?: string }).code ?? ''))
      return 'knowledge.too_slow'
  }
  return 'knowledge.unreachable'
}

/** @returns null when there is more */
async function readUpTo(body: AsyncIterable<Uint8Array> | null, most: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body ?? []) {
    size += part.length
    // Leaving the loop ends the connection.
    if (size > most) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function guardedConnector(lookup: LookupFunction, permit: Permit): buildConnector.connector {
  const guarded =
    (port: number): LookupFunction =>
    (name, options, done) => {
      const all = (error: NodeJS.ErrnoException | null, found: unknown) => {
        if (error !== null) return done(error, '', 0)
        const addresses = (Array.isArray(found) ? found : []) as { address: string; family: number }[]
        // One private address among several is enough: which of them would be used is not ours to choose.
        const refused = addresses.some(({ address }) => !isPublicAddress(address) && !permit(address, port))
        const [first] = addresses
        if (refused || first === undefined) return done(new AddressRefused('not a public address'), '', 0)
        if (options.all === true) return done(null, addresses as never, 0)
        done(null, first.address, first.family)
      }
      lookup(name, { ...options, all: true }, all as never)
    }
  const connectors = new Map<number, ReturnType<typeof buildConnector>>()
  return (target, done) => {
    const port = Number(target.port || (target.protocol === 'https:' ? 443 : 80))
    const connect =
      connectors.get(port) ??
      buildConnector({ timeout: 10_000, lookup: guarded(port), allowH2: false } as never)
    connectors.set(port, connect)
    const host = target.hostname.replace(/^\[|\]$/g, '')
    if (/^[\d.]+$|:/.test(host) && !isPublicAddress(host) && !permit(host, port)) {
      return done(new AddressRefused('not a public address'), null)
    }
    connect(target, (error, socket) => {
      if (error !== null) return done(error, null)
      const { remoteAddress } = socket as Socket
      if (remoteAddress === undefined || (!isPublicAddress(remoteAddress) && !permit(remoteAddress, port))) {
        ;(socket as Socket).destroy()
        return done(new AddressRefused('connected to an address that is not public'), null)
      }
      done(null, socket as never)
    })
  }
}
