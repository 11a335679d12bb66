/** What the playground shows. */
export interface StudioPlace {
  readonly view: 'try' | 'cases'
  readonly threadId: string | null
  /** The message whose steps are open; null: the last one. */
  readonly messageId: string | null
  readonly runId: string | null
}
