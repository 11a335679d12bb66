import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { assertNever } from '@countersign/shared/kernel/assert-never'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { i18n } from 'i18next'
import { useEffect } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { Announcer } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Logo } from '../ui/logo.tsx'
import { Notice } from '../ui/notice.tsx'
import { ToastProvider, Toasts } from '../ui/toast.tsx'
import { useDelayed } from '../ui/use-delayed.ts'
import type { Console } from './console.ts'
import { ConsoleContext, useConsole } from './console-context.tsx'
import type { createConsoleRouter } from './router.tsx'

interface AppProps {
  readonly console: Console
  readonly i18n: i18n
  readonly router: ReturnType<typeof createConsoleRouter>
}

/** The whole console: what every screen needs around it, then the screen the session allows. */
export function App({ console, i18n, router }: AppProps) {
  return (
    // The page's rules forbid style elements; what the components would put there is in styles.css.
    <CSPProvider disableStyleElements>
      <I18nextProvider i18n={i18n}>
        <ConsoleContext value={console}>
          <QueryClientProvider client={console.queryClient}>
            <Tooltip.Provider delay={450} closeDelay={0}>
              <ToastProvider limit={3}>
                <Screen router={router} />
                <Announcer />
                <Toasts />
              </ToastProvider>
            </Tooltip.Provider>
          </QueryClientProvider>
        </ConsoleContext>
      </I18nextProvider>
    </CSPProvider>
  )
}

function Screen({ router }: Pick<AppProps, 'router'>) {
  const { session } = useConsole()
  const state = useStore(session.store)
  switch (state.phase) {
    case 'starting':
      return <Starting />
    case 'unreachable':
      return <Unreachable />
    case 'signed_out':
      return <RouterProvider router={router} />
    case 'signed_in':
      return (
        <Live
          key={state.member.id}
          memberId={state.member.id}
          hears={state.member.permissions.includes('conversation.read')}
          router={router}
        />
      )
    default:
      return assertNever(state)
  }
}

function Live({ memberId, hears, router }: Pick<AppProps, 'router'> & { memberId: string; hears: boolean }) {
  const console = useConsole()
  useEffect(() => console.goLive(memberId, hears), [console, memberId, hears])
  return <RouterProvider router={router} />
}

function Starting() {
  const shown = useDelayed(true)
  return (
    <div className="grid h-full place-items-center bg-ground" role="status">
      {shown && (
        <span className="breathing">
          <Logo />
        </span>
      )}
    </div>
  )
}

function Unreachable() {
  const { t } = useTranslation()
  const { session } = useConsole()
  return (
    <main className="h-full bg-ground">
      <Notice
        role="alert"
        title={t('unreachable.title')}
        action={
          <Button variant="primary" onClick={() => void session.start()}>
            {t('ui.retry')}
          </Button>
        }
      >
        {t('unreachable.note')}
      </Notice>
    </main>
  )
}
