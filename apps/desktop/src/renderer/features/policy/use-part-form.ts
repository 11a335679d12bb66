import { useEffect, useState } from 'react'
import { changedFields } from './changed-fields.ts'

export interface PartForm<T extends object> {
  readonly form: T
  readonly set: <K extends keyof T>(field: K, value: T[K]) => void
  /** What was changed here and is not saved. */
  readonly change: Partial<T>
  readonly dirty: boolean
  /** What somebody else changed since the form was filled; empty while nothing was typed, for then the form follows. */
  readonly theirs: readonly (keyof T & string)[]
  /** Theirs comes in under what was typed here. */
  readonly takeTheirs: () => void
  readonly discard: () => void
}

/** A form over one part of the settings that others may change at the same time. `current` is what holds now. */
export function usePartForm<T extends object>(current: T): PartForm<T> {
  const [base, setBase] = useState(current)
  const [form, setForm] = useState(current)
  const change = changedFields(base, form)
  const dirty = Object.keys(change).length > 0
  const theirs = Object.keys(changedFields(base, current)) as (keyof T & string)[]
  // Saved here, or changed by somebody else while nothing was typed: what holds now is what is shown.
  const settled = theirs.length > 0 && Object.keys(changedFields(form, current)).length === 0
  const follow = theirs.length > 0 && (!dirty || settled)
  useEffect(() => {
    if (!follow) return
    setBase(current)
    setForm(current)
  }, [follow, current])
  return {
    form,
    set: (field, value) => setForm(now => ({ ...now, [field]: value })),
    change,
    dirty,
    theirs: follow ? [] : theirs,
    takeTheirs() {
      setForm({ ...current, ...change })
      setBase(current)
    },
    discard() {
      setForm(current)
      setBase(current)
    },
  }
}
