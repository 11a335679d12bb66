import {
  type TemplateFields,
  type TemplateView,
  templateUpsertInput,
} from '@countersign/shared/agent-profile/agent-profile.contract'
import { languages } from '@countersign/shared/text/detect-language'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { DialogForm } from '../../ui/dialog-form.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { PhraseField } from '../../ui/phrase-field.tsx'
import { SwitchRow } from '../../ui/switch-row.tsx'
import { useToaster } from '../../ui/toast.tsx'
import { useIntents } from '../intent/index.ts'

interface TemplateDialogProps {
  readonly open: boolean
  /** Null: a new one. */
  readonly template: TemplateView | null
  readonly onClose: () => void
}

export function TemplateDialog({ open, template, onClose }: TemplateDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog
      open={open}
      size="wide"
      onOpenChange={next => !next && onClose()}
      title={template === null ? t('template.addTitle') : t('template.editOf', { name: template.name })}
      {...(template === null ? { note: t('template.addNote') } : {})}
    >
      <TemplateForm key={template?.id ?? 'new'} template={template} onDone={onClose} />
    </Dialog>
  )
}

const blank: TemplateFields = {
  name: '',
  content: '',
  language: 'und',
  category: null,
  triggers: [],
  active: true,
}

function TemplateForm({ template, onDone }: { template: TemplateView | null; onDone: () => void }) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const intents = useIntents()
  const sending = useSending()
  const [fields, setFields] = useState<TemplateFields>(template ?? blank)
  const [tried, setTried] = useState(false)
  const set = (patch: Partial<TemplateFields>) => setFields(now => ({ ...now, ...patch }))
  const { shape } = templateUpsertInput
  const wrong = (field: 'name' | 'content') =>
    tried && !shape[field].safeParse(fields[field]).success ? t(`template.problem.${field}`) : null
  const { category } = fields
  const known = category === null || intents.options.some(({ value }) => value === category)
  // Neither words nor a topic: nothing would ever bring it up.
  const silent = fields.triggers.length === 0 && category === null

  const submit = async () => {
    setTried(true)
    const input = templateUpsertInput.safeParse(template === null ? fields : { ...fields, id: template.id })
    if (!input.success) return
    const saved = await sending.send(() => client.template.upsert.mutate(input.data))
    if (saved === null) return
    void queryClient.invalidateQueries({ queryKey: api.template.list.queryKey() })
    toaster.show({ title: t('template.saved', { name: input.data.name }) })
    onDone()
  }
  return (
    <DialogForm
      submit={t('settings.save')}
      busy={sending.busy}
      problem={sending.refusal === null ? null : words(sending.refusal.code)}
      onSubmit={() => void submit()}
      onCancel={onDone}
    >
      <TextField
        label={t('template.name')}
        required
        autoFocus
        maxLength={100}
        value={fields.name}
        problem={wrong('name')}
        onChange={event => set({ name: event.target.value })}
      />
      <div className="grid gap-4 pair:grid-cols-2">
        <SelectField
          label={t('template.language')}
          value={fields.language}
          options={languages.map(value => ({ value, label: t(`template.languages.${value}`) }))}
          onChange={language => set({ language })}
        />
        <SelectField
          label={t('template.category')}
          note={t('template.categoryNote')}
          value={category ?? ''}
          options={[
            { value: '', label: t('template.noCategory') },
            ...intents.options,
            ...(known ? [] : [{ value: category, label: intents.wordOf(category) }]),
          ]}
          onChange={value => set({ category: value === '' ? null : value })}
        />
      </div>
      <PhraseField
        label={t('template.triggers')}
        note={t('template.triggersNote')}
        phrases={fields.triggers}
        maxLength={100}
        max={30}
        onChange={value => set({ triggers: [...value] })}
      />
      <TextArea
        label={t('template.content')}
        required
        rows={7}
        maxLength={4000}
        value={fields.content}
        problem={wrong('content')}
        onChange={event => set({ content: event.target.value })}
      />
      <SwitchRow
        label={t('template.active')}
        note={t('template.activeNote')}
        checked={fields.active}
        onChange={active => set({ active })}
      />
      {silent && <p className="text-xs text-amber">{t('template.silent')}</p>}
    </DialogForm>
  )
}
