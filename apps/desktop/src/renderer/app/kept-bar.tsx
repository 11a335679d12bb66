import { TriangleAlert, WifiOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { wordsOf } from './action/action.ts'
import { useConnection, useConsole, useKeptActions } from './console-context.tsx'
import { useFormat } from './format.ts'
import { useRefusalWords } from './refusal-words.ts'

/** A quiet bar: that the server is away and how much waits for it, or that something kept could not be done any more. */
export function KeptBar() {
  const { t } = useTranslation()
  const { reconnect } = useConsole()
  const offline = useConnection(state => state.phase === 'offline')
  const waiting = useKeptActions(state => state.waiting)
  const voided = useKeptActions(state => state.voided)
  const [open, setOpen] = useState(false)
  const kept = waiting.length + voided.length

  return (
    <>
      <div role="status">
        {(offline || waiting.length > 0) && (
          <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b bg-amber-soft px-4 py-1 text-xs">
            <WifiOff aria-hidden="true" className="size-3.5 shrink-0 text-amber" />
            <p className="flex-1">
              <span className="font-medium text-amber">
                {offline ? t('offline.title') : t('offline.sending')}
              </span>{' '}
              {waiting.length === 0 ? t('offline.note') : t('offline.waiting', { count: waiting.length })}
            </p>
            {waiting.length > 0 && (
              <Button size="sm" variant="ghost" onClick={() => setOpen(true)}>
                {t('offline.show')}
              </Button>
            )}
            {offline && (
              <Button size="sm" onClick={reconnect}>
                {t('ui.retry')}
              </Button>
            )}
          </div>
        )}
        {voided.length > 0 && (
          <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b border-red-line bg-red-soft px-4 py-1 text-xs">
            <TriangleAlert aria-hidden="true" className="size-3.5 shrink-0 text-red" />
            <p className="flex-1 font-medium text-red">{t('offline.voided', { count: voided.length })}</p>
            <Button size="sm" onClick={() => setOpen(true)}>
              {t('offline.show')}
            </Button>
          </div>
        )}
      </div>
      <Dialog
        open={open && kept > 0}
        onOpenChange={setOpen}
        size="wide"
        title={t('offline.list')}
        note={t('offline.listNote')}
      >
        <KeptList />
      </Dialog>
    </>
  )
}

function KeptList() {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useRefusalWords()
  const waiting = useKeptActions(state => state.waiting)
  const voided = useKeptActions(state => state.voided)
  const dismiss = useKeptActions(state => state.dismiss)
  return (
    <ul>
      {[...voided, ...waiting.map(kept => ({ ...kept, code: null }))].map(kept => {
        const text = wordsOf(kept.action)
        return (
          <li key={kept.id} className="flex gap-3 border-b py-2.5 last:border-b-0">
            <div className="min-w-0 flex-1">
              <p className="font-medium">
                {t(`kept.${kept.action.kind}`)} · {kept.customerName}
              </p>
              {text !== null && <p className="line-clamp-3 break-words text-ink-2 select-text">{text}</p>}
              {kept.code !== null && <p className="text-red">{words(kept.code)}</p>}
            </div>
            <time dateTime={kept.at} className="nums shrink-0 text-xs text-ink-3">
              {format.time(kept.at)}
            </time>
            {kept.code !== null && (
              <span className="flex shrink-0 gap-1">
                {text !== null && (
                  <Button size="sm" variant="ghost" onClick={() => void navigator.clipboard.writeText(text)}>
                    {t('ui.copy')}
                  </Button>
                )}
                <Button size="sm" onClick={() => dismiss(kept.id)}>
                  {t('offline.dismiss')}
                </Button>
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
