type Fetch = typeof globalThis.fetch

/** Whoever has not touched the console for this long is taken to have gone, milliseconds. */
const goneAfterMs = 60_000
/** Somebody who reads asks nothing of the server; it hears of them this often all the same. */
const tellEveryMs = 2 * 60_000
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

export interface Attendance {
  /** The same fetch. What it sends while nobody is there says so, and keeps no session from ending for idleness. */
  wrap(fetch: Fetch): Fetch
  /** Calls back every few minutes while somebody is there. */
  onPresence(tell: () => void): void
}

/**
 * Knows whether somebody sits at the console. It asks the server by itself whenever a customer writes; were that use, no
 * session that was left open would ever end.
 *
 * @param now milliseconds
 */
export function watchAttendance(page: EventTarget, now: () => number): Attendance {
  let seenAt = now()
  let toldAt = now()
  const tellers: (() => void)[] = []
  const seen = () => {
    seenAt = now()
    if (seenAt - toldAt < tellEveryMs) return
    toldAt = seenAt
    for (const tell of tellers) tell()
  }
  for (const sign of signs) page.addEventListener(sign, seen, { capture: true, passive: true })
  return {
    wrap: fetch => (input, init) => {
      if (now() - seenAt < goneAfterMs) return fetch(input, init)
      const headers = new Headers(init?.headers)
      headers.set('x-unattended', '1')
      return fetch(input, { ...init, headers })
    },
    onPresence: tell => void tellers.push(tell),
  }
}
