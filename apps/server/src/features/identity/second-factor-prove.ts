import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Services } from '../../api/services.ts'
import {
  chargeSecondFactorTry,
  type SecondFactorRow,
  type SecondFactorTry,
  spendRecoveryCode,
  spendTotpStep,
} from '../../db/platform-second-factor.repo.ts'
import { hashRecoveryCode } from './recovery-codes.ts'
import { matchTotpStep } from './second-factor-totp.ts'

/** Counts a try to show a code, towards a lock of the second step. */
export async function chargeTry(services: Services, userId: string): Promise<Result<SecondFactorTry>> {
  const tried = await chargeSecondFactorTry(services.database.statement, userId, services.clock.now())
  if (tried.lockedUntil !== null) return refused('auth.locked', { until: tried.lockedUntil.toISOString() })
  return ok(tried)
}

/** Checks a code and spends it: what was right once is wrong from then on. The try has been charged. */
export async function proveSecondFactor(
  services: Services,
  userId: string,
  state: SecondFactorRow,
  code: string,
): Promise<Result<'totp' | 'recovery'>> {
  const { database, keys, clock } = services
  if (/^\d{6}$/.test(code)) {
    const sealed = state.confirmedAt === null ? null : state.sealedSecret
    const step = sealed === null ? null : matchTotpStep(keys, { userId, sealed }, code, clock.now())
    if (step === null) return refused('auth.wrong_code')
    const spent = await spendTotpStep(database.statement, userId, step)
    return spent ? ok('totp') : refused('auth.wrong_code')
  }
  const hash = hashRecoveryCode(keys, userId, code)
  const spent = await spendRecoveryCode(database.statement, userId, hash, clock.now())
  return spent ? ok('recovery') : refused('auth.wrong_code')
}
