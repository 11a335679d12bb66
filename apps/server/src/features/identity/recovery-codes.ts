import { createHmac, randomInt } from 'node:crypto'
import { recoveryCodeCount } from '@countersign/shared/identity/second-factor.contract'
import type { Keys } from '../../crypto/seal.ts'

/** Letters and digits that are not mistaken for each other on paper. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
/** 49 bits: out of reach of guessing through a lock, and of guessing from the hash without the installation's key. */
const length = 10

/** New recovery codes: as they are shown, once, and as they are stored. */
export function makeRecoveryCodes(keys: Keys, userId: string): { shown: string[]; hashes: string[] } {
  const codes = Array.from({ length: recoveryCodeCount }, () =>
    Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join(''),
  )
  return {
    shown: codes.map(code => `${code.slice(0, 5)}-${code.slice(5)}`),
    hashes: codes.map(code => hashRecoveryCode(keys, userId, code)),
  }
}

/** @param code without its dash, in lower case */
export function hashRecoveryCode(keys: Keys, userId: string, code: string): string {
  return createHmac('sha256', keys.for('second-factor').bytes).update(`${userId}:${code}`).digest('hex')
}
