import { afterEach, describe, expect, it } from 'vitest'
import type { Item } from './message-list.ts'
import { createPanel, type Panel, type View } from './panel.ts'
import type { Language } from './strings.ts'

const now = new Date(2026, 10, 20, 12).getTime()
const quiet: View = { items: [], unread: 0, typing: false, reachable: true, now }

const panels: Panel[] = []
afterEach(() => {
  for (const panel of panels.splice(0)) panel.stop()
  document.body.replaceChildren()
})

function show(language: Language = 'en') {
  const sent: string[] = []
  const actions: string[] = []
  const panel = createPanel({
    settings: { language, brand: [15, 118, 110], shadow: 'closed', channelKey: 'demo' },
    onOpen: open => actions.push(open ? 'open' : 'close'),
    onSend: text => sent.push(text),
    onRetry: key => actions.push(`retry ${key}`),
    onDiscard: key => actions.push(`discard ${key}`),
  })
  panels.push(panel)
  document.body.append(panel.host)
  panel.render(quiet)
  const one = <T extends HTMLElement>(selector: string) => {
    const found = panel.root.querySelector<T>(selector)
    if (!found) throw new Error(`nothing matches ${selector}`)
    return found
  }
  const field = one<HTMLTextAreaElement>('textarea')
  const type = (text: string) => {
    field.value = text
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const press = (target: HTMLElement, key: string, init: KeyboardEventInit & { keyCode?: number } = {}) => {
    const event = new KeyboardEvent('keydown', {
      key,
      bubbles: true,
      composed: true,
      cancelable: true,
      ...init,
    })
    target.dispatchEvent(event)
    return event
  }
  const render = (items: Item[], rest: Partial<View> = {}) => panel.render({ ...quiet, ...rest, items })
  return { panel, sent, actions, one, field, type, press, render, launcher: one('.launcher') }
}

const received = (key: string, text = key): Item => ({ key, text, at: now, state: { kind: 'received' } })
const mine = (key: string, state: Item['state'], text = key): Item => ({ key, text, at: now, state })
const texts = (panel: Panel) => [...panel.root.querySelectorAll('.text')].map(node => node.textContent)

describe('launcher and panel', () => {
  it('does not give its shadow root to the page', () => {
    expect(show().panel.host.shadowRoot).toBeNull()
  })

  it('says what the launcher does, whether the panel is open and how many messages are new', () => {
    const { launcher, panel } = show()
    expect(launcher.getAttribute('aria-label')).toBe('Open chat')
    expect(launcher.getAttribute('aria-expanded')).toBe('false')
    expect(launcher.getAttribute('aria-haspopup')).toBe('dialog')
    expect(panel.root.getElementById(launcher.getAttribute('aria-controls') ?? '')).not.toBeNull()
    panel.render({ ...quiet, unread: 2 })
    expect(launcher.getAttribute('aria-label')).toBe('Open chat, 2 new messages')
    expect(panel.root.querySelector('.badge')?.textContent).toBe('2')
    panel.render({ ...quiet, unread: 12 })
    expect(panel.root.querySelector('.badge')?.textContent).toBe('9+')
    launcher.click()
    expect(launcher.getAttribute('aria-label')).toBe('Close chat')
    expect(launcher.getAttribute('aria-expanded')).toBe('true')
  })

  it('is a named, non-modal dialog with a labelled field and a live log', () => {
    const { panel, one } = show()
    panel.setOpen(true, true)
    const dialog = one('[role=dialog]')
    expect(dialog.getAttribute('aria-modal')).toBe('false')
    expect(panel.root.getElementById(dialog.getAttribute('aria-labelledby') ?? '')?.textContent).toBe(
      'Chat with us',
    )
    expect(one('label').textContent).toBe('Your message')
    expect(one('label').getAttribute('for')).toBe(one('textarea').id)
    const log = one('[role=log]')
    expect(log.getAttribute('aria-live')).toBe('polite')
    expect(log.getAttribute('aria-label')).toBe('Messages')
    expect(log.tabIndex).toBe(0)
  })

  it('gives every button a name', () => {
    const { panel, render } = show()
    render([mine('m1', { kind: 'failed', refusal: 'refused' })])
    for (const button of panel.root.querySelectorAll('button')) {
      expect(button.getAttribute('aria-label') || button.textContent).toMatch(/\S/)
    }
  })

  it('puts the focus into the field on opening and back on the launcher on closing', () => {
    const { panel, launcher, field, press, actions } = show()
    launcher.click()
    expect(panel.root.activeElement).toBe(field)
    press(field, 'Escape')
    expect(panel.isOpen()).toBe(false)
    expect(panel.root.activeElement).toBe(launcher)
    expect(actions).toEqual(['open', 'close'])
  })

  it('leaves the focus where it is when a new page brings the panel back', () => {
    const { panel } = show()
    panel.setOpen(true, false)
    expect(panel.root.activeElement).toBeNull()
    expect(document.activeElement).toBe(document.body)
  })

  it('keeps its keys from the page’s own shortcuts', () => {
    const { field, press, panel } = show()
    const seen: string[] = []
    const listen = (event: KeyboardEvent) => seen.push(event.key)
    document.addEventListener('keydown', listen)
    panel.setOpen(true, true)
    for (const key of ['/', 'k', 'Enter', 'Escape']) press(field, key)
    document.removeEventListener('keydown', listen)
    expect(seen).toEqual([])
  })

  it('speaks Russian, and says so', () => {
    const { launcher, one } = show('ru')
    expect(launcher.getAttribute('aria-label')).toBe('Открыть чат')
    expect(one('.frame').lang).toBe('ru')
  })
})

describe('writing', () => {
  it('sends with Enter and breaks the line with Shift', () => {
    const { panel, field, type, press, sent } = show()
    panel.setOpen(true, true)
    type('Hello')
    expect(press(field, 'Enter', { shiftKey: true }).defaultPrevented).toBe(false)
    expect(sent).toEqual([])
    expect(press(field, 'Enter').defaultPrevented).toBe(true)
    expect(sent).toEqual(['Hello'])
    expect(field.value).toBe('')
  })

  it('does not send while a word is being composed', () => {
    const { panel, field, type, press, sent } = show()
    panel.setOpen(true, true)
    type('こんにち')
    press(field, 'Enter', { isComposing: true })
    press(field, 'Enter', { keyCode: 229 })
    press(field, 'Escape', { isComposing: true })
    expect(sent).toEqual([])
    expect(panel.isOpen()).toBe(true)
  })

  it('sends with the button and keeps the focus in the field', () => {
    const { panel, type, one, sent, field } = show()
    panel.setOpen(true, true)
    type('Hello')
    one('.send').click()
    expect(sent).toEqual(['Hello'])
    expect(panel.root.activeElement).toBe(field)
  })

  it('sends nothing of blanks', () => {
    const { field, type, press, sent } = show()
    type(' \n ')
    press(field, 'Enter')
    expect(sent).toEqual([])
  })

  it('says before sending that a text is too long, and keeps it', () => {
    const { field, type, press, sent, one } = show()
    const long = 'ж'.repeat(8_193)
    type(long)
    expect(one('[role=alert]').textContent).toBe('Too long: 16.1 of 16 kB. Send it in parts.')
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(field.getAttribute('aria-describedby')).toBe(one('[role=alert]').id)
    press(field, 'Enter')
    expect(sent).toEqual([])
    expect(field.value).toBe(long)
    type('short')
    expect(one('[role=alert]').textContent).toBe('')
    expect(field.getAttribute('aria-invalid')).toBe('false')
  })
})

describe('messages', () => {
  it('greet as long as there are none', () => {
    const { one, render } = show()
    expect(one('.greeting').hidden).toBe(false)
    render([received('a')])
    expect(one('.greeting').hidden).toBe(true)
  })

  it('say who wrote them to those who cannot see the sides', () => {
    const { panel, render } = show()
    render([mine('a', { kind: 'sent' }, 'Hi'), received('b', 'Hello')])
    const bubbles = [...panel.root.querySelectorAll('.bubble')].map(node => node.textContent)
    expect(bubbles).toEqual(['You: Hi', 'Shop: Hello'])
  })

  it('keep their element from the first Enter to the server’s copy, so that nothing is read out twice', () => {
    const { panel, render } = show()
    render([mine('m1', { kind: 'sending' }), mine('m2', { kind: 'sending' })])
    const [first, second] = panel.root.querySelectorAll('.row')
    render([mine('m1', { kind: 'sent' }), received('r'), mine('m2', { kind: 'waiting' })])
    const rows = [...panel.root.querySelectorAll('.row')]
    expect(rows[0]).toBe(first)
    expect(rows[2]).toBe(second)
    expect(texts(panel)).toEqual(['m1', 'r', 'm2'])
    expect(rows.map(row => row.querySelector('.word')?.textContent)).toEqual([
      'Sent',
      '',
      'Waiting to be sent',
    ])
  })

  it('show why one was not sent, with both ways out', () => {
    const { panel, render, actions } = show()
    render([mine('m1', { kind: 'failed', refusal: 'closed' })])
    const meta = panel.root.querySelector('.meta')
    expect(meta?.textContent).toContain('Not sent. This chat is closed at the moment.')
    const [retry, remove] = meta?.querySelectorAll('button') ?? []
    retry?.click()
    remove?.click()
    expect(actions).toEqual(['retry m1', 'discard m1'])
    expect(panel.root.querySelector('.frame > [role=status]')?.textContent).toBe('Not sent.')
    render([mine('m1', { kind: 'sending' })])
    expect(meta?.querySelectorAll('button')).toHaveLength(0)
  })

  it('are shown as text, with line breaks and safe links', () => {
    const { panel, render } = show()
    render([
      received('a', '<img src=x onerror=alert(1)>\nSee https://shop.example/a and javascript:alert(1)'),
    ])
    const text = panel.root.querySelector('.text')
    expect(text?.querySelector('img')).toBeNull()
    expect(text?.textContent).toContain('<img src=x onerror=alert(1)>\n')
    const links = [...(text?.querySelectorAll('a') ?? [])]
    expect(links.map(link => [link.href, link.rel, link.target])).toEqual([
      ['https://shop.example/a', 'noopener noreferrer', '_blank'],
    ])
  })

  it('carry the day once', () => {
    const { panel, render } = show()
    const day = 86_400_000
    render([
      { ...received('a'), at: now - 40 * day },
      { ...received('b'), at: now - day },
      { ...received('c'), at: now - day + 1 },
      received('d'),
    ])
    expect([...panel.root.querySelectorAll('.day')].map(node => node.textContent)).toEqual([
      'October 11',
      'Yesterday',
      'Today',
    ])
  })

  it('are drawn 200 at a time', () => {
    const { panel, render } = show()
    render(Array.from({ length: 450 }, (_, index) => received(`k${index}`)))
    expect(texts(panel)).toHaveLength(200)
    expect(texts(panel)[0]).toBe('k250')
    const earlier = panel.root.querySelector<HTMLButtonElement>('.list > .quiet')
    earlier?.click()
    expect(texts(panel)[0]).toBe('k50')
    earlier?.click()
    expect(texts(panel)).toHaveLength(450)
    expect(earlier?.hidden).toBe(true)
  })

  it('say that the shop is typing and that the connection is lost', () => {
    const { one, render } = show()
    render([], { typing: true, reachable: false })
    expect(one('.typing').hidden).toBe(false)
    expect(one('.offline').getAttribute('role')).toBe('status')
    expect(one('.offline').textContent).toContain('No connection')
    render([])
    expect(one('.typing').hidden).toBe(true)
    expect(one('.offline').textContent).toBe('')
  })
})

describe('strict content security policy', () => {
  it('never sets a style attribute, whatever is shown', () => {
    const { panel, render, type } = show()
    panel.setOpen(true, true)
    type('x'.repeat(20_000))
    render([received('a', 'https://a.example'), mine('b', { kind: 'failed', refusal: 'full' })], {
      typing: true,
      reachable: false,
      unread: 3,
    })
    const all = [panel.host, ...panel.root.querySelectorAll('*')]
    expect(all.length).toBeGreaterThan(30)
    for (const node of all) {
      expect(node.hasAttribute('style')).toBe(false)
      expect(node.getAttributeNames().filter(name => name.startsWith('on'))).toEqual([])
    }
    expect(panel.root.querySelectorAll('style, script, link')).toHaveLength(0)
    expect(panel.root.adoptedStyleSheets.length).toBeGreaterThan(0)
  })
})
