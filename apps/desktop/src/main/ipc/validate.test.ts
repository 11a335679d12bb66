// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { admitCall, type Caller } from './validate.ts'

const home = 'app://console'
const console: Caller = { origin: home, isTopFrame: true, isConsoleWindow: true }

describe('a call into the desktop', () => {
  it("is admitted from the console's page, with its arguments parsed", () => {
    expect(admitCall('server-url:set', ['https://Desk.example.com/'], console, home)).toEqual({
      ok: true,
      value: ['https://desk.example.com'],
    })
  })

  it.each<[string, Partial<Caller>]>([
    ['another origin', { origin: 'https://example.com' }],
    ['an origin that only begins alike', { origin: 'app://console.example' }],
    ['a frame that is gone', { origin: null }],
    ['a frame inside the page', { isTopFrame: false }],
    ['another window', { isConsoleWindow: false }],
  ])('is forbidden from %s, before its arguments are looked at', (_, difference) => {
    const answer = admitCall('server-url:set', ['nonsense'], { ...console, ...difference }, home)
    expect(answer).toEqual({ ok: false, code: 'auth.forbidden' })
  })

  it.each<[string, unknown[]]>([
    ['none', []],
    ['too many', ['https://desk.example.com', 1]],
    ['the wrong type', [{ toString: () => 'https://desk.example.com' }]],
    ['a server that is not safe', ['http://desk.example.com']],
  ])('is refused with %s', (_, args) => {
    expect(admitCall('server-url:set', args, console, home)).toEqual({ ok: false, code: 'input.invalid' })
  })
})
