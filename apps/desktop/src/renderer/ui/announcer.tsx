import { create } from 'zustand'

interface AnnouncerState {
  readonly text: string
  readonly count: number
}

const useAnnouncer = create<AnnouncerState>(() => ({ text: '', count: 0 }))

/** Has a screen reader say something once, when it next falls silent. Shows nothing. */
export function announce(text: string): void {
  useAnnouncer.setState(state => ({ text, count: state.count + 1 }))
}

/** The region that speaks. Mounted once. */
export function Announcer() {
  const { text, count } = useAnnouncer()
  return (
    <div aria-live="polite" className="sr-only">
      {/* The same words twice must be a change, or the second time is silent. */}
      <span key={count}>{text}</span>
    </div>
  )
}
