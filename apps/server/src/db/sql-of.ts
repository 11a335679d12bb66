import type { Prisma } from './generated/client.ts'
import { type PlatformTx, sqlInside, type TenantTx } from './tenant-tx.ts'

/** SQL inside an open transaction. The structure rules let only repos import this file. */
export function sqlOf(tx: TenantTx | PlatformTx): Prisma.TransactionClient {
  return sqlInside(tx)
}
