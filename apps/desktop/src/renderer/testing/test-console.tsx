import { Tooltip } from '@base-ui/react/tooltip'
import type { DesktopBridge } from '@countersign/shared/desktop/ipc.contract'
import type { ErrorCode } from '@countersign/shared/kernel/app-error'
import { errorStatus } from '@countersign/shared/kernel/app-error'
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { I18nextProvider } from 'react-i18next'
import type { TextStorage } from '../app/action/kept-action.store.ts'
import { createConsole } from '../app/console.ts'
import { ConsoleContext } from '../app/console-context.tsx'
import { createI18n, type Language } from '../app/i18n.ts'
import { en } from '../app/locales/en.ts'
import { ru } from '../app/locales/ru.ts'
import { createConsoleRouter } from '../app/router.tsx'
import { fetchLateScreens } from '../app/screens/late-screens.ts'
import type { SocketListener } from '../app/socket.ts'
import { ToastProvider, Toasts } from '../ui/toast.tsx'
import { mara } from './detail.fixture.ts'

// Here before the first test: how long code takes to come is nothing a test of a screen should depend on.
await fetchLateScreens()

export const testI18n = (language: Language) => createI18n(language, { en, ru })

/** One request as a handler sees it. */
export interface TestCall {
  readonly path: string
  readonly input: unknown
  readonly authorization: string | null
}

/** Thrown by a handler: the server's refusal. */
export class TestRefusal extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, unknown> | undefined
  constructor(code: ErrorCode, details?: Record<string, unknown>) {
    super(code)
    this.code = code
    this.details = details
  }
}

/** Thrown by a handler: no answer at all. */
export class TestOutage extends Error {}

type Handler = (input: never, call: TestCall) => unknown

/** A fetch that answers tRPC requests from handlers by path, in the server's own wire form. */
export function trpcFetch(handlers: Readonly<Record<string, Handler>>, calls: TestCall[] = []) {
  return async (request: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(request), 'http://console.test')
    const raw = init?.method === 'POST' ? (init.body as string | undefined) : url.searchParams.get('input')
    const call: TestCall = {
      path: url.pathname.replace('/trpc/', ''),
      input: typeof raw === 'string' && raw !== '' ? JSON.parse(raw) : undefined,
      authorization: new Headers(init?.headers).get('authorization'),
    }
    calls.push(call)
    const handler = handlers[call.path]
    const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })
    const refuse = (code: ErrorCode, details?: Record<string, unknown>) =>
      json(errorStatus[code], {
        error: { message: code, code: -32000, data: { code, httpStatus: errorStatus[code], details } },
      })
    if (handler === undefined) return refuse('route.not_found')
    try {
      return json(200, { result: { data: (await handler(call.input as never, call)) ?? null } })
    } catch (error) {
      if (error instanceof TestRefusal) return refuse(error.code, error.details)
      throw new TypeError('Failed to fetch')
    }
  }
}

export function memoryStorage(): TextStorage & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>()
  return {
    entries,
    getItem: key => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: key => void entries.delete(key),
  }
}

/** Time that passes only when told to. */
export function handClock() {
  const tasks: { at: number; run: () => void }[] = []
  let now = 0
  return {
    schedule(run: () => void, ms: number) {
      const task = { at: now + ms, run }
      tasks.push(task)
      return () => {
        const index = tasks.indexOf(task)
        if (index >= 0) tasks.splice(index, 1)
      }
    },
    pass(ms: number) {
      now += ms
      for (;;) {
        const due = tasks.filter(task => task.at <= now).sort((a, b) => a.at - b.at)[0]
        if (due === undefined) return
        tasks.splice(tasks.indexOf(due), 1)
        due.run()
      }
    },
  }
}

/** A console whose server is a table of handlers; the member is signed in. */
export function testConsole(
  handlers: Readonly<Record<string, Handler>> = {},
  bridge: DesktopBridge | null = null,
) {
  const calls: TestCall[] = []
  const storage = memoryStorage()
  const clock = handClock()
  const online = { is: true }
  let listener: SocketListener | null = null
  let ids = 0
  const console = createConsole({
    origin: 'http://console.test',
    bridge,
    fetch: trpcFetch(handlers, calls),
    storage,
    exclusive: task => task(),
    openSocket: (_session, given) => {
      listener = given
      return () => {
        listener = null
      }
    },
    language: () => 'en',
    now: () => new Date('2026-11-20T11:00:00.000Z'),
    newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    schedule: clock.schedule,
    isOnline: () => online.is,
  })
  console.session.store.setState({ phase: 'signed_in', member: mara, accessToken: 'token-1' }, true)
  return {
    console,
    calls,
    storage,
    clock,
    online,
    socket: () => {
      if (listener === null) throw new Error('no socket is open')
      return listener
    },
  }
}

type TestConsole = ReturnType<typeof testConsole>

export function renderWith(world: TestConsole, element: ReactElement, language: Language = 'en') {
  const around = (inner: ReactElement) => (
    <I18nextProvider i18n={testI18n(language)}>
      <ConsoleContext value={world.console}>
        <QueryClientProvider client={world.console.queryClient}>
          <ToastProvider>
            {inner}
            <Toasts />
          </ToastProvider>
        </QueryClientProvider>
      </ConsoleContext>
    </I18nextProvider>
  )
  // jsdom has no layout, so there is nothing to scroll.
  Element.prototype.scrollIntoView ??= () => undefined
  const view = render(around(element))
  return { ...view, show: (next: ReactElement) => view.rerender(around(next)) }
}

/** The screen at an address, as whoever is signed in, or nobody, sees it. */
export function renderAt(world: TestConsole, address: string, language: Language = 'en') {
  // jsdom has no layout, so there is nothing to scroll.
  window.scrollTo = () => undefined
  const history = createMemoryHistory({ initialEntries: [address] })
  const router = createConsoleRouter(history, '/')
  const view = renderWith(
    world,
    <Tooltip.Provider>
      <RouterProvider router={router} />
    </Tooltip.Provider>,
    language,
  )
  return { ...view, router }
}
