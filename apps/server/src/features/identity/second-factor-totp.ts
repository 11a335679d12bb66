import { Secret, TOTP } from 'otpauth'
import { type Keys, open, seal, sealedWith } from '../../crypto/seal.ts'

/** What every authenticator app assumes: SHA-1, six digits, 30 seconds. */
const periodSeconds = 30
const kind = { algorithm: 'SHA1', digits: 6, period: periodSeconds }
/** Steps a phone's clock may be off, to either side. */
const drift = 1
const secretBytes = 20

const placeOf = (userId: string) => `totp_credentials:${userId}`

/** A new secret for somebody's authenticator app: sealed for storing, and to be shown this once. */
export function makeTotpSecret(
  keys: Keys,
  person: { readonly userId: string; readonly email: string },
): { sealed: Uint8Array<ArrayBuffer>; secret: string; uri: string } {
  const secret = new Secret({ size: secretBytes })
  const totp = new TOTP({ ...kind, secret, issuer: 'Countersign', label: person.email })
  return {
    sealed: seal(keys.for('second-factor'), secret.bytes, placeOf(person.userId)),
    secret: secret.base32,
    uri: totp.toString(),
  }
}

/**
 * The time step a code belongs to; null when it belongs to none near now. A step that is spent already is the caller's
 * to refuse.
 */
export function matchTotpStep(
  keys: Keys,
  stored: { readonly userId: string; readonly sealed: Uint8Array },
  code: string,
  now: Date,
): number | null {
  const bytes = open(keys.for('second-factor'), stored.sealed, placeOf(stored.userId))
  const secret = new Secret({ buffer: new Uint8Array(bytes).buffer })
  const timestamp = now.getTime()
  const delta = TOTP.validate({ ...kind, secret, token: code, timestamp, window: drift })
  return delta === null ? null : TOTP.counter({ period: periodSeconds, timestamp }) + delta
}

/** The same secret sealed with the installation's new key; null when it is already. */
export function resealTotpSecret(
  previous: Keys,
  keys: Keys,
  stored: { readonly userId: string; readonly sealed: Uint8Array },
): Uint8Array<ArrayBuffer> | null {
  const key = keys.for('second-factor')
  if (sealedWith(stored.sealed) === key.id) return null
  const place = placeOf(stored.userId)
  return seal(key, open(previous.for('second-factor'), stored.sealed, place), place)
}
