/** One breach of one rule. `file` is relative to the checkout; `detail` says what was found there. */
export interface Finding {
  readonly rule: string
  readonly file: string
  readonly detail: string
}
