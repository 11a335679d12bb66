import type { RotatedMasterKey } from '@countersign/shared/platform/platform.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { currentWork } from '../../telemetry/log.ts'
import { rotateVault } from '../secret/index.ts'

/** Gives the vault a new key while the server runs; for the embedded database, which no command can open beside it. */
export async function rotateMasterKeyNow(
  services: Services,
  actor: Actor,
  input: { reason: string },
): Promise<RotatedMasterKey> {
  const { keyId, secrets } = await rotateVault(services, {
    adminId: actor.userId,
    reason: input.reason,
    requestId: currentWork()?.requestId ?? null,
  })
  return { keyId, secrets }
}
