import type { Role } from '@countersign/shared/identity/role.policy'
import type { ReplyLanguage } from '@countersign/shared/text/detect-language'

/** The signed-in member a request acts for. */
export interface Actor {
  readonly memberId: string
  readonly userId: string
  readonly tenantId: string
  readonly role: Role
  readonly sessionId: string
  /** Language of the words the answer carries. */
  readonly language: ReplyLanguage
}

/** The program a request acts for: it holds a key of the tenant, and is nobody of its team. */
export interface KeyActor {
  readonly keyId: string
  readonly tenantId: string
  readonly language: ReplyLanguage
}

/** Who an audit line names. */
export function auditActorOf(actor: Actor | KeyActor): { actorKind: 'member' | 'api_key'; actorId: string } {
  return 'keyId' in actor
    ? { actorKind: 'api_key', actorId: actor.keyId }
    : { actorKind: 'member', actorId: actor.memberId }
}
