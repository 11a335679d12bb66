import { useEffect } from 'react'
import { runCommand } from './command.store.ts'
import { matchPress, type Press, readPress } from './keymap.ts'

/** How long `G` waits for its second key. */
const secondKeyMs = 1_500

const textInputs = new Set(['text', 'search', 'email', 'password', 'url', 'tel', 'number', 'date', 'time'])

/** Whether a key pressed there writes text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  if (target instanceof HTMLInputElement) return textInputs.has(target.type)
  return target instanceof HTMLSelectElement || target.closest('[role="textbox"], [role="combobox"]') !== null
}

/**
 * Where a key lands. Those inside an open dialog or menu belong to it. One that is closing still has the focus while it fades, but
 * nobody means it any more: its keys are the screen's, and its fields take no text.
 */
function readPlace(target: EventTarget | null): 'overlay' | 'field' | 'screen' {
  const overlay = target instanceof Element ? target.closest('[role="dialog"], [role="menu"]') : null
  const closing = overlay?.hasAttribute('data-closed') === true
  if (overlay !== null && !closing) return 'overlay'
  if (document.querySelector('[role="dialog"][data-open]') !== null) return 'overlay'
  return !closing && isTyping(target) ? 'field' : 'screen'
}

/** Listens for commands on the whole window. Mounted once. */
export function useKeys(): void {
  useEffect(() => {
    let first: Press | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
      const press = readPress(event)
      const before = first
      first = null
      clearTimeout(timer)
      if (press === null) return
      const place = readPlace(event.target)
      if (place === 'overlay') return
      const matched = matchPress(press, {
        first: before,
        typing: place === 'field',
        repeat: event.repeat,
      })
      if (matched.kind === 'wait') {
        first = matched.first
        timer = setTimeout(() => {
          first = null
        }, secondKeyMs)
      }
      if (matched.kind === 'run' && runCommand(matched.command)) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}
