import { Kbd } from '../../ui/kbd.tsx'
import { type Command, keymap, pressText } from './keymap.ts'

const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)

/** The keys of a command, drawn. Hidden from readers of the screen, who get `aria-keyshortcuts`. */
export function CommandKeys({ command, tone }: { command: Command; tone?: 'plain' | 'on-accent' }) {
  return (
    <span aria-hidden="true" className="inline-flex gap-0.5">
      {keymap[command].map(press => (
        <Kbd key={press.key} tone={tone ?? 'plain'}>
          {pressText(press, mac)}
        </Kbd>
      ))}
    </span>
  )
}

/** For `aria-keyshortcuts`. Two presses in a row cannot be said there, so they are left out. */
export function ariaKeys(command: Command): string | undefined {
  const [press, second] = keymap[command]
  if (second !== undefined) return undefined
  const key = press.key === 'enter' ? 'Enter' : press.key.toUpperCase()
  return press.mod === true ? `${mac ? 'Meta' : 'Control'}+${key}` : key
}
