import { element, setText } from './dom.ts'
import type { Refusal } from './outbox.ts'
import { cutLinks } from './rich-text.ts'
import type { Language, Strings } from './strings.ts'

export type ItemState =
  | { readonly kind: 'received' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed'; readonly refusal: Refusal }

/** One bubble. `key` stays the same from the first Enter to the server's copy, so the bubble is never drawn twice. */
export interface Item {
  readonly key: string
  readonly text: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly state: ItemState
}

export interface MessageListPorts {
  readonly strings: Strings
  readonly language: Language
  readonly onRetry: (key: string) => void
  readonly onDiscard: (key: string) => void
}

export interface MessageList {
  /** The scrolling live region. */
  readonly log: HTMLElement
  readonly jump: HTMLElement
  readonly render: (items: readonly Item[], now: number) => void
  readonly scrollToEnd: () => void
}

interface Row {
  readonly node: HTMLElement
  readonly meta: HTMLElement
  readonly time: HTMLElement
  readonly word: HTMLElement
  state: ItemState['kind'] | null
}

/** Bubbles drawn at once; a conversation of thousands would otherwise make every keystroke slow. */
const windowStep = 200
const groupGap = 5 * 60_000
const day = 86_400_000

export function createMessageList({ strings, language, onRetry, onDiscard }: MessageListPorts): MessageList {
  const rows = new Map<string, Row>()
  const days = new Map<string, HTMLElement>()
  const clockFormat = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' })
  const dayFormat = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long' })
  let shown = windowStep
  let latest: readonly Item[] = []
  let latestNow = 0

  const earlier = element('button', { type: 'button', class: 'quiet', hidden: true }, strings.earlier)
  const greeting = element(
    'div',
    { class: 'greeting' },
    element('p', { class: 'greeting-title' }, strings.greetingTitle),
    element('p', {}, strings.greetingText),
  )
  const list = element('div', { class: 'list' }, earlier, greeting)
  // Focusable, or a keyboard could not scroll it.
  const log = element(
    'div',
    { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': strings.messages, tabindex: '0' },
    list,
  )
  const jump = element('button', { type: 'button', class: 'jump', hidden: true }, strings.newest)

  let followsEnd = true
  const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 60
  const scrollToEnd = () => {
    log.scrollTop = log.scrollHeight
    jump.hidden = true
    followsEnd = true
  }
  log.addEventListener('scroll', () => {
    followsEnd = isAtEnd()
    if (followsEnd) jump.hidden = true
  })
  // Bars that come and go, the keyboard and a growing field all take height from the log.
  if (globalThis.ResizeObserver) {
    const observer = new ResizeObserver(() => {
      if (followsEnd) scrollToEnd()
    })
    observer.observe(log)
    observer.observe(list)
  }
  jump.addEventListener('click', scrollToEnd)
  earlier.addEventListener('click', () => {
    const fromEnd = log.scrollHeight - log.scrollTop
    shown += windowStep
    draw()
    log.scrollTop = log.scrollHeight - fromEnd
    if (earlier.hidden) log.focus()
  })

  function draw(): void {
    const visible = latest.slice(-shown)
    earlier.hidden = visible.length === latest.length
    greeting.hidden = latest.length > 0
    const order: HTMLElement[] = [earlier, greeting]
    const keys = new Set<string>()
    const dayNames = new Set<string>()

    visible.forEach((item, index) => {
      const before = visible[index - 1]
      const after = visible[index + 1]
      const date = new Date(item.at).toDateString()
      const newDay = !before || new Date(before.at).toDateString() !== date
      if (newDay && !dayNames.has(date)) {
        dayNames.add(date)
        order.push(dayMark(date, item.at))
      }
      const row = rows.get(item.key) ?? makeRow(item)
      keys.add(item.key)
      row.node.classList.toggle('follows', !newDay && before !== undefined && belongsWith(before, item))
      showMeta(row, item, after === undefined || !belongsWith(item, after))
      order.push(row.node)
    })

    for (const [key, row] of rows) {
      if (keys.has(key)) continue
      row.node.remove()
      rows.delete(key)
    }
    for (const [name, node] of days) {
      if (dayNames.has(name)) continue
      node.remove()
      days.delete(name)
    }
    // Nodes that stand where they belong are not touched: a live region speaks whatever is inserted.
    order.forEach((node, index) => {
      if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null)
    })
  }

  function dayMark(name: string, at: number): HTMLElement {
    const node = days.get(name) ?? element('div', { class: 'day' })
    days.set(name, node)
    const word =
      name === new Date(latestNow).toDateString()
        ? strings.today
        : name === new Date(latestNow - day).toDateString()
          ? strings.yesterday
          : dayFormat.format(at)
    setText(node, word)
    return node
  }

  function makeRow(item: Item): Row {
    const mine = item.state.kind !== 'received'
    const time = element('time', { datetime: new Date(item.at).toISOString() }, clockFormat.format(item.at))
    const word = element('span', { class: 'word' })
    // Off: "Sending", "Sent" after every message would drown the replies; failures are announced by the panel.
    const meta = element('div', { class: 'meta', 'aria-live': 'off' }, time, word)
    const text = element('p', { class: 'text', dir: 'auto' }, ...renderText(item.text))
    const author = element('span', { class: 'unseen' }, `${mine ? strings.you : strings.shop}: `)
    const node = element(
      'div',
      { class: mine ? 'row mine' : 'row' },
      element('div', { class: 'bubble' }, author, text),
      meta,
    )
    const row: Row = { node, meta, time, word, state: null }
    rows.set(item.key, row)
    return row
  }

  function renderText(text: string): (Node | string)[] {
    return cutLinks(text).map(piece =>
      piece.kind === 'text'
        ? piece.text
        : element(
            'a',
            { href: piece.address, target: '_blank', rel: 'noopener noreferrer' },
            piece.address,
            element('span', { class: 'unseen' }, ` (${strings.newTab})`),
          ),
    )
  }

  function showMeta(row: Row, { key, state }: Item, endsGroup: boolean): void {
    const settled = state.kind === 'received' || state.kind === 'sent'
    row.meta.hidden = settled && !endsGroup
    if (row.state === state.kind) return
    row.state = state.kind
    row.node.classList.toggle('failed', state.kind === 'failed')
    row.node.classList.toggle('pending', state.kind === 'sending' || state.kind === 'waiting')
    row.time.hidden = !settled
    setText(row.word, describe(state))
    for (const button of row.meta.querySelectorAll('button')) button.remove()
    if (state.kind !== 'failed') return
    const retry = element('button', { type: 'button', class: 'quiet' }, strings.tryAgain)
    const discard = element('button', { type: 'button', class: 'quiet' }, strings.remove)
    retry.addEventListener('click', () => onRetry(key))
    discard.addEventListener('click', () => onDiscard(key))
    row.meta.append(retry, discard)
  }

  function describe(state: ItemState): string {
    switch (state.kind) {
      case 'received':
        return ''
      case 'sending':
        return strings.sending
      case 'waiting':
        return strings.waiting
      case 'sent':
        return strings.sent
      case 'failed':
        return `${strings.notSent} ${strings.refusal[state.refusal]}`
      default:
        return state satisfies never
    }
  }

  return {
    log,
    jump,
    render(items, now) {
      const previous = latest.at(-1)
      latest = items
      latestNow = now
      draw()
      const newest = items.at(-1)
      const grew = newest !== undefined && newest.key !== previous?.key
      if (followsEnd || (grew && newest.state.kind !== 'received')) scrollToEnd()
      else if (grew) jump.hidden = false
    },
    scrollToEnd,
  }
}

function belongsWith(a: Item, b: Item): boolean {
  const sameSide = (a.state.kind === 'received') === (b.state.kind === 'received')
  return sameSide && b.at - a.at < groupGap && new Date(a.at).toDateString() === new Date(b.at).toDateString()
}
