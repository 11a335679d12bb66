import type { TemplateFields } from '@countersign/shared/agent-profile/agent-profile.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordTemplate } from './record-template.ts'
import { countTemplates, insertTemplate, updateTemplate } from './template.repo.ts'

/** Every run reads them all. */
const maxTemplates = 500

/** Writes a template down, or changes the one with that id. Like knowledge, it speaks in the next draft. */
export async function upsertTemplate(
  services: Services,
  actor: Actor,
  { id, ...fields }: TemplateFields & { id?: string | undefined },
): Promise<Result<{ id: string }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    if (id !== undefined) {
      if (!(await updateTemplate(tx, id, fields))) return refused('template.not_found')
      await recordTemplate(services, tx, actor, 'template_updated', id, fields.name)
      return ok({ id })
    }
    if ((await countTemplates(tx)) >= maxTemplates)
      return refused('template.too_many', { most: maxTemplates })
    const made = services.ids.next()
    await insertTemplate(tx, { ...fields, id: made, createdAt: services.clock.now() })
    await recordTemplate(services, tx, actor, 'template_created', made, fields.name)
    return ok({ id: made })
  })
}
