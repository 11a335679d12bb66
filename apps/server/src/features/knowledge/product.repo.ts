import type { ProductRow as ImportedProduct } from '@countersign/shared/knowledge/product-import.policy'
import type { Prisma } from '../../db/generated/client.ts'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export interface ShelvedProduct extends ImportedProduct {
  readonly id: string
  readonly documentId: string
}

export async function readTenantCurrency(tx: TenantTx): Promise<string> {
  const [row] = await sqlOf(tx).$queryRaw<{ currency: string }[]>`
    SELECT currency FROM tenants WHERE id = ${tx.tenantId}::uuid`
  return row?.currency ?? 'EUR'
}

/** Products by SKU, deleted ones too: importing one again brings it back. */
export async function findBySku(
  tx: TenantTx,
  skus: readonly string[],
): Promise<(ShelvedProduct & { deletedAt: Date | null })[]> {
  return sqlOf(tx).$queryRaw`
    SELECT p.id, p.document_id AS "documentId", p.sku, p.name, p.description, p.price_minor AS "priceMinor", p.currency,
      p.stock_quantity AS stock, p.category, p.delivery_info AS delivery, p.aliases, d.deleted_at AS "deletedAt"
    FROM products p JOIN documents d ON d.tenant_id = p.tenant_id AND d.id = p.document_id
    WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.sku = ANY (${[...skus]}::text[])`
}

export async function insertProducts(
  tx: TenantTx,
  rows: readonly {
    readonly product: ShelvedProduct
    readonly document: Omit<Prisma.DocumentCreateManyInput, 'tenantId'>
  }[],
  now: Date,
): Promise<void> {
  await sqlOf(tx).document.createMany({
    data: rows.map(({ document }) => ({ ...document, tenantId: tx.tenantId })),
  })
  await sqlOf(tx).product.createMany({
    data: rows.map(({ product }) => ({
      id: product.id,
      tenantId: tx.tenantId,
      documentId: product.documentId,
      sku: product.sku,
      name: product.name,
      description: product.description,
      priceMinor: product.priceMinor,
      currency: product.currency,
      category: product.category,
      stockQuantity: product.stock,
      aliases: [...product.aliases],
      deliveryInfo: product.delivery,
      updatedAt: now,
    })),
  })
}

export async function updateProduct(tx: TenantTx, product: ShelvedProduct, now: Date): Promise<void> {
  await sqlOf(tx).product.updateMany({
    where: { tenantId: tx.tenantId, id: product.id },
    data: {
      name: product.name,
      description: product.description,
      priceMinor: product.priceMinor,
      currency: product.currency,
      category: product.category,
      stockQuantity: product.stock,
      aliases: [...product.aliases],
      deliveryInfo: product.delivery,
      updatedAt: now,
    },
  })
}
