import type { Server as HttpServer } from 'node:http'
import { webchatHandshake, webchatReceipt } from '@countersign/shared/channel/webchat.contract'
import { may } from '@countersign/shared/identity/role.policy'
import { AppError } from '@countersign/shared/kernel/app-error'
import { Server, type ServerOptions } from 'socket.io'
import { z } from 'zod'
import type { LiveSession, SessionReader } from '../api/read-session.ts'
import type { Log } from '../telemetry/log.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import type { Announcer } from './announcer.port.ts'
import { rooms } from './rooms.ts'

/** What the customer's side of a web chat socket may ask of the product. */
export interface CustomerDoor {
  /** Who this session is; null when there is no such channel. */
  resolve(channelKey: string, sessionId: string): Promise<CustomerPlace | null>
  receive(place: CustomerPlace, sessionId: string, seq: number, status: 'delivered' | 'read'): Promise<void>
}

export interface CustomerPlace {
  readonly tenantId: string
  readonly channelId: string
  readonly customerId: string
  readonly conversationId: string | null
}

export interface Gateway {
  readonly io: Server
  readonly announcer: Announcer
  /** Tells a tenant's consoles what is new in the log. */
  announce(tenantId: string, name: 'sync', payload: unknown): void
  /** Tells a customer that their thread has changed. */
  changed(conversationId: string): void
  /**
   * Drops this node's console sockets of a session, a membership, a person or a tenant whose access has ended. Every node
   * hears of it from the log.
   */
  end(entityId: string): void
  /** Lets a customer's sockets hear of the conversation their first message made. */
  join(place: { channelId: string; customerId: string; conversationId: string }): void
  close(): Promise<void>
}

export interface GatewayOptions {
  /** Null: no sockets here, only announcements to other nodes' sockets. */
  readonly server: HttpServer | null
  readonly sessions: SessionReader
  readonly door: CustomerDoor
  readonly log: Log
  readonly metrics: Metrics
  /** How nodes tell each other's sockets; absent: this node's own only. */
  readonly adapter?: ServerOptions['adapter'] | undefined
}

const consoleHandshake = z.object({ token: z.string().min(10).max(4096) })

