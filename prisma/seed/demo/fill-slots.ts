/** What a template may name, and the customer's gender for words that follow it. */
export interface Slots {
  readonly values: Readonly<Record<string, string>>
  readonly gender: 'm' | 'f'
}

/**
 * Replaces `{slot}` by its value and `{m:one|other}` by the form for the customer's gender. Throws on a slot without a value:
 * a template that names something its scenario does not provide is a bug in this folder.
 */
export function fillSlots(template: string, slots: Slots): string {
  return template.replace(
    /\{(?:m:([^|}]*)\|([^}]*)|(\w+))\}/g,
    (_match, male?: string, female?: string, slot?: string) => {
      if (slot === undefined) return (slots.gender === 'm' ? male : female) ?? ''
      const value = slots.values[slot]
      if (value === undefined) throw new Error(`No value for {${slot}} in "${template}"`)
      return value
    },
  )
}
