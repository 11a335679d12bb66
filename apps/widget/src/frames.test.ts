import { describe, expect, it } from 'vitest'
import { connectFrame, eventFrame, parseFrame } from './frames.ts'

// Frames as a Socket.io 4.8 server and client write them, copied from the wire.
describe('frames', () => {
  it('reads the greeting with its ping rhythm', () => {
    const hello =
      '0{"sid":"lv_VI97HAXpY6yYWAAAC","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}'
    expect(parseFrame(hello)).toEqual({ kind: 'open', pingInterval: 25_000, pingTimeout: 20_000 })
  })

  it('writes the handshake of the namespace', () => {
    expect(connectFrame({ channelKey: 'demo', sessionId: 'abc' })).toBe(
      '40/webchat,{"channelKey":"demo","sessionId":"abc"}',
    )
  })

  it('reads that the namespace let it in, refused it, or closed', () => {
    expect(parseFrame('40/webchat,{"sid":"wZX3oN0bSVIhsaknAAAI"}')).toEqual({ kind: 'connected' })
    expect(parseFrame('44/webchat,{"message":"unknown channel"}')).toEqual({ kind: 'refused' })
    expect(parseFrame('41/webchat,')).toEqual({ kind: 'closed' })
    expect(parseFrame('1')).toEqual({ kind: 'closed' })
  })

  it('reads events, with and without a wish for an acknowledgement', () => {
    const changed = { kind: 'event', name: 'changed', payload: { seq: 7 } }
    expect(parseFrame('42/webchat,["changed",{"seq":7}]')).toEqual(changed)
    expect(parseFrame('42/webchat,13["changed",{"seq":7}]')).toEqual(changed)
    expect(parseFrame('42/webchat,["typing",{"on":true}]')).toMatchObject({ name: 'typing' })
  })

  it('writes events', () => {
    expect(eventFrame('receipt', { seq: 3, status: 'read' })).toBe(
      '42/webchat,["receipt",{"seq":3,"status":"read"}]',
    )
  })

  it('ignores what it does not know, and what is damaged', () => {
    const strange = [
      '',
      '6',
      '9',
      '42["changed",{"seq":7}]',
      '42/other,["changed",{"seq":7}]',
      '42/webchat,[',
      '4',
      '42/webchat,{}',
      '451-/webchat,["x"]',
      new ArrayBuffer(2),
      null,
    ]
    for (const data of strange) expect(parseFrame(data)).toEqual({ kind: 'ignored' })
    expect(parseFrame('2')).toEqual({ kind: 'ping' })
  })
})
