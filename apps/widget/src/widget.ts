import { createChat } from './chat.ts'
import { systemClock } from './clock.ts'
import { hostTag } from './panel.ts'
import { readSettings } from './settings.ts'
import { openStore } from './storage.ts'
import { createTransport } from './transport.ts'

/**
 * The entry of the built script, and the one file that works on import. `currentScript` is there for classic scripts,
 * also async ones; a tag manager that injects the text in another way leaves only the element to look for.
 */
const script =
  document.currentScript instanceof HTMLScriptElement
    ? document.currentScript
    : document.querySelector<HTMLScriptElement>('script[data-channel][src*="widget.js"]')

if (document.body) start()
else document.addEventListener('DOMContentLoaded', start, { once: true })

function start(): void {
  const settings =
    script &&
    readSettings(script, {
      language: document.documentElement.lang,
      navigatorLanguage: navigator.language,
    })
  if (!settings) {
    console.warn('Chat: the script needs a src and a data-channel.')
    return
  }
  const twins = [...document.querySelectorAll<HTMLElement>(hostTag)]
  if (twins.some(twin => twin.dataset.channel === settings.channelKey)) return

  const chat = createChat({
    settings,
    lasting: openStore(settings.channelKey, () => localStorage),
    passing: openStore(settings.channelKey, () => sessionStorage),
    transport: createTransport(settings.origin, settings.channelKey, fetch.bind(globalThis)),
    openSocket: address => new WebSocket(address),
    clock: systemClock,
    random: Math.random,
    randomBytes: length => crypto.getRandomValues(new Uint8Array(length)),
    isVisible: () => document.visibilityState === 'visible',
  })
  document.body.append(chat.panel.host)
  addEventListener('online', chat.online)
  addEventListener('offline', chat.offline)
  addEventListener('pagehide', chat.hide)
  addEventListener('pageshow', event => {
    if (event.persisted) chat.show()
  })
  document.addEventListener('visibilitychange', chat.visibilityChanged)
  // A page's own "contact us" opens the chat by carrying `data-open-chat`.
  document.addEventListener('click', event => {
    if (event.target instanceof Element && event.target.closest('[data-open-chat]'))
      chat.panel.setOpen(true, true)
  })
}
