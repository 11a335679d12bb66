import { crawlBounds } from '@countersign/shared/knowledge/site.contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { DialogForm } from '../../ui/dialog-form.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useToaster } from '../../ui/toast.tsx'

interface SiteDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

const extents = { page: [1, 0], small: [25, 2], whole: [crawlBounds.pages, crawlBounds.depth] } as const
type Extent = keyof typeof extents

/** Adds a web page, or the pages that can be reached from it. */
export function SiteDialog({ open, onOpenChange }: SiteDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('knowledge.site.add')}
      note={t('knowledge.site.addNote')}
    >
      {open && <SiteForm onDone={() => onOpenChange(false)} />}
    </Dialog>
  )
}

function SiteForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const { busy, refusal, send } = useSending()
  const [url, setUrl] = useState('')
  const [extent, setExtent] = useState<Extent>('page')
  const [tried, setTried] = useState(false)
  const empty = url.trim() === ''

  const submit = async () => {
    setTried(true)
    if (empty || busy) return
    const [maxPages, maxDepth] = extents[extent]
    const sent = await send(() => client.knowledge.addSite.mutate({ url: url.trim(), maxPages, maxDepth }))
    if (sent === null) return
    void queryClient.invalidateQueries({ queryKey: api.knowledge.pathKey() })
    toaster.show({ title: t('knowledge.site.added'), note: t('knowledge.site.addedNote') })
    onDone()
  }

  return (
    <DialogForm
      submit={t('knowledge.site.submit')}
      busy={busy}
      problem={refusal === null ? null : words(refusal.code)}
      onSubmit={() => void submit()}
      onCancel={onDone}
    >
      <TextField
        label={t('knowledge.site.url')}
        value={url}
        maxLength={2000}
        inputMode="url"
        placeholder="https://"
        autoComplete="off"
        spellCheck={false}
        problem={tried && empty ? t('knowledge.site.urlEmpty') : null}
        onChange={event => setUrl(event.target.value)}
      />
      <SelectField
        label={t('knowledge.site.extent')}
        note={t('knowledge.site.extentNote')}
        value={extent}
        options={(Object.keys(extents) as Extent[]).map(value => ({
          value,
          label: t(`knowledge.site.extents.${value}`, { pages: extents[value][0] }),
        }))}
        onChange={setExtent}
      />
    </DialogForm>
  )
}
