// @vitest-environment node
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { serveConsole } from './serve-console.ts'

describe("the console's own scheme", () => {
  let folder: string
  let refused: number
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-'))
    refused = 0
    mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true })
    writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html>')
    writeFileSync(join(folder, 'secret.json'), '{}')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const request = (path: string, method = 'GET') =>
    serveConsole(
      { method, url: `app://console${path}` },
      {
        root: join(folder, 'renderer'),
        home: 'app://console',
        serverUrl: () => 'https://desk.example.com',
        onRefused: () => {
          refused += 1
        },
      },
    )

  it('serves a file with the rules of the page', async () => {
    const answer = await request('/index.html')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('<!doctype html>')
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('content-security-policy')).toContain('https://desk.example.com')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('answers 404, with the same rules, for what is not there or not allowed', async () => {
    for (const path of ['/missing.js', '/..%2fsecret.json', '/assets', '/assets.json']) {
      const answer = await request(path)
      expect(answer.status).toBe(404)
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    }
    expect(refused).toBe(2)
  })

  it('does not follow a link out of its folder', async () => {
    symlinkSync(join(folder, 'secret.json'), join(folder, 'renderer', 'assets', 'inside.json'))
    expect((await request('/assets/inside.json')).status).toBe(404)
  })

  it('takes no request that would change something', async () => {
    expect((await request('/index.html', 'POST')).status).toBe(405)
    const head = await request('/index.html', 'HEAD')
    expect([head.status, await head.text()]).toEqual([200, ''])
  })
})
