import type { TemplateView } from '@countersign/shared/agent-profile/agent-profile.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { findTemplates } from './template.repo.ts'

export async function listTemplates(
  services: Services,
  actor: Actor,
): Promise<{ templates: TemplateView[] }> {
  return services.database.readTenant(actor.tenantId, async tx => ({ templates: await findTemplates(tx) }))
}
