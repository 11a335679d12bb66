import { describe, expect, it } from 'vitest'
import { choosePollDelay, followThread } from './feed.ts'
import { createLiteralSocket, type LiteralSocket, letIn } from './testing/literal-socket.ts'
import { createManualClock } from './testing/manual-clock.ts'
import type { Thread, ThreadMessage } from './thread.ts'

function start(seqs: number[] = [], pageSize = 1_000) {
  const clock = createManualClock()
  const sockets: LiteralSocket[] = []
  const asked: number[] = []
  const typing: boolean[] = []
  const world = { visible: true, open: true, up: true, seqs, thread: [] as Thread, reached: true }
  const feed = followThread({
    origin: 'http://support.example',
    channelKey: 'demo',
    sessionId: 'secret',
    async fetchAfter(_sessionId, after) {
      asked.push(after)
      if (!world.up) return { kind: 'failed', reached: false }
      const messages = world.seqs
        .filter(seq => seq > after)
        .slice(0, pageSize)
        .map((seq): ThreadMessage => ({ id: `id${seq}`, fromCustomer: false, text: 't', sentAt: 0, seq }))
      return { kind: 'page', messages }
    },
    openSocket(address) {
      const socket = createLiteralSocket(address)
      sockets.push(socket)
      return socket
    },
    clock,
    random: () => 1,
    isVisible: () => world.visible,
    isPanelOpen: () => world.open,
    onThread: thread => {
      world.thread = thread
    },
    onTyping: on => typing.push(on),
    onReach: reached => {
      world.reached = reached
    },
  })
  return { clock, sockets, asked, typing, world, feed, newest: () => sockets.at(-1) as LiteralSocket }
}

describe('feed', () => {
  it('reads the thread at once and again when the socket is up', async () => {
    const { asked, clock, newest, world } = start([1, 2, 3])
    await clock.advance(0)
    expect(asked).toEqual([0])
    expect(world.thread).toHaveLength(3)
    letIn(newest())
    await clock.advance(40_000)
    expect(asked).toEqual([0, 0])
  })

  it('reads after the last seen when a change is announced', async () => {
    const { asked, clock, newest, world } = start([30, 31])
    letIn(newest())
    await clock.advance(0)
    world.seqs.push(32)
    newest().receive('42/webchat,["changed",{"seq":32}]')
    await clock.advance(0)
    expect(asked.at(-1)).toBe(31)
    expect(world.thread.at(-1)?.seq).toBe(32)
  })

  it('goes back for a message announced behind the last seen', async () => {
    const { asked, clock, newest, world } = start([1, 3])
    letIn(newest())
    await clock.advance(0)
    world.seqs = [1, 2, 3]
    newest().receive('42/webchat,["changed",{"seq":2}]')
    await clock.advance(0)
    expect(asked.at(-1)).toBe(1)
    expect(world.thread.map(message => message.seq)).toEqual([1, 2, 3])
  })

  it('misses no change that is announced while it reads', async () => {
    const { clock, newest, world, asked } = start([1])
    letIn(newest())
    await clock.advance(0)
    newest().receive('42/webchat,["changed",{"seq":1}]')
    world.seqs.push(2)
    newest().receive('42/webchat,["changed",{"seq":2}]')
    newest().receive('42/webchat,["changed",{"seq":2}]')
    await clock.advance(0)
    expect(world.thread.map(message => message.seq)).toEqual([1, 2])
    expect(asked.length).toBeLessThanOrEqual(5)
  })

  it('reads page after page of a long conversation', async () => {
    const { clock, world, asked } = start(
      Array.from({ length: 130 }, (_, index) => index + 1),
      50,
    )
    await clock.advance(0)
    expect(world.thread).toHaveLength(130)
    expect(asked).toEqual([0, 50, 100])
  })

  it('looks a little further back after a reconnect', async () => {
    const { asked, clock, newest } = start([90])
    letIn(newest())
    await clock.advance(0)
    newest().break()
    await clock.advance(1_000)
    letIn(newest())
    await clock.advance(0)
    expect(asked.at(-1)).toBe(70)
  })

  it('polls without a socket: every 5 s open, 30 s closed, not at all when hidden', async () => {
    expect(choosePollDelay({ live: false, visible: true, open: true })).toBe(5_000)
    expect(choosePollDelay({ live: false, visible: true, open: false })).toBe(30_000)
    expect(choosePollDelay({ live: false, visible: false, open: true })).toBeNull()
    expect(choosePollDelay({ live: true, visible: true, open: true })).toBeNull()

    const { asked, clock, world, feed } = start([])
    await clock.advance(0)
    await clock.advance(15_000)
    expect(asked).toHaveLength(4)
    world.visible = false
    feed.look()
    await clock.advance(600_000)
    expect(asked).toHaveLength(4)
    world.visible = true
    feed.look()
    await clock.advance(0)
    expect(asked).toHaveLength(5)
  })

  it('backs off while reading fails, and says when it works again', async () => {
    const { asked, clock, world } = start([1])
    world.up = false
    await clock.advance(0)
    const first = asked.length
    await clock.advance(60_000)
    expect(world.reached).toBe(false)
    expect(asked.length - first).toBeLessThan(9)
    world.up = true
    await clock.advance(30_000)
    expect(world.reached).toBe(true)
    expect(world.thread).toHaveLength(1)
  })

  it('keeps receipts for the next connection, and repeats them on a new one', async () => {
    const { clock, newest, feed } = start([2])
    await clock.advance(0)
    feed.report({ delivered: 2, read: 0 })
    letIn(newest())
    const receipt = '42/webchat,["receipt",{"seq":2,"status":"delivered"}]'
    expect(newest().sent.filter(frame => frame === receipt)).toHaveLength(1)
    feed.report({ delivered: 2, read: 2 })
    expect(newest().sent.at(-1)).toBe('42/webchat,["receipt",{"seq":2,"status":"read"}]')
    newest().break()
    await clock.advance(1_000)
    letIn(newest())
    expect(newest().sent).toContain(receipt)
  })

  it('hands on typing, and ends it with the connection', () => {
    const { newest, typing } = start()
    letIn(newest())
    newest().receive('42/webchat,["typing",{"on":true}]')
    newest().break()
    expect(typing).toEqual([true, false])
  })

  it('leaves nothing running when stopped', async () => {
    const { clock, feed, asked } = start([1])
    feed.stop()
    await clock.advance(100_000)
    expect(clock.pending()).toBe(0)
    expect(asked).toHaveLength(1)
  })
})
