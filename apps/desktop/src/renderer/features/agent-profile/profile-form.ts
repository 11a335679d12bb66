import {
  type AgentProfileFields,
  type AgentProfileView,
  agentProfileFields,
} from '@countersign/shared/agent-profile/agent-profile.contract'

/** A fact while it is written; `key` tells rows apart whose names are not written yet. */
export interface FactRow {
  readonly key: number
  readonly name: string
  readonly value: string
}

export type ProfileField = keyof AgentProfileFields
/** The profile as it is typed: a text is empty where the profile has null, and a number is what stands in its field. */
export interface ProfileForm {
  readonly companyFacts: readonly FactRow[]
  readonly model: string
  readonly temperature: string
  readonly topP: string
  readonly tone: string
  readonly language: string
  readonly systemPrompt: string
  readonly flaggedKeywords: readonly string[]
  readonly flaggedPhrases: readonly string[]
  readonly ignoreExamples: readonly string[]
  readonly chatsEnabled: boolean
}

export const profileFields = Object.keys(agentProfileFields.shape) as ProfileField[]

export function formOf(view: AgentProfileFields): ProfileForm {
  return {
    companyFacts: view.companyFacts.map((fact, key) => ({ key, ...fact })),
    model: view.model ?? '',
    temperature: view.temperature === null ? '' : String(view.temperature),
    topP: view.topP === null ? '' : String(view.topP),
    tone: view.tone ?? '',
    language: view.language ?? '',
    systemPrompt: view.systemPrompt ?? '',
    flaggedKeywords: view.flaggedKeywords,
    flaggedPhrases: view.flaggedPhrases,
    ignoreExamples: view.ignoreExamples,
    chatsEnabled: view.chatsEnabled,
  }
}

/** A comma is how half of the world writes it. Nothing is null, and what is no number stays none. */
const numberOf = (text: string) => (text.trim() === '' ? null : Number(text.trim().replace(',', '.')))
const textOf = (text: string) => (text.trim() === '' ? null : text.trim())

/**
 * The fields as they would be stored, before anybody has looked whether they may be. Facts are kept by name and come back in
 * another order than they were typed in.
 */
function typedFields(form: ProfileForm): Record<ProfileField, unknown> {
  return {
    companyFacts: form.companyFacts
      .map(({ name, value }) => ({ name: name.trim(), value: value.trim() }))
      .filter(({ name, value }) => name !== '' || value !== '')
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    model: textOf(form.model),
    temperature: numberOf(form.temperature),
    topP: numberOf(form.topP),
    tone: textOf(form.tone),
    language: textOf(form.language),
    systemPrompt: textOf(form.systemPrompt),
    flaggedKeywords: form.flaggedKeywords,
    flaggedPhrases: form.flaggedPhrases,
    ignoreExamples: form.ignoreExamples,
    chatsEnabled: form.chatsEnabled,
  }
}

const same = (a: unknown, b: unknown) => Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b)

/** What of the form differs from the profile it was filled from. `wrong` are those of them that cannot be stored. */
export function readChange(
  base: AgentProfileFields,
  form: ProfileForm,
): {
  readonly changed: readonly ProfileField[]
  readonly wrong: ReadonlySet<ProfileField>
  readonly change: Partial<AgentProfileFields>
} {
  const before = typedFields(formOf(base))
  const now = typedFields(form)
  // JSON writes a number that is none as null, which is a value here.
  const changed = profileFields.filter(field => Number.isNaN(now[field]) || !same(before[field], now[field]))
  const parsed = changed.map(field => [field, agentProfileFields.shape[field].safeParse(now[field])] as const)
  return {
    changed,
    wrong: new Set(parsed.filter(([, result]) => !result.success).map(([field]) => field)),
    change: Object.fromEntries(
      parsed.flatMap(([field, result]) => (result.success ? [[field, result.data]] : [])),
    ),
  }
}

/** The fields in which two states of a profile differ. */
export function differing(before: AgentProfileView, now: AgentProfileView): ProfileField[] {
  return profileFields.filter(field => !same(before[field], now[field]))
}

/** What is wrong with a row of the facts, where it is. */
export function factProblem(rows: readonly FactRow[], row: FactRow): 'nameless' | 'empty' | 'twice' | null {
  const name = row.name.trim()
  const value = row.value.trim()
  if (name === '') return value === '' ? null : 'nameless'
  // Said of the later one: the first was there before.
  if (rows.slice(0, rows.indexOf(row)).some(earlier => earlier.name.trim() === name)) return 'twice'
  return value === '' ? 'empty' : null
}
