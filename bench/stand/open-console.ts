import { io } from 'socket.io-client'
import type { SyncEvent } from '../../packages/shared/src/sync/sync.contract.ts'

export interface ConnectedConsole {
  close(): void
}

/** A console's socket: hears of every change in the tenant's log, with the time it heard of it. */
export async function openConsole(
  url: string,
  token: string,
  onEvent: (event: SyncEvent, at: number) => void,
): Promise<ConnectedConsole> {
  const socket = io(url, { auth: { token }, transports: ['websocket'] })
  socket.on('sync', ({ events }: { events: SyncEvent[] }) => {
    const at = performance.now()
    for (const event of events) onEvent(event, at)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  return { close: () => socket.disconnect() }
}
