import type { SyncAnnouncement, SyncEventType } from '@countersign/shared/sync/sync.contract'
import { type LogLine, readSyncLog, syncHead } from '../db/platform.repo.ts'
import type { StatementRunner } from '../db/tenant-tx.ts'
import { onWake } from '../db/wake.ts'
import type { Log } from '../telemetry/log.ts'

export interface Publisher {
  close(): Promise<void>
}

export interface PublisherOptions {
  readonly statement: StatementRunner
  readonly log: Log
  /** One tenant's lines, in order, with the position they follow on. */
  readonly announce: (tenantId: string, announcement: SyncAnnouncement) => void
  /** Longest pause between two looks, milliseconds. */
  readonly restMs: number
}

const page = 500
/** While a transaction that began earlier is still running, the newest lines are not readable yet: look again soon. */
const blockedMs = 4

export const formatCursor = (line: { xid: string; id: string }) => `${line.xid}.${line.id}`

/**
 * Reads the log of all tenants in order and tells each tenant's consoles what is new. It only announces what a pull
 * would return, with the same positions, so a console can tell a gap from a pause.
 */
export async function startPublisher(options: PublisherOptions): Promise<Publisher> {
  const { statement, log, announce, restMs } = options
  let position = await syncHead(statement)
  const last = new Map<string, string>()
  let closed = false
  let woken = false
  let interrupt = () => {}
  const stop = onWake('sync', () => {
    woken = true
    interrupt()
  })
  const rest = (ms: number) =>
    new Promise<void>(resolve => {
      if (woken || closed) return resolve()
      const timer = setTimeout(resolve, ms)
      interrupt = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const tell = (lines: readonly LogLine[], from: string) => {
    for (const [tenantId, own] of Map.groupBy(lines, line => line.tenantId)) {
      const to = formatCursor(own.at(-1) ?? position)
      announce(tenantId, { from: last.get(tenantId) ?? from, to, events: own.map(toEvent) })
      last.set(tenantId, to)
    }
  }
  const loop = async () => {
    // Whether lines may be there that no one can read yet: they have been announced, or followed others at once.
    let expecting = false
    while (!closed) {
      expecting ||= woken
      woken = false
      try {
        const lines = await readSyncLog(statement, position.xid, position.id, page)
        const end = lines.at(-1)
        if (end !== undefined) {
          tell(lines, formatCursor(position))
          position = { ...position, xid: end.xid, id: end.id }
          expecting = true
        }
        if (lines.length === page || woken) continue
        if (expecting) {
          expecting = (await syncHead(statement)).waiting
          if (expecting) {
            await rest(blockedMs)
            continue
          }
        }
      } catch (error) {
        if (!closed) log.error({ err: error }, 'sync publisher failed')
      }
      await rest(restMs)
    }
  }
  const running = loop()
  return {
    async close() {
      closed = true
      stop()
      interrupt()
      await running
    },
  }
}

function toEvent(line: LogLine): SyncAnnouncement['events'][number] {
  return {
    cursor: formatCursor(line),
    type: line.type as SyncEventType,
    entityId: line.entityId,
    conversationId: line.conversationId,
    at: line.at.toISOString(),
  }
}
