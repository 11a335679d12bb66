// @vitest-environment node
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openServerAddress } from './server-address.store.ts'

describe('the server the console works with', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-'))
    file = join(folder, 'settings', 'server.json')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is the local one until a person sets another, which is remembered', () => {
    const address = openServerAddress(file, [])
    expect(address.get()).toBe('http://127.0.0.1:4310')
    address.set('https://desk.example.com')
    expect(address.get()).toBe('https://desk.example.com')
    expect(openServerAddress(file, []).get()).toBe('https://desk.example.com')
  })

  it('can be given for one start', () => {
    openServerAddress(file, []).set('https://desk.example.com')
    expect(openServerAddress(file, ['--server-url=http://127.0.0.1:5000']).get()).toBe(
      'http://127.0.0.1:5000',
    )
    expect(openServerAddress(file, []).get()).toBe('https://desk.example.com')
  })

  it('is never one that is not acceptable, wherever it comes from', () => {
    expect(openServerAddress(file, ['--server-url=http://desk.example.com']).get()).toBe(
      'http://127.0.0.1:4310',
    )
    openServerAddress(file, []).set('https://desk.example.com')
    for (const text of ['{"serverUrl":"http://evil.example.com"}', '{"serverUrl":7}', '{', '']) {
      writeFileSync(file, text)
      expect(openServerAddress(file, []).get()).toBe('http://127.0.0.1:4310')
    }
  })

  it('is written whole, with nothing left beside it', () => {
    openServerAddress(file, []).set('https://desk.example.com')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ serverUrl: 'https://desk.example.com' })
    expect(() => readFileSync(`${file}.new`)).toThrow()
  })
})
