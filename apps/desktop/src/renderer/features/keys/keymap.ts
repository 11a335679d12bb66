/** Everything a key can do. Screens say which of these they can do now; the rest is silent. */
export const commands = [
  'conversation.next',
  'conversation.previous',
  'suggestion.approve',
  'suggestion.edit',
  'suggestion.reject',
  'suggestion.escalate',
  'suggestion.refresh',
  'message.write',
  'conversation.assign',
  'conversation.snooze',
  'conversation.resolve',
  'escalation.claim',
  'escalation.handle',
  'escalation.dismiss',
  'go.inbox',
  'go.approvals',
  'go.escalations',
  'go.knowledge',
  'go.autonomy',
  'go.learning',
  'go.studio',
  'go.settings',
  'search.focus',
  'palette.open',
  'keys.open',
] as const
export type Command = (typeof commands)[number]

/** One press. `mod` is Ctrl, or ⌘ on a Mac. Letters are lower case. */
export interface Press {
  readonly key: string
  readonly mod?: true
}

/** A command's presses in order: one, or two as in `G` then `I`. */
export const keymap: Readonly<Record<Command, readonly [Press] | readonly [Press, Press]>> = {
  'conversation.next': [{ key: 'j' }],
  'conversation.previous': [{ key: 'k' }],
  'suggestion.approve': [{ key: 'enter', mod: true }],
  'suggestion.edit': [{ key: 'e' }],
  'suggestion.reject': [{ key: 'r' }],
  'suggestion.escalate': [{ key: 'x' }],
  'suggestion.refresh': [{ key: 'u' }],
  'message.write': [{ key: 'w' }],
  'conversation.assign': [{ key: 'a' }],
  'conversation.snooze': [{ key: 's' }],
  'conversation.resolve': [{ key: 'd' }],
  'escalation.claim': [{ key: 'c' }],
  'escalation.handle': [{ key: 'h' }],
  'escalation.dismiss': [{ key: 'q' }],
  'go.inbox': [{ key: 'g' }, { key: 'i' }],
  'go.approvals': [{ key: 'g' }, { key: 'a' }],
  'go.escalations': [{ key: 'g' }, { key: 'e' }],
  'go.knowledge': [{ key: 'g' }, { key: 'k' }],
  'go.autonomy': [{ key: 'g' }, { key: 'u' }],
  'go.learning': [{ key: 'g' }, { key: 'l' }],
  'go.studio': [{ key: 'g' }, { key: 'p' }],
  'go.settings': [{ key: 'g' }, { key: 's' }],
  'search.focus': [{ key: '/' }],
  'palette.open': [{ key: 'k', mod: true }],
  'keys.open': [{ key: '?' }],
}

/** Commands that work while a text field has the focus; every other key types there. */
const whileTyping: ReadonlySet<Command> = new Set(['palette.open'])

export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly repeat: boolean
  readonly isComposing: boolean
}

/**
 * What was pressed, whatever the keyboard layout: Latin layouts by the letter they give, others (Russian …) by the
 * place of the key, so that `J` is the same key for everyone. Null for what cannot be part of a command.
 */
export function readPress(event: KeyPress): Press | null {
  if (event.altKey || event.isComposing) return null
  const mod = event.ctrlKey || event.metaKey
  const key = nameOf(event)
  if (key === null) return null
  return mod ? { key, mod } : { key }
}

function nameOf({ key, code, shiftKey }: KeyPress): string | null {
  if (key === 'Enter') return 'enter'
  if (key === '/' || key === '?') return key
  if (/^[a-z]$/i.test(key)) return shiftKey ? null : key.toLowerCase()
  if (/^[\x20-\x7e]$/.test(key) && code !== 'Slash') return null
  if (code === 'Slash') return shiftKey ? '?' : '/'
  const place = /^Key([A-Z])$/.exec(code)
  return place === null || shiftKey ? null : (place[1] as string).toLowerCase()
}

export type Matched =
  | { readonly kind: 'run'; readonly command: Command }
  /** The first of two presses: wait for the second. */
  | { readonly kind: 'wait'; readonly first: Press }
  | { readonly kind: 'none' }

const same = (a: Press, b: Press) => a.key === b.key && (a.mod ?? false) === (b.mod ?? false)

/**
 * Pure: which command a press means, given the press before it. A held key repeats moving, nothing else: an approval must be pressed.
 */
export function matchPress(
  press: Press,
  context: { readonly first: Press | null; readonly typing: boolean; readonly repeat: boolean },
): Matched {
  const { first, typing, repeat } = context
  const allowed = commands.filter(command => !typing || whileTyping.has(command))
  const run = allowed.find(command => {
    const [one, two] = keymap[command]
    if (first !== null) return two !== undefined && same(one, first) && same(two, press)
    return two === undefined && same(one, press)
  })
  if (run !== undefined) {
    const moves = run === 'conversation.next' || run === 'conversation.previous'
    return repeat && !moves ? { kind: 'none' } : { kind: 'run', command: run }
  }
  if (first !== null) return matchPress(press, { ...context, first: null })
  const begins = allowed.some(command => keymap[command].length === 2 && same(keymap[command][0], press))
  return begins && !repeat ? { kind: 'wait', first: press } : { kind: 'none' }
}

/** How a press is written on a button. */
export function pressText(press: Press, mac: boolean): string {
  const key = press.key === 'enter' ? '↵' : press.key.toUpperCase()
  if (press.mod !== true) return key
  return mac ? `⌘${key}` : `Ctrl ${key}`
}
