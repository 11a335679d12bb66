import { describe, expect, it } from 'vitest'
import { ipcCalls } from './ipc.contract.ts'

const conversationId = '01890a5d-ac96-774b-bcce-b302099a8057'
const accepts = (channel: keyof typeof ipcCalls, ...args: unknown[]) =>
  ipcCalls[channel].args.safeParse(args).success

describe('the desktop calls', () => {
  it('take exactly their arguments', () => {
    expect(accepts('server-url:get')).toBe(true)
    expect(accepts('server-url:get', 'extra')).toBe(false)
    expect(accepts('server-url:set')).toBe(false)
    expect(accepts('server-url:set', 'https://desk.example.com')).toBe(true)
  })

  it('take a token only as visible ASCII of a sane length', () => {
    expect(accepts('refresh-token:set', 'a.b-c_d')).toBe(true)
    for (const bad of ['', 'with space', 'line\nbreak', 'ключ', 'x'.repeat(4097), 7, null]) {
      expect(accepts('refresh-token:set', bad)).toBe(false)
    }
  })

  it('take a notice with nothing added to it', () => {
    const notice = { title: 'Draft ready', body: 'Anna K.', conversationId }
    expect(accepts('notice:show', notice)).toBe(true)
    expect(accepts('notice:show', { ...notice, icon: 'file:///x' })).toBe(false)
    expect(accepts('notice:show', { ...notice, conversationId: 'x' })).toBe(false)
    expect(accepts('notice:show', { ...notice, title: '   ' })).toBe(false)
    expect(accepts('notice:show', { ...notice, body: 'x'.repeat(401) })).toBe(false)
  })

  it('take a ticket to link with only as it was issued', () => {
    expect(accepts('provider:link', 't'.repeat(43))).toBe(true)
    for (const bad of [
      '',
      't'.repeat(19),
      `${'t'.repeat(43)}&client=browser`,
      'https://desk.example.com/x',
    ]) {
      expect(accepts('provider:link', bad)).toBe(false)
    }
  })

  it('take a count only as a whole number that can be', () => {
    for (const bad of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '3', 1_000_001]) {
      expect(accepts('unread:set', bad)).toBe(false)
    }
    expect(accepts('unread:set', 0)).toBe(true)
  })
})
