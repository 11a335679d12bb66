import { element, setText } from './dom.ts'
import { chatIcon, closeIcon, downIcon, sendIcon } from './icons.ts'
import { createMessageList, type Item } from './message-list.ts'
import { readWritten, textLimit } from './message-text.ts'
import type { Settings } from './settings.ts'
import { strings as allStrings } from './strings.ts'
import { createStyles } from './styles.ts'

export interface View {
  readonly items: readonly Item[]
  readonly unread: number
  readonly typing: boolean
  readonly reachable: boolean
  readonly now: number
}

export interface PanelPorts {
  readonly settings: Pick<Settings, 'language' | 'brand' | 'shadow' | 'channelKey'>
  readonly onOpen: (open: boolean) => void
  readonly onSend: (text: string) => void
  readonly onRetry: (key: string) => void
  readonly onDiscard: (key: string) => void
}

export interface Panel {
  /** To be put into the page; everything else is inside its shadow root. */
  readonly host: HTMLElement
  /** The shadow root, which a closed one does not give away itself. */
  readonly root: ShadowRoot
  readonly isOpen: () => boolean
  /** `focus` is false when nobody asked for it just now, as when a new page brings back an open panel. */
  readonly setOpen: (open: boolean, focus: boolean) => void
  readonly render: (view: View) => void
  readonly draft: () => string
  readonly setDraft: (text: string) => void
  readonly stop: () => void
}

export const hostTag = 'countersign-chat'

export function createPanel({ settings, onOpen, onSend, onRetry, onDiscard }: PanelPorts): Panel {
  const { language } = settings
  const strings = allStrings[language]
  const host = element(hostTag as 'div', { 'data-channel': settings.channelKey })
  const root = host.attachShadow({ mode: settings.shadow })
  const styles = createStyles(settings.brand)
  root.adoptedStyleSheets = styles.sheets

  const messages = createMessageList({ strings, language, onRetry, onDiscard })

  const close = element(
    'button',
    { type: 'button', class: 'close', 'aria-label': strings.closeChat },
    closeIcon(),
  )
  const title = element('h2', { id: 'title', tabindex: '-1' }, strings.title)
  const head = element(
    'div',
    { class: 'head' },
    element('span', { class: 'mark', 'aria-hidden': 'true' }, chatIcon()),
    element('div', { class: 'heading' }, title, element('p', {}, strings.subtitle)),
    close,
  )
  const offline = element('div', { class: 'offline', role: 'status' })
  const typing = element(
    'div',
    { class: 'typing', hidden: true },
    element('span', { class: 'dots', 'aria-hidden': 'true' }, element('i'), element('i'), element('i')),
    strings.typing,
  )
  const field = element('textarea', {
    id: 'message',
    rows: '1',
    dir: 'auto',
    placeholder: strings.invitation,
    autocomplete: 'off',
    enterkeyhint: 'send',
    'aria-describedby': 'problem',
  })
  const send = element('button', { type: 'submit', class: 'send', 'aria-label': strings.send }, sendIcon())
  const problem = element('p', { id: 'problem', class: 'problem', role: 'alert' })
  const form = element(
    'form',
    { novalidate: true },
    element(
      'div',
      { class: 'box' },
      element('label', { for: 'message', class: 'unseen' }, strings.yourMessage),
      field,
      send,
    ),
    problem,
  )
  const panel = element(
    'section',
    {
      id: 'panel',
      class: 'panel',
      role: 'dialog',
      'aria-modal': 'false',
      'aria-labelledby': 'title',
      hidden: true,
    },
    // The words are read from left to right also on a page that is not; where the panel stands follows the page.
    element(
      'div',
      { class: 'sheet', dir: 'ltr' },
      head,
      offline,
      element('div', { class: 'middle' }, messages.log, messages.jump),
      typing,
      form,
    ),
  )
  const badge = element('span', { class: 'badge', 'aria-hidden': 'true', hidden: true })
  const launcher = element(
    'button',
    {
      type: 'button',
      class: 'launcher',
      'aria-haspopup': 'dialog',
      'aria-expanded': 'false',
      'aria-controls': 'panel',
    },
    chatIcon(),
    downIcon(),
    badge,
  )
  const news = element('div', { class: 'unseen', role: 'status' })
  const frame = element('div', { class: 'frame', lang: language }, panel, launcher, news)
  root.append(frame)

  let open = false
  let unread = 0
  let failed = 0

  function label(): void {
    const name = open ? strings.closeChat : strings.openChat
    launcher.setAttribute('aria-label', !open && unread > 0 ? `${name}, ${strings.unread(unread)}` : name)
  }

  function setOpen(next: boolean, focus: boolean): void {
    if (open === next) return
    open = next
    panel.hidden = !open
    frame.classList.toggle('open', open)
    launcher.setAttribute('aria-expanded', String(open))
    label()
    if (open) messages.scrollToEnd()
    // On a phone a focused field brings up the keyboard over what the customer wants to read first.
    const first = globalThis.matchMedia?.('(pointer: coarse)').matches ? title : field
    if (focus) (open ? first : launcher).focus()
    onOpen(open)
  }

  function check(): void {
    const written = readWritten(field.value)
    const tooLong = written.kind === 'too_long'
    setText(problem, tooLong ? strings.tooLong(written.bytes, textLimit) : '')
    field.setAttribute('aria-invalid', String(tooLong))
    send.classList.toggle('ready', written.kind === 'text')
    // Browsers without `field-sizing` grow the field by its line breaks.
    field.rows = Math.min(6, field.value.split('\n').length)
  }

  function submit(): void {
    const written = readWritten(field.value)
    if (written.kind === 'text') {
      field.value = ''
      onSend(written.text)
    }
    check()
    field.focus()
  }

  launcher.addEventListener('click', () => setOpen(!open, true))
  close.addEventListener('click', () => setOpen(false, true))
  form.addEventListener('submit', event => {
    event.preventDefault()
    submit()
  })
  field.addEventListener('input', check)
  field.addEventListener('keydown', event => {
    // 229: Safari ends the composition before the Enter that chose the word arrives.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    submit()
  })
  panel.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.isComposing) return
    event.preventDefault()
    setOpen(false, true)
  })
  // Outside the shadow root a key comes from the host element, not from a text field: the page's own shortcuts would
  // take every "/" or "k" typed here.
  for (const name of ['keydown', 'keyup', 'keypress'])
    frame.addEventListener(name, event => event.stopPropagation())

  // On a phone the keyboard covers the bottom of a fixed panel; the visual viewport says what is left.
  const viewport = globalThis.visualViewport
  const fit = () => {
    if (viewport) styles.fit(viewport.height, viewport.offsetTop)
  }
  viewport?.addEventListener('resize', fit)
  viewport?.addEventListener('scroll', fit)
  fit()
  label()
  check()

  return {
    host,
    root,
    isOpen: () => open,
    setOpen,
    render(view) {
      messages.render(view.items, view.now)
      typing.hidden = !view.typing
      setText(offline, view.reachable ? '' : strings.offline)
      unread = open ? 0 : view.unread
      badge.hidden = unread === 0
      setText(badge, unread > 9 ? '9+' : String(unread))
      label()
      const nowFailed = view.items.filter(item => item.state.kind === 'failed').length
      setText(news, nowFailed > failed ? strings.notSent : unread > 0 ? strings.unread(unread) : '')
      failed = nowFailed
    },
    draft: () => field.value,
    setDraft(text) {
      field.value = text
      check()
    },
    stop() {
      viewport?.removeEventListener('resize', fit)
      viewport?.removeEventListener('scroll', fit)
      host.remove()
    },
  }
}
