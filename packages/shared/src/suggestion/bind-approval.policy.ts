/** What a person approves: exactly these words and files, to exactly this recipient, on exactly this channel. */
export interface ApprovalSubject {
  readonly text: string
  readonly attachments: readonly ApprovedAttachment[]
  /** The recipient as the channel knows it. */
  readonly recipient: string
  /** The channel's id. */
  readonly channel: string
}

export interface ApprovedAttachment {
  readonly name: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  /** Lower-case hex of the content. */
  readonly sha256: string
}

/**
 * The one spelling of a subject that is hashed: the JSON array
 * `["countersign.approval.v1", channel, recipient, text, [[name, mediaType, size, sha256], …]]` without spaces, in UTF-8. JSON keeps the parts apart whatever they
 * contain and spells lone surrogates out, so two different subjects never share bytes; nothing is trimmed or normalised, because
 * the approval is for these very characters. Anyone can reproduce it with a JSON writer and SHA-256.
 */
export function approvalBytes(subject: ApprovalSubject): string {
  return JSON.stringify([
    'countersign.approval.v1',
    subject.channel,
    subject.recipient,
    subject.text,
    subject.attachments.map(file => [file.name, file.mediaType, file.size, file.sha256]),
  ])
}

/** Lower-case hex SHA-256 of a string's UTF-8 bytes. */
export type Sha256 = (text: string) => string

export interface ApprovalBinding {
  readonly hash: string
  readonly conversationVersion: number
  readonly policyVersion: number
}

export function bindApproval(
  subject: ApprovalSubject,
  versions: { readonly conversationVersion: number; readonly policyVersion: number },
  sha256: Sha256,
): ApprovalBinding {
  return { hash: sha256(approvalBytes(subject)), ...versions }
}

export type BindingCheck =
  | { readonly holds: true }
  | { readonly holds: false; readonly changed: readonly ('bytes' | 'conversation' | 'policy')[] }

/** Does an approval still cover what is about to leave? Every part that moved is named. */
export function checkBinding(approved: ApprovalBinding, current: ApprovalBinding): BindingCheck {
  const changed: ('bytes' | 'conversation' | 'policy')[] = []
  if (approved.hash !== current.hash) changed.push('bytes')
  if (approved.conversationVersion !== current.conversationVersion) changed.push('conversation')
  if (approved.policyVersion !== current.policyVersion) changed.push('policy')
  return changed.length === 0 ? { holds: true } : { holds: false, changed }
}
