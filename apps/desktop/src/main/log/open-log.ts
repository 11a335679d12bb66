import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { IpcCall } from '@countersign/shared/desktop/ipc.contract'
import type { ErrorCode } from '@countersign/shared/kernel/app-error'

type LogEvent =
  | 'console.started'
  | 'window.opened'
  | 'window.failed'
  | 'window.gone'
  | 'window.unresponsive'
  | 'navigation.refused'
  | 'permission.refused'
  | 'download.refused'
  | 'asset.refused'
  | 'call.refused'
  | 'call.failed'
  | 'link.refused'
  | 'tray.unavailable'

/**
 * The only facts a line may carry. None is free text: customers' words, addresses and tokens reach this process
 * (notices, links), and a field that could hold them would sooner or later.
 */
interface LogFields {
  readonly call?: IpcCall
  readonly code?: ErrorCode
  /** A URL's scheme, never the URL. */
  readonly scheme?: string
  /** A name from Chromium's own closed lists: permission, exit reason. */
  readonly reason?: string
  /** The class of an error, never its message. */
  readonly error?: string
  readonly version?: string
  readonly exitCode?: number
}

export interface Log {
  write(event: LogEvent, fields?: LogFields): void
}

const fullAt = 1_000_000

/** JSON lines, appended to `file`; a full one (1 MB) is set aside as `<file>.old` when the log is opened. */
export function openLog(file: string, now: () => Date): Log {
  try {
    mkdirSync(dirname(file), { recursive: true })
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > fullAt) renameSync(file, `${file}.old`)
  } catch {
    // A log that cannot be turned over is appended to, or lost; the console works on.
  }
  return {
    write(event, fields = {}) {
      try {
        appendFileSync(file, `${JSON.stringify({ at: now().toISOString(), event, ...fields })}\n`)
      } catch {
        // A full disk must not stop the inbox.
      }
    },
  }
}

/** The class of anything thrown, which is all of it that a log may hold. */
export function errorClass(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}
