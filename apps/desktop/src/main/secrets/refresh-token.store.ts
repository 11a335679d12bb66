import { refreshTokenText, type TokenKept } from '@countersign/shared/desktop/ipc.contract'
import { z } from 'zod'
import { readJsonFile, removeFile, writeJsonFile } from '../storage/json-file.ts'

/** The operating system's encryption, as this store needs it. */
export interface SecretSealer {
  /** False where the "encryption" would be with a key everybody knows. */
  isAvailable(): Promise<boolean>
  seal(text: string): Promise<Buffer>
  /** `stale`: sealed with a key that has been replaced since. */
  unseal(sealed: Buffer): Promise<{ text: string; stale: boolean }>
}

export interface RefreshTokenStore {
  get(): Promise<string | null>
  set(token: string): Promise<TokenKept>
  clear(): Promise<void>
}

const sealedToken = z.object({ server: z.string(), sealed: z.base64() })

/**
 * The refresh token of the present server. On disk only when the operating system encrypts it; otherwise in memory,
 * until the console quits. It is bound to the server that issued it, so that it is never shown to another one.
 */
export function openRefreshTokens(
  file: string,
  sealer: SecretSealer,
  currentServer: () => string,
): RefreshTokenStore {
  let inMemory: { server: string; token: string } | null = null

  async function store(token: string): Promise<TokenKept> {
    const server = currentServer()
    inMemory = { server, token }
    if (!(await sealer.isAvailable())) {
      removeFile(file)
      return 'session'
    }
    const sealed = await sealer.seal(token)
    writeJsonFile(file, { server, sealed: sealed.toString('base64') })
    return 'stored'
  }

  return {
    async get() {
      const server = currentServer()
      if (inMemory !== null) return inMemory.server === server ? inMemory.token : null
      const found = readJsonFile(file, sealedToken)
      if (found === null || found.server !== server || !(await sealer.isAvailable())) return null
      let opened: { text: string; stale: boolean }
      try {
        opened = await sealer.unseal(Buffer.from(found.sealed, 'base64'))
      } catch {
        // Another user's or another machine's key, as after restoring a backup: the person signs in again.
        removeFile(file)
        return null
      }
      const token = refreshTokenText.safeParse(opened.text)
      if (!token.success) return null
      if (opened.stale) await store(token.data)
      return token.data
    },
    set: store,
    async clear() {
      inMemory = null
      removeFile(file)
    },
  }
}
