/** Tells what customers want; the same that the suggest pipeline asks. */
export interface IntentScorer {
  classify(input: {
    readonly tenantId: string
    readonly text: string
    readonly language: 'en' | 'ru' | 'und'
  }): Promise<{
    /** A key of the tenant's taxonomy, or `none`. */
    readonly intent: string
    readonly score: number
    readonly ranked: readonly { readonly intent: string; readonly score: number }[]
    readonly version?: string
  }>
}
