import { describe, expect, it } from 'vitest'
import { keepLive } from './socket.ts'
import { createLiteralSocket, type LiteralSocket, letIn } from './testing/literal-socket.ts'
import { createManualClock } from './testing/manual-clock.ts'

function start(options: { openFails?: boolean } = {}) {
  const clock = createManualClock()
  const sockets: LiteralSocket[] = []
  const heard: string[] = []
  const live = keepLive({
    origin: 'https://support.example',
    channelKey: 'demo',
    sessionId: 'secret',
    open(address) {
      if (options.openFails) throw new DOMException('refused by policy', 'SecurityError')
      const socket = createLiteralSocket(address)
      sockets.push(socket)
      return socket
    },
    clock,
    random: () => 1,
    onUp: () => heard.push('up'),
    onDown: () => heard.push('down'),
    onEvent: (name, payload) => heard.push(`${name} ${JSON.stringify(payload)}`),
  })
  const newest = () => sockets.at(-1) as LiteralSocket
  return { clock, sockets, heard, live, newest }
}

// Against a WebSocket of literal frames; a real Socket.io server meets the built script in the journeys.
describe('live connection (literal frames)', () => {
  it('asks for the websocket transport on the script’s own server', () => {
    expect(start().newest().address).toBe('wss://support.example/socket.io/?EIO=4&transport=websocket')
  })

  it('introduces itself after the greeting and is up once the namespace agrees', () => {
    const { newest, heard, live } = start()
    newest().receive('0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000}')
    expect(newest().sent).toEqual(['40/webchat,{"channelKey":"demo","sessionId":"secret"}'])
    expect(live.isUp()).toBe(false)
    newest().receive('40/webchat,{"sid":"b"}')
    expect(live.isUp()).toBe(true)
    expect(heard).toEqual(['up'])
  })

  it('answers pings and hands events on', () => {
    const { newest, heard } = start()
    letIn(newest())
    newest().receive('2')
    newest().receive('42/webchat,["changed",{"seq":4}]')
    expect(newest().sent.at(-1)).toBe('3')
    expect(heard).toEqual(['up', 'changed {"seq":4}'])
  })

  it('sends only while it is up', () => {
    const { newest, live } = start()
    expect(live.emit('receipt', { seq: 1, status: 'read' })).toBe(false)
    letIn(newest())
    expect(live.emit('receipt', { seq: 1, status: 'read' })).toBe(true)
    expect(newest().sent.at(-1)).toBe('42/webchat,["receipt",{"seq":1,"status":"read"}]')
  })

  it('comes back after a break, waiting longer each time', async () => {
    const { newest, sockets, heard, clock } = start()
    letIn(newest())
    newest().break()
    expect(heard).toEqual(['up', 'down'])
    await clock.advance(999)
    expect(sockets).toHaveLength(1)
    await clock.advance(1)
    expect(sockets).toHaveLength(2)
    newest().break()
    await clock.advance(1_999)
    expect(sockets).toHaveLength(2)
    await clock.advance(1)
    expect(sockets).toHaveLength(3)
  })

  it('starts over with a short wait only after a connection that held', async () => {
    const { newest, sockets, clock } = start()
    for (const wait of [1_000, 2_000, 4_000]) {
      letIn(newest())
      newest().break()
      const before = sockets.length
      await clock.advance(wait - 1)
      expect(sockets).toHaveLength(before)
      await clock.advance(1)
      expect(sockets).toHaveLength(before + 1)
    }
    letIn(newest())
    await clock.advance(6_000)
    newest().break()
    const before = sockets.length
    await clock.advance(1_000)
    expect(sockets).toHaveLength(before + 1)
  })

  it('gives up a connection that fell silent', async () => {
    const { newest, sockets, heard, clock } = start()
    letIn(newest())
    await clock.advance(44_000)
    newest().receive('2')
    await clock.advance(44_000)
    expect(heard).toEqual(['up'])
    await clock.advance(1_000)
    expect(heard).toEqual(['up', 'down'])
    expect(sockets[0]?.closed()).toBe(true)
  })

  it('gives up a handshake that never ends', async () => {
    const { newest, sockets, clock } = start()
    newest().receive('0{"sid":"a","pingInterval":25000,"pingTimeout":20000}')
    await clock.advance(11_000)
    expect(sockets[0]?.closed()).toBe(true)
    expect(sockets).toHaveLength(2)
  })

  it('leaves a server that refused it alone for a minute', async () => {
    const { newest, sockets, clock } = start()
    newest().receive('44/webchat,{"message":"unknown channel"}')
    await clock.advance(59_000)
    expect(sockets).toHaveLength(1)
    await clock.advance(1_000)
    expect(sockets).toHaveLength(2)
  })

  it('connects at once when woken while it waits, and stays as it is when connected', () => {
    const { newest, sockets, live } = start()
    live.wake()
    expect(sockets).toHaveLength(1)
    newest().break()
    live.wake()
    expect(sockets).toHaveLength(2)
  })

  it('keeps trying where opening a socket throws', async () => {
    const { clock, heard } = start({ openFails: true })
    await clock.advance(5_000)
    expect(heard).toEqual([])
    expect(clock.pending()).toBe(1)
  })

  it('stops for good', async () => {
    const { newest, sockets, live, clock } = start()
    letIn(newest())
    live.stop()
    await clock.advance(100_000)
    expect(sockets).toHaveLength(1)
    expect(sockets[0]?.closed()).toBe(true)
    expect(clock.pending()).toBe(0)
  })
})
