import type { Clock } from '@countersign/shared/kernel/clock'
import type { OidcPort } from '../api/oidc.port.ts'
import type { Config } from '../config/config.ts'
import { makeOidcClient } from '../features/identity/index.ts'
import type { Log } from '../telemetry/log.ts'

/** Null where no provider is set up. */
export function makeOidc({ oidc }: Config, clock: Clock, log: Log): OidcPort | null {
  if (oidc === null) return null
  return makeOidcClient(oidc, clock, reason =>
    log.warn({ reason }, 'the OpenID provider said no, or nothing'),
  )
}
