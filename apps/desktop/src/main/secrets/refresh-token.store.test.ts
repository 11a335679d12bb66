// @vitest-environment node
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRefreshTokens, type SecretSealer } from './refresh-token.store.ts'

/** Seals with AES under its own key, as an operating system would. */
function sealerWithKey(key: Buffer, options: { available?: boolean; stale?: boolean } = {}): SecretSealer {
  return {
    isAvailable: async () => options.available ?? true,
    async seal(text) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    async unseal(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(12, 28))
      const text = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
      return { text, stale: options.stale ?? false }
    },
  }
}

const server = 'https://desk.example.com'

describe('the refresh token', () => {
  let folder: string
  let file: string
  const key = randomBytes(32)
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-'))
    file = join(folder, 'refresh-token.json')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('outlives a restart, encrypted', async () => {
    expect(await openRefreshTokens(file, sealerWithKey(key), () => server).set('token-1')).toBe('stored')
    const text = readFileSync(file, 'utf8')
    expect(text).not.toContain('token-1')
    expect(text).not.toContain(Buffer.from('token-1').toString('base64'))
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(await openRefreshTokens(file, sealerWithKey(key), () => server).get()).toBe('token-1')
  })

  it('lasts only as long as the console where nothing encrypts it, and takes an older one off the disk', async () => {
    await openRefreshTokens(file, sealerWithKey(key), () => server).set('token-1')
    const tokens = openRefreshTokens(file, sealerWithKey(key, { available: false }), () => server)
    expect(await tokens.get()).toBeNull()
    expect(await tokens.set('token-2')).toBe('session')
    expect(existsSync(file)).toBe(false)
    expect(await tokens.get()).toBe('token-2')
    expect(await openRefreshTokens(file, sealerWithKey(key), () => server).get()).toBeNull()
  })

  it('is never given to another server', async () => {
    let current = server
    const tokens = openRefreshTokens(file, sealerWithKey(key), () => current)
    await tokens.set('token-1')
    current = 'https://other.example.com'
    expect(await tokens.get()).toBeNull()
    expect(await openRefreshTokens(file, sealerWithKey(key), () => current).get()).toBeNull()
  })

  it('is gone after a clear', async () => {
    const tokens = openRefreshTokens(file, sealerWithKey(key), () => server)
    await tokens.set('token-1')
    await tokens.clear()
    expect(await tokens.get()).toBeNull()
    expect(existsSync(file)).toBe(false)
    await tokens.clear()
  })

  it('is asked for again when the key is another one', async () => {
    await openRefreshTokens(file, sealerWithKey(key), () => server).set('token-1')
    const tokens = openRefreshTokens(file, sealerWithKey(randomBytes(32)), () => server)
    expect(await tokens.get()).toBeNull()
    expect(existsSync(file)).toBe(false)
  })

  it('is sealed again when the operating system has replaced its key', async () => {
    await openRefreshTokens(file, sealerWithKey(key), () => server).set('token-1')
    const before = readFileSync(file, 'utf8')
    expect(await openRefreshTokens(file, sealerWithKey(key, { stale: true }), () => server).get()).toBe(
      'token-1',
    )
    expect(readFileSync(file, 'utf8')).not.toBe(before)
  })
})