/** Socket.io: sockets announce, they never decide. Everything told here can be fetched again. */
export function openGateway(options: GatewayOptions): Gateway {
  const { server, sessions, door, log, metrics } = options
  const io = new Server({
    serveClient: false,
    maxHttpBufferSize: 64 * 1024,
    // Customers' pages are on any site; consoles are here or in the desktop. Both prove who they are in the handshake,
    // and no cookie is read, so the origin decides nothing.
    cors: { origin: true, credentials: false },
    ...(options.adapter === undefined ? {} : { adapter: options.adapter }),
  })
  if (server !== null) io.attach(server)

  io.use(async (socket, next) => {
    const handshake = consoleHandshake.safeParse(socket.handshake.auth)
    try {
      const session = handshake.success ? await sessions.read(handshake.data.token, false) : null
      if (session === null || session instanceof AppError)
        return next(refusal(session?.code ?? 'auth.invalid'))
      if (!may(session.role, 'conversation.read')) return next(refusal('auth.forbidden'))
      socket.data.session = session
      next()
    } catch (error) {
      log.error({ err: error }, 'console handshake failed')
      next(refusal('server.unavailable'))
    }
  })
  io.on('connection', socket => {
    const session = socket.data.session as LiveSession
    const { tenantId, membershipId, userId, sessionId } = session
    void socket.join([
      rooms.tenant(tenantId),
      rooms.member(membershipId),
      rooms.user(userId),
      rooms.session(sessionId),
    ])
    count(socket, 'console')
    const stopWatching = watchSession(socket, session, sessions, log)
    socket.on('disconnect', stopWatching)
  })

  const customers = io.of('/webchat')
  customers.use(async (socket, next) => {
    const handshake = webchatHandshake.safeParse(socket.handshake.auth)
    if (!handshake.success) return next(refusal('input.invalid'))
    try {
      const place = await door.resolve(handshake.data.channelKey, handshake.data.sessionId)
      if (place === null) return next(refusal('channel.not_found'))
      socket.data.place = place
      socket.data.sessionId = handshake.data.sessionId
      next()
    } catch (error) {
      log.error({ err: error }, 'web chat handshake failed')
      next(refusal('server.unavailable'))
    }
  })
  customers.on('connection', socket => {
    const place = socket.data.place as CustomerPlace
    void socket.join(rooms.customer(place.channelId, place.customerId))
    if (place.conversationId !== null) void socket.join(rooms.thread(place.conversationId))
    count(socket, 'webchat')
    socket.on('receipt', (payload: unknown) => {
      const receipt = webchatReceipt.safeParse(payload)
      if (!receipt.success) return
      door
        .receive(place, socket.data.sessionId as string, receipt.data.seq, receipt.data.status)
        .catch(error => log.error({ err: error }, 'receipt not recorded'))
    })
  })

  function count(socket: { on(event: 'disconnect', listener: () => void): unknown }, namespace: string) {
    metrics.sockets.inc({ namespace })
    socket.on('disconnect', () => metrics.sockets.dec({ namespace }))
  }

  return {
    io,
    announcer: {
      draft: (tenantId, announcement) => {
        io.to(rooms.tenant(tenantId)).emit('draft', announcement)
      },
      typing: (conversationId, on) => {
        customers.to(rooms.thread(conversationId)).emit('typing', { on })
      },
    },
    announce: (tenantId, name, payload) => {
      io.local.to(rooms.tenant(tenantId)).emit(name, payload)
    },
    changed: conversationId => {
      customers.local.to(rooms.thread(conversationId)).emit('changed', {})
    },
    end: entityId => {
      const ended = [
        rooms.session(entityId),
        rooms.member(entityId),
        rooms.user(entityId),
        rooms.tenant(entityId),
      ]
      io.local.in(ended).disconnectSockets(true)
    },
    join: ({ channelId, customerId, conversationId }) => {
      customers.in(rooms.customer(channelId, customerId)).socketsJoin(rooms.thread(conversationId))
    },
    async close() {
      // Without an HTTP server there is no engine to close, only the tie to the other nodes.
      if (server === null) for (const namespace of [io.of('/'), customers]) await namespace.adapter.close()
      else await io.close()
    },
  }
}

/** Longest time a timer can be set for, milliseconds. */
const longestTimer = 2 ** 31 - 1
/** When to look again after the database could not be asked, milliseconds. */
const retryMs = 30_000

/**
 * Drops a socket when its session runs out, unless the session has been used meanwhile. It looks once at the beginning
 * too: access that ended between the handshake and joining the rooms was announced to rooms this socket was not in.
 */
function watchSession(
  socket: { disconnect(close: boolean): unknown },
  session: LiveSession,
  sessions: SessionReader,
  log: Log,
): () => void {
  let timer: NodeJS.Timeout | undefined
  let over = false
  const look = async () => {
    try {
      const now = await sessions.check(session.sessionId)
      if (over) return
      if (now === null || now.membershipId !== session.membershipId || now.role !== session.role) {
        socket.disconnect(true)
      } else wait(now.remainingMs)
    } catch (error) {
      log.warn({ err: error }, 'session of a socket not checked')
      if (!over) wait(retryMs)
    }
  }
  const wait = (ms: number) => {
    timer = setTimeout(look, Math.min(longestTimer, Math.max(10, ms)))
    timer.unref()
  }
  void look()
  return () => {
    over = true
    clearTimeout(timer)
  }
}

/** Socket.io carries the `data` of a connect error to the client. */
function refusal(code: string): Error {
  return Object.assign(new Error(code), { data: { code } })
}
