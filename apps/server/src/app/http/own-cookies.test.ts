import { describe, expect, it } from 'vitest'
import { oidcCookie, refreshCookie } from './own-cookies.ts'

const mine = 'm'.repeat(43)
const theirs = 't'.repeat(43)

describe('the cookies of this server', () => {
  it('are taken from this host alone where people come by https', () => {
    expect(refreshCookie(true).header('t', 60)).toBe(
      '__Host-countersign_refresh=t; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure',
    )
    expect(oidcCookie(true).header('t', 60)).toBe(
      '__Host-countersign_oidc=t; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure',
    )
  })

  it('work without https on the machine itself', () => {
    expect(refreshCookie(false).header('t', 60)).toBe(
      'countersign_refresh=t; Path=/trpc; HttpOnly; SameSite=Strict; Max-Age=60',
    )
  })

  it.each([
    [`__Host-countersign_refresh=${mine}`, true, mine],
    [`a=b; __Host-countersign_refresh=${mine}; c=d`, true, mine],
    // What a neighbour under the same domain can set.
    [`countersign_refresh=${theirs}`, true, null],
    [`countersign_refresh=${theirs}; __Host-countersign_refresh=${mine}`, true, mine],
    [`countersign_refresh=${mine}`, false, mine],
    ['countersign_refresh=', false, null],
    ['countersign_refresh=short', false, null],
    [`countersign_refresh=${mine},x`, false, null],
    [`xcountersign_refresh=${theirs}`, false, null],
    [undefined, true, null],
  ])('in %j, https %s, the token is %j', (header, secure, token) => {
    expect(refreshCookie(secure).read(header)).toBe(token)
  })
})
