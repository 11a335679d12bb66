import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordTemplate } from './record-template.ts'
import { deleteTemplate } from './template.repo.ts'

export async function removeTemplate(
  services: Services,
  actor: Actor,
  { id }: { id: string },
): Promise<Result<{ id: string }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    if (!(await deleteTemplate(tx, id))) return refused('template.not_found')
    await recordTemplate(services, tx, actor, 'template_removed', id)
    return ok({ id })
  })
}
