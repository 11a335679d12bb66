import { sqlOf } from '../db/sql-of.ts'
import type { TenantTx } from '../db/tenant-tx.ts'

export interface Receipt {
  readonly command: string
  readonly inputHash: string
  readonly answer: unknown
}

export async function findReceipt(tx: TenantTx, memberId: string, key: string): Promise<Receipt | null> {
  const [row] = await sqlOf(tx).$queryRaw<Receipt[]>`
    SELECT command, input_hash AS "inputHash", answer FROM command_receipts
    WHERE tenant_id = ${tx.tenantId}::uuid AND membership_id = ${memberId}::uuid AND key = ${key}`
  return row ?? null
}

/** @returns false when the key has been used meanwhile, for something else that was not waited for */
export async function insertReceipt(
  tx: TenantTx,
  receipt: { id: string; memberId: string; key: string; command: string; inputHash: string; answer: object },
): Promise<boolean> {
  const stored = await sqlOf(tx).$executeRaw`
    INSERT INTO command_receipts (id, tenant_id, membership_id, key, command, input_hash, answer)
    VALUES (${receipt.id}::uuid, ${tx.tenantId}::uuid, ${receipt.memberId}::uuid, ${receipt.key}, ${receipt.command},
      ${receipt.inputHash}, ${JSON.stringify(receipt.answer)}::jsonb)
    ON CONFLICT (tenant_id, membership_id, key) DO NOTHING`
  return stored > 0
}
