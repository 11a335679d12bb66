import { type ComponentType, type ReactElement, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Bone, Skeleton } from '../../ui/skeleton.tsx'

interface Part {
  /** Null until it came. */
  code: ComponentType | null
  readonly fetch: () => Promise<void>
}

export type LateScreen = (() => ReactElement) & Pick<Part, 'fetch'>

/**
 * A screen whose code comes on its own, so that the first one need not wait for it. Made once for each screen: from the moment the
 * code is here it shows without a break.
 */
export function lateScreen(load: () => Promise<ComponentType>): LateScreen {
  const part: Part = {
    code: null,
    fetch: async () => {
      part.code ??= await load()
    },
  }
  return Object.assign(() => <Late part={part} />, { fetch: part.fetch })
}

function Late({ part }: { part: Part }) {
  const [state, setState] = useState<'waiting' | 'here' | 'failed'>(part.code === null ? 'waiting' : 'here')
  useEffect(() => {
    if (state !== 'waiting') return
    let left = false
    part.fetch().then(
      () => left || setState('here'),
      () => left || setState('failed'),
    )
    return () => {
      left = true
    }
  }, [state, part])
  if (state === 'failed') return <NotLoaded onRetry={() => setState('waiting')} />
  const Code = part.code
  return Code === null ? <Waiting /> : <Code />
}

function Waiting() {
  const { t } = useTranslation()
  return (
    <Skeleton label={t('ui.loading')}>
      <div className="flex h-12 items-center gap-4 border-b bg-surface px-5">
        <Bone className="h-4 w-32" />
      </div>
      <div className="flex max-w-xl flex-col gap-4 p-6">
        <Bone className="w-3/5" />
        <Bone className="w-4/5" />
        <Bone className="w-2/5" />
      </div>
    </Skeleton>
  )
}

/** Away from the server, or the server has a newer console by now: then only a fresh page knows where its parts are. */
function NotLoaded({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation()
  return (
    <Notice
      role="alert"
      title={t('ui.notLoaded')}
      action={
        <div className="flex gap-2">
          <Button onClick={onRetry}>{t('ui.retry')}</Button>
          <Button variant="ghost" onClick={() => window.location.reload()}>
            {t('ui.reload')}
          </Button>
        </div>
      }
    >
      {t('ui.notLoadedNote')}
    </Notice>
  )
}
