// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from './content-security.policy.ts'

const directives = (serverUrl: string) =>
  new Map(
    contentSecurityPolicy(serverUrl)
      .split('; ')
      .map(d => [d.split(' ')[0], d.split(' ').slice(1)]),
  )

describe("the console page's rules", () => {
  it('let it talk to its server, by request and by socket, and to nobody else', () => {
    expect(directives('https://desk.example.com').get('connect-src')).toEqual([
      "'self'",
      'https://desk.example.com',
      'wss://desk.example.com',
    ])
    expect(directives('http://127.0.0.1:4310').get('connect-src')).toContain('ws://127.0.0.1:4310')
  })

  it('run no script or style that is not a file of its own', () => {
    const rules = directives('https://desk.example.com')
    expect(rules.get('default-src')).toEqual(["'none'"])
    expect(rules.get('script-src')).toEqual(["'self'"])
    expect(rules.get('style-src')).toEqual(["'self'"])
    expect(contentSecurityPolicy('https://desk.example.com')).not.toContain('unsafe')
  })
})
