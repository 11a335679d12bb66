import { Toast as Base } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cx } from './class-names.ts'

export interface ToastOptions {
  /** A later message with the same id takes its place. */
  readonly id?: string
  readonly title: string
  readonly note?: string
  readonly tone?: 'plain' | 'amber' | 'red'
  readonly action?: { readonly label: string; run(): void }
}

/** What a screen uses to say something without stopping anybody. Messages are read out by screen readers. */
export interface Toaster {
  show(options: ToastOptions): void
  /** Takes a message away that is not true any more. */
  close(id: string): void
}

/** Long enough to read and reach the button; a failure stays twice as long. */
const shownMs = 6_000

export function useToaster(): Toaster {
  const manager = Base.useToastManager()
  return {
    close: manager.close,
    show({ id: wanted, title, note, tone = 'plain', action }) {
      const id: string = manager.add({
        ...(wanted === undefined ? {} : { id: wanted }),
        title,
        description: note,
        type: tone,
        timeout: tone === 'plain' ? shownMs : 2 * shownMs,
        priority: tone === 'red' ? 'high' : 'low',
        ...(action === undefined
          ? {}
          : {
              actionProps: {
                children: action.label,
                onClick: () => {
                  manager.close(id)
                  action.run()
                },
              },
            }),
      })
    },
  }
}

export const ToastProvider = Base.Provider

/** Where messages appear. Mounted once, inside `ToastProvider`. */
export function Toasts() {
  const { t } = useTranslation()
  const { toasts } = Base.useToastManager()
  return (
    <Base.Portal>
      <Base.Viewport
        aria-label={t('ui.messages')}
        className="fixed top-3 left-1/2 z-50 flex w-[calc(100vw-2rem)] max-w-[24rem] -translate-x-1/2 flex-col gap-2 pair:top-auto pair:bottom-4 pair:left-[4.25rem] pair:max-w-[17rem] pair:translate-x-0 trio:max-w-[18rem] wide:left-[12.75rem] wide:max-w-[19.5rem]"
      >
        {toasts.map(toast => (
          <Base.Root
            key={toast.id}
            toast={toast}
            className={cx(
              'popup-motion rounded-lg border bg-raised',
              toast.type === 'red'
                ? 'border-red-line'
                : toast.type === 'amber'
                  ? 'border-amber-line'
                  : 'border-line-2',
            )}
          >
            <Base.Content className="flex items-center gap-3 py-2 pr-2 pl-3.5">
              <div className="min-w-0 flex-1">
                <Base.Title
                  className={cx(
                    'font-medium',
                    toast.type === 'red' && 'text-red',
                    toast.type === 'amber' && 'text-amber',
                  )}
                />
                <Base.Description className="text-xs text-ink-2" />
              </div>
              <Base.Action className="h-6 shrink-0 rounded-md border border-line-2 px-2.5 text-xs font-semibold hover:bg-hover" />
              <Base.Close
                aria-label={t('ui.close')}
                className="inline-flex size-6 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-hover [&_svg]:size-3.5"
              >
                <X aria-hidden="true" />
              </Base.Close>
            </Base.Content>
          </Base.Root>
        ))}
      </Base.Viewport>
    </Base.Portal>
  )
}
