import { draftAnnouncement, syncAnnouncement } from '@countersign/shared/sync/sync.contract'
import { io } from 'socket.io-client'
import { z } from 'zod'
import type { Session } from './session.ts'

export interface SocketListener {
  up(): void
  down(): void
  sync(announcement: z.infer<typeof syncAnnouncement>): void
  draft(announcement: z.infer<typeof draftAnnouncement>): void
  /** A frame that is not of the agreed form. It is not applied; the next announcement's gap makes the engine pull. */
  unrecognised(event: string): void
}

/**
 * Opens the console's socket and keeps it open. A refused token is renewed and the socket dialled again, because Socket.io does not
 * retry by itself after the server said no. `origin` empty: the page's own. Answers the way to close it.
 */
export function openSocket(origin: string, session: Session, listener: SocketListener): () => void {
  let closed = false
  let forbidden = 0
  const socket = io(origin === '' ? window.location.origin : origin, {
    auth: done => done({ token: session.accessToken() ?? '' }),
    transports: ['websocket', 'polling'],
    // Without it a network that blocks web sockets would never be offered polling.
    tryAllTransports: true,
    reconnectionDelay: 400,
    reconnectionDelayMax: 8_000,
  })
  let redial: ReturnType<typeof setTimeout> | null = null
  const dialAgain = (ms: number) => {
    if (closed) return
    redial = setTimeout(() => socket.connect(), ms)
  }
  socket.on('connect', () => {
    forbidden = 0
    listener.up()
  })
  socket.on('disconnect', reason => {
    listener.down()
    if (reason === 'io server disconnect') {
      // Usually the token's end of life.
      session.renew(session.accessToken()).then(
        token => token !== null && dialAgain(0),
        () => dialAgain(2_000),
      )
    }
  })
  socket.on('connect_error', error => {
    listener.down()
    if (socket.active) return
    // The token is good and its role is not let in. A fresh one tells the role as it is now; asking on and on would only wear it out.
    if (isForbidden(error)) forbidden += 1
    if (forbidden > 1) return
    session.renew(session.accessToken()).then(
      token => token !== null && dialAgain(500),
      () => dialAgain(3_000),
    )
  })
  socket.on('sync', (frame: unknown) => {
    const parsed = syncAnnouncement.safeParse(frame)
    if (parsed.success) listener.sync(parsed.data)
    else listener.unrecognised('sync')
  })
  socket.on('draft', (frame: unknown) => {
    const parsed = draftAnnouncement.safeParse(frame)
    if (parsed.success) listener.draft(parsed.data)
    else listener.unrecognised('draft')
  })
  // The network is back: dialling now instead of when the growing delay says so, which can be many seconds later.
  const onOnline = () => {
    if (closed || socket.connected) return
    socket.disconnect()
    socket.connect()
  }
  window.addEventListener('online', onOnline)
  return () => {
    closed = true
    window.removeEventListener('online', onOnline)
    if (redial !== null) clearTimeout(redial)
    socket.disconnect()
  }
}

const refused = z.object({ data: z.object({ code: z.literal('auth.forbidden') }) })

function isForbidden(error: unknown): boolean {
  return refused.safeParse(error).success
}
