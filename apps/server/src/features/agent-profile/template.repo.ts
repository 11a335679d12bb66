import type { TemplateFields, TemplateView } from '@countersign/shared/agent-profile/agent-profile.contract'
import { languages } from '@countersign/shared/text/detect-language'
import { z } from 'zod'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

const language = z.enum(languages).catch('und')
export async function findTemplates(tx: TenantTx): Promise<TemplateView[]> {
  const rows = await sqlOf(tx).$queryRaw<(Omit<TemplateView, 'language'> & { language: string })[]>`
    SELECT id, name, content, language, category, triggers, active FROM response_templates
    WHERE tenant_id = ${tx.tenantId}::uuid ORDER BY name, id`
  return rows.map(row => ({ ...row, language: language.parse(row.language) }))
}

/** @returns false when the tenant has no such template */
export async function updateTemplate(tx: TenantTx, id: string, fields: TemplateFields): Promise<boolean> {
  const { count } = await sqlOf(tx).responseTemplate.updateMany({
    where: { tenantId: tx.tenantId, id },
    data: fields,
  })
  return count > 0
}

export async function insertTemplate(
  tx: TenantTx,
  row: TemplateFields & { id: string; createdAt: Date },
): Promise<void> {
  await sqlOf(tx).responseTemplate.create({ data: { ...row, tenantId: tx.tenantId }, select: { id: true } })
}

export async function countTemplates(tx: TenantTx): Promise<number> {
  return sqlOf(tx).responseTemplate.count({ where: { tenantId: tx.tenantId } })
}

/** @returns false when the tenant has no such template */
export async function deleteTemplate(tx: TenantTx, id: string): Promise<boolean> {
  const { count } = await sqlOf(tx).responseTemplate.deleteMany({ where: { tenantId: tx.tenantId, id } })
  return count > 0
}
