import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultServerUrl, parseServerUrl, serverUrl } from './server-url.policy.ts'

const origin = (text: string) => {
  const parsed = parseServerUrl(text)
  return parsed.ok ? parsed.value : parsed.details?.problem
}

describe('the server address', () => {
  it('is reduced to its origin', () => {
    expect(origin(' https://Desk.Example.com:443/ ')).toBe('https://desk.example.com')
    expect(origin('https://desk.example.com:8443')).toBe('https://desk.example.com:8443')
    expect(origin(defaultServerUrl)).toBe(defaultServerUrl)
  })

  it.each(['http://localhost:4310', 'http://desk.localhost', 'http://127.9.9.9', 'http://[::1]:4310'])(
    'may be plain http on this machine: %s',
    text => expect(origin(text)).toBe(text),
  )

  it('sees through other spellings of a loopback address', () => {
    expect(origin('http://0x7f.1:4310')).toBe('http://127.0.0.1:4310')
  })

  it.each([
    ['desk.example.com', 'not_a_url'],
    ['', 'not_a_url'],
    ['javascript:alert(1)', 'not_http'],
    ['file:///etc/passwd', 'not_http'],
    ['ws://127.0.0.1', 'not_http'],
    ['https://me:secret@desk.example.com', 'has_credentials'],
    ['https://desk.example.com/app', 'has_path'],
    ['https://desk.example.com/?a=1', 'has_path'],
    ['https://desk.example.com/#a', 'has_path'],
    ['http://desk.example.com', 'not_encrypted'],
    ['http://0.0.0.0:4310', 'not_encrypted'],
    ['http://127.0.0.1.example.com', 'not_encrypted'],
    ['http://localhost.example.com', 'not_encrypted'],
    ['http://192.168.0.4', 'not_encrypted'],
  ])('refuses %s: %s', (text, problem) => expect(origin(text)).toBe(problem))

  it('never throws, and what it accepts it accepts again unchanged', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.webAuthority().map(host => `http://${host}`),
        ),
        text => {
          const parsed = parseServerUrl(text)
          if (!parsed.ok) return
          expect(parseServerUrl(parsed.value)).toEqual(parsed)
          expect(serverUrl.parse(text)).toBe(parsed.value)
        },
      ),
    )
  })
})
