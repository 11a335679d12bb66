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
