import { createHmac } from 'node:crypto'
import type { ApiContext } from '../../api/context.ts'
import { countedAddress } from '../../api/rate-limit/counted-address.ts'

/** What failed sign-ins are counted under. Keyed hashes: a copy of the table tells neither e-mails nor addresses. */
export interface LockKeys {
  readonly account: string
  /** Null: addresses are not counted. */
  readonly address: string | null
}

export function lockKeysOf(
  context: Pick<ApiContext, 'services' | 'address' | 'limitsAddresses'>,
  email: string,
): LockKeys {
  const { services, address, limitsAddresses } = context
  const hash = (text: string) =>
    createHmac('sha256', services.keys.for('sign-in').bytes).update(text).digest('hex')
  return {
    account: hash(`account\0${email}`),
    address: limitsAddresses && address !== null ? hash(`address\0${countedAddress(address)}`) : null,
  }
}
