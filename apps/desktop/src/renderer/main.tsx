import '@countersign/shared/kernel/parse-without-eval'
import type { DesktopBridge } from '@countersign/shared/desktop/ipc.contract'
import { createBrowserHistory, createHashHistory } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { watchAttendance } from './app/attendance.ts'
import { createConsole } from './app/console.ts'
import { createI18n, firstLanguage, loadWords, rememberedLanguage } from './app/i18n.ts'
import { newUuid } from './app/new-uuid.ts'
import { createConsoleRouter } from './app/router.tsx'
import type { Exclusive } from './app/session.ts'
import { openSocket } from './app/socket.ts'
import { applyTheme, rememberedTheme } from './app/theme.ts'
import './styles.css'

declare global {
  interface Window {
    /** There when the console runs in the desktop. */
    readonly desktop?: DesktopBridge
  }
}

/** Two windows that refresh at once would both spend the same single-use token; the lock lets one follow the other. */
const exclusive: Exclusive = task =>
  navigator.locks === undefined ? task() : navigator.locks.request('countersign.refresh', task)

async function start(root: HTMLElement): Promise<void> {
  applyTheme(rememberedTheme())
  const language = firstLanguage(rememberedLanguage(), navigator.languages)
  document.documentElement.lang = language
  const i18n = createI18n(language, { [language]: await loadWords(language) })
  const bridge = window.desktop ?? null
  const origin = bridge === null ? '' : await bridge.serverUrl()
  const attendance = watchAttendance(window, () => Date.now())
  const console = createConsole({
    bridge,
    origin,
    fetch: attendance.wrap(window.fetch.bind(window)),
    storage: window.localStorage,
    exclusive,
    openSocket: (session, listener) => openSocket(origin, session, listener),
    language: () => i18n.resolvedLanguage ?? 'en',
    now: () => new Date(),
    newId: newUuid,
    schedule: (task, ms) => {
      const timer = setTimeout(task, ms)
      return () => clearTimeout(timer)
    },
    isOnline: () => navigator.onLine,
  })
  const router =
    bridge === null
      ? createConsoleRouter(createBrowserHistory(), '/app')
      : createConsoleRouter(createHashHistory(), '/')
  createRoot(root).render(
    <StrictMode>
      <App console={console} i18n={i18n} router={router} />
    </StrictMode>,
  )
  attendance.onPresence(() => {
    if (console.session.accessToken() !== null) void console.client.auth.me.query().catch(() => undefined)
  })
  await console.session.start()
}

const root = document.getElementById('root')
if (root !== null) void start(root)
