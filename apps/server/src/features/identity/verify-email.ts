import type { TokenPair } from '@countersign/shared/identity/identity.contract'
import type { MailedProof } from '@countersign/shared/identity/sign-up.contract'
import { type Result, refused } from '@countersign/shared/kernel/result'
import type { ApiContext } from '../../api/context.ts'
import { confirmEmail, findEmailToken } from '../../db/platform-sign-in.repo.ts'
import { proofOf } from './mailed-secret.ts'
import { openSessionFor } from './open-session-for.ts'
import { secondFactorGate } from './second-factor-gate.ts'

/** Takes the proof that an address is somebody's, once, and signs them in. */
export async function verifyEmail(context: ApiContext, input: MailedProof): Promise<Result<TokenPair>> {
  const { database, clock } = context.services
  const { statement } = database
  const now = clock.now()
  const proof = proofOf(context.services, 'verify', input)
  const found = proof && (await findEmailToken(statement, 'verify', proof, now))
  if (found === null || !(await confirmEmail(statement, found.tokenId, now))) return refused('token.invalid')
  if (found.membershipId === null) return refused('auth.invalid')
  const person = { userId: found.userId, membershipId: found.membershipId }
  const owed = await secondFactorGate(context, person, 'mail')
  return owed.ok ? openSessionFor(context, person, 'mail') : owed
}
