import { type ApiScope, apiScopes } from '@countersign/shared/api-key/api-key.contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/button.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { DialogForm } from '../../ui/dialog-form.tsx'
import { CheckField, SelectField, TextField } from '../../ui/field.tsx'

interface CreateKeyDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Makes a key, then shows its secret this once. */
export function CreateKeyDialog({ open, onOpenChange }: CreateKeyDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('apiKey.create')} note={t('apiKey.createNote')}>
      <CreateKeySteps onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

const dayMs = 24 * 60 * 60 * 1000
const lives = ['30', '90', '365', 'never'] as const

function CreateKeySteps({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const { client, ports } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const words = useRefusalWords()
  const sending = useSending()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly ApiScope[]>([])
  const [life, setLife] = useState<(typeof lives)[number]>('365')
  const [tried, setTried] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)

  if (secret !== null) {
    return (
      <div className="flex flex-col gap-4">
        <p className="text-ink-2">{t('apiKey.once')}</p>
        <CopyField label={t('apiKey.secret')} value={secret} />
        <Button variant="primary" autoFocus className="self-end" onClick={onDone}>
          {t('apiKey.kept')}
        </Button>
      </div>
    )
  }
  const submit = async () => {
    setTried(true)
    if (name.trim() === '' || scopes.length === 0) return
    const expiresAt =
      life === 'never' ? null : new Date(ports.now().getTime() + Number(life) * dayMs).toISOString()
    const created = await sending.send(() =>
      client.apiKey.create.mutate({ name: name.trim(), scopes: [...scopes], expiresAt }),
    )
    if (created === null) return
    setSecret(created.value.secret)
    void queryClient.invalidateQueries({ queryKey: api.apiKey.list.queryKey() })
  }
  return (
    <DialogForm
      submit={t('apiKey.create')}
      busy={sending.busy}
      problem={sending.refusal === null ? null : words(sending.refusal.code)}
      onSubmit={() => void submit()}
      onCancel={onDone}
    >
      <TextField
        label={t('apiKey.name')}
        note={t('apiKey.nameNote')}
        required
        autoFocus
        maxLength={120}
        value={name}
        onChange={event => setName(event.target.value)}
      />
      <fieldset>
        <legend className="mb-1 font-medium">{t('apiKey.scopes')}</legend>
        {apiScopes.map(scope => (
          <CheckField
            key={scope}
            label={t(`apiKey.scope.${scope}`)}
            checked={scopes.includes(scope)}
            onChange={checked =>
              setScopes(checked ? [...scopes, scope] : scopes.filter(other => other !== scope))
            }
          />
        ))}
        {tried && scopes.length === 0 && (
          <p role="alert" className="text-xs text-red">
            {t('apiKey.noScope')}
          </p>
        )}
      </fieldset>
      <SelectField
        label={t('apiKey.life')}
        value={life}
        options={lives.map(value => ({
          value,
          label: value === 'never' ? t('apiKey.forever') : t('apiKey.days', { count: Number(value) }),
        }))}
        onChange={setLife}
      />
    </DialogForm>
  )
}
