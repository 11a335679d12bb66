import type { DesktopBridge } from '@countersign/shared/desktop/ipc.contract'
import { parseServerUrl } from '@countersign/shared/desktop/server-url.policy'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'

/** Which server the desktop talks to. A browser always talks to the one it came from. */
export function ServerField({ bridge }: { bridge: DesktopBridge }) {
  const { t } = useTranslation()
  const [current, setCurrent] = useState('')
  const [text, setText] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    void bridge.serverUrl().then(setCurrent)
  }, [bridge])

  if (text === null) {
    return (
      <p className="mt-5 flex items-center gap-2 text-xs text-ink-3">
        <span className="min-w-0 flex-1 truncate">{t('server.current', { url: current })}</span>
        <Button size="sm" variant="ghost" onClick={() => setText(current)}>
          {t('server.change')}
        </Button>
      </p>
    )
  }
  return (
    <form
      className="mt-5 flex flex-col gap-2"
      onSubmit={event => {
        event.preventDefault()
        const parsed = parseServerUrl(text)
        if (!parsed.ok) {
          setProblem(t(`server.problem.${parsed.details?.problem ?? 'not_a_url'}`))
          return
        }
        bridge.setServerUrl(text.trim()).then(
          url => {
            setCurrent(url)
            setText(null)
          },
          () => setProblem(t('server.problem.not_a_url')),
        )
      }}
    >
      <TextField
        label={t('server.label')}
        value={text}
        problem={problem}
        onChange={event => {
          setText(event.target.value)
          setProblem(null)
        }}
      />
      <div className="flex gap-2">
        <Button type="submit" size="sm">
          {t('server.save')}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => setText(null)}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  )
}
