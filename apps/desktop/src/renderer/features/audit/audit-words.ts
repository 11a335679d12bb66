import {
  type AuditAction,
  type AuditEntity,
  auditActions,
  auditActionsOf,
  auditEntities,
} from '@countersign/shared/audit/audit.actions'
import type { AuditLine } from '@countersign/shared/audit/audit.contract'
import type { TFunction } from 'i18next'

const isAction = (text: string): text is AuditAction => (auditActions as readonly string[]).includes(text)
const isEntity = (text: string): text is AuditEntity => (auditEntities as readonly string[]).includes(text)

/** What was done. A newer server may record what this console has no words for; its own word is better than none. */
export function actionWords(action: string, t: TFunction): string {
  return isAction(action) ? t(`audit.action.${action}`) : action.replaceAll('_', ' ')
}

export function entityWords(entity: string, t: TFunction): string {
  return isEntity(entity) ? t(`audit.entity.${entity}`) : entity
}

/** The actions that can happen to this kind of thing; all of them when none is chosen. */
export function actionsOf(entity: string): readonly AuditAction[] {
  return isEntity(entity) ? auditActionsOf[entity] : auditActions
}

export function actorWords(actor: AuditLine['actor'], t: TFunction): string {
  return actor.name ?? t(`audit.actor.${actor.kind}`)
}
