/** Messages that say something, and messages that only look as if they did. One a line. */
interface Both {
  readonly yes: string
  readonly no: string
}

export interface GatePhrases {
  readonly human: Both
  readonly legal: Both
  readonly urgent: Both
  readonly negative: Both
  /** Says none of these. */
  readonly ordinary: string
}
