import { useState } from 'react'
import { type Refusal, readRefusal } from './refusal.ts'

interface Sending {
  readonly busy: boolean
  /** Why the last try was refused; null before the first and after one that went well. */
  readonly refusal: Refusal | null
  /** Answers what the task did, or null when it was refused. */
  send<T>(task: () => Promise<T>): Promise<{ readonly value: T } | null>
  forget(): void
}

/** One request of a form: while it is on its way, and why it was refused. What was typed is the form's to keep. */
export function useSending(): Sending {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  return {
    busy,
    refusal,
    async send(task) {
      setBusy(true)
      setRefusal(null)
      try {
        return { value: await task() }
      } catch (error) {
        setRefusal(readRefusal(error))
        return null
      } finally {
        setBusy(false)
      }
    },
    forget: () => setRefusal(null),
  }
}
