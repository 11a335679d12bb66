import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** What a key is for. Each purpose has a key of its own, so that what was sealed for one opens nowhere else. */
export type KeyPurpose =
  | 'mail'
  | 'sign-in'
  | 'second-factor'
  | 'second-factor-challenge'
  | 'oidc-state'
  | 'vault'

/** 256 bits, and the name by which sealed bytes say which key they need. */
export interface SealingKey {
  /** 16 hex digits; tells nothing about the key. */
  readonly id: string
  readonly bytes: Uint8Array
}

/** The keys of this installation, all derived from one. */
export interface Keys {
  for(purpose: KeyPurpose): SealingKey
}

/** Sealed bytes that cannot be opened: another key's, another place's, or changed since. */
export class SealError extends Error {
  override readonly name = 'SealError'
}

const version = 1
const idBytes = 8
const nonceBytes = 12
const tagBytes = 16
const headBytes = 1 + idBytes + nonceBytes + tagBytes

/** @param bytes 32 of them, from a generator or a derivation */
export function makeSealingKey(bytes: Uint8Array): SealingKey {
  if (bytes.length !== 32) throw new Error('a sealing key has 32 bytes')
  const id = createHmac('sha256', bytes)
    .update('key id')
    .digest('hex')
    .slice(0, idBytes * 2)
  return { id, bytes }
}

/** @param encryptionKey the installation's own; HKDF-SHA256 with the purpose as its label */
export function makeKeys(encryptionKey: string): Keys {
  const derived = new Map<KeyPurpose, SealingKey>()
  return {
    for(purpose) {
      const known = derived.get(purpose)
      if (known !== undefined) return known
      const bytes = new Uint8Array(hkdfSync('sha256', encryptionKey, 'countersign', purpose, 32))
      const key = makeSealingKey(bytes)
      derived.set(purpose, key)
      return key
    },
  }
}

/**
 * AES-256-GCM: version, key id, nonce, tag, ciphertext.
 *
 * @param aad where the sealed bytes belong, e.g. `outbound_mails:<id>`: moved to another row they do not open
 */
export function seal(
  key: SealingKey,
  plaintext: string | Uint8Array,
  aad: string,
  nonce: Uint8Array = randomBytes(nonceBytes),
): Uint8Array<ArrayBuffer> {
  const head = Buffer.concat([Buffer.from([version]), Buffer.from(key.id, 'hex')])
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: tagBytes })
  cipher.setAAD(Buffer.concat([head, Buffer.from(aad)]))
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return new Uint8Array(Buffer.concat([head, nonce, cipher.getAuthTag(), body]))
}

/**
 * @param keys those that may have sealed it; the right one is found by its id
 * @throws {SealError} when none of them did, when it was sealed for another place, or when a bit was changed
 */
export function open(keys: SealingKey | readonly SealingKey[], sealed: Uint8Array, aad: string): Buffer {
  const id = sealedWith(sealed)
  const key = [keys].flat().find(one => one.id === id)
  if (key === undefined) throw new SealError('sealed with a key that is not here')
  const bytes = Buffer.from(sealed)
  const nonce = bytes.subarray(1 + idBytes, 1 + idBytes + nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.concat([bytes.subarray(0, 1 + idBytes), Buffer.from(aad)]))
  decipher.setAuthTag(bytes.subarray(headBytes - tagBytes, headBytes))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(headBytes)), decipher.final()])
  } catch {
    throw new SealError('sealed for another place, or damaged')
  }
}

/** The id of the key that opens it; null when these are no sealed bytes. */
export function sealedWith(sealed: Uint8Array): string | null {
  if (sealed.length < headBytes || sealed[0] !== version) return null
  return Buffer.from(sealed.subarray(1, 1 + idBytes)).toString('hex')
}
