import { createHash } from 'node:crypto'
import { AppError } from '@countersign/shared/kernel/app-error'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { TenantTx } from '../db/tenant-tx.ts'
import type { Actor } from './actor.ts'
import { findReceipt, insertReceipt } from './command-receipt.repo.ts'
import type { Services } from './services.ts'
import { toTrpcError } from './trpc.ts'

/**
 * Runs a command once per idempotency key and member: asking again with the same key and input repeats the first
 * answer, with another input it is a conflict. Refusals are not kept: nothing happened, so asking again is safe.
 *
 * The caller holds the lock of what the command changes, so two askers at once are one after another here.
 */
export async function answerOnce<T extends object>(
  services: Services,
  tx: TenantTx,
  actor: Actor,
  command: string,
  input: { readonly idempotencyKey?: string | undefined },
  run: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const { idempotencyKey: key, ...rest } = input
  if (key === undefined) return run()
  const inputHash = createHash('sha256').update(JSON.stringify(rest)).digest('hex')
  const earlier = await findReceipt(tx, actor.memberId, key)
  if (earlier !== null) {
    return earlier.command === command && earlier.inputHash === inputHash
      ? ok(earlier.answer as T)
      : refused('idempotency.conflict')
  }
  const result = await run()
  if (result.ok) {
    const stored = await insertReceipt(tx, {
      id: services.ids.next(),
      memberId: actor.memberId,
      key,
      command,
      inputHash,
      answer: result.value,
    })
    // The same key for two things at once: the locks of different things do not wait for each other. Undo this one.
    if (!stored) throw toTrpcError(new AppError('idempotency.conflict', 'idempotency.conflict'))
  }
  return result
}
