import type {
  AgentProfileFields,
  AgentProfileView,
} from '@countersign/shared/agent-profile/agent-profile.contract'
import { useState } from 'react'
import { differing, formOf, type ProfileField, type ProfileForm, readChange } from './profile-form.ts'

/** What was typed and is not saved, on top of the profile as it was when the typing began. */
export interface Typed {
  readonly base: AgentProfileView
  readonly form: Partial<ProfileForm>
}

export interface ProfileFormState {
  readonly form: ProfileForm
  readonly set: <K extends ProfileField>(field: K, value: ProfileForm[K]) => void
  readonly dirty: boolean
  readonly wrong: ReadonlySet<ProfileField>
  /** Only this is sent: two people who change different things keep both. */
  readonly change: Partial<AgentProfileFields>
  /** What somebody else changed since the typing began. */
  readonly theirs: readonly ProfileField[]
  /** The profile as it was when the typing began. */
  readonly base: AgentProfileView
  /** Typed here too. */
  readonly mine: (field: ProfileField) => boolean
  /** Theirs comes in under what was typed here. */
  readonly takeTheirs: () => void
  readonly discard: () => void
}

/** One profile's form. While nothing is typed it follows `current`; what is typed stays until it is saved or discarded. */
export function profileFormState(
  current: AgentProfileView,
  kept: Typed | null,
  keep: (typed: Typed | null) => void,
): ProfileFormState {
  const typed = kept !== null && isOver(kept, current) ? null : kept
  const base = typed?.base ?? current
  const form = { ...formOf(base), ...typed?.form }
  const { changed, wrong, change } = readChange(base, form)
  return {
    form,
    base,
    set: (field, value) => keep({ base, form: { ...typed?.form, [field]: value } }),
    dirty: changed.length > 0,
    wrong,
    change,
    theirs: differing(base, current),
    mine: field => changed.includes(field),
    takeTheirs: () =>
      keep({ base: current, form: Object.fromEntries(changed.map(field => [field, form[field]])) }),
    discard: () => keep(null),
  }
}

/** Another state holds now, and nothing that was typed is missing in it, or nothing was typed at all. */
function isOver({ base, form }: Typed, current: AgentProfileView): boolean {
  if (differing(base, current).length === 0) return false
  const typed = { ...formOf(base), ...form }
  return readChange(base, typed).changed.length === 0 || readChange(current, typed).changed.length === 0
}

/** What is typed for each channel and for the workspace; looking at another one loses nothing. */
export function useTypedProfiles(): {
  readonly of: (channelId: string | null) => Typed | null
  readonly keep: (channelId: string | null, typed: Typed | null) => void
  /** Saved: what was typed while it was on its way is still to be saved, on top of what holds now. */
  readonly rebase: (channelId: string | null, base: AgentProfileView) => void
} {
  const [all, setAll] = useState<ReadonlyMap<string | null, Typed>>(new Map())
  return {
    of: channelId => all.get(channelId) ?? null,
    keep: (channelId, typed) =>
      setAll(before => {
        const next = new Map(before)
        if (typed === null) next.delete(channelId)
        else next.set(channelId, typed)
        return next
      }),
    rebase: (channelId, base) =>
      setAll(before => {
        const typed = before.get(channelId)
        return typed === undefined ? before : new Map(before).set(channelId, { ...typed, base })
      }),
  }
}
