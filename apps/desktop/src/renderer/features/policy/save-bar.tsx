import type { PolicyView } from '@countersign/shared/policy/policy.contract'
import { useTranslation } from 'react-i18next'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { PartForm } from './use-part-form.ts'
import type { PolicySaving } from './use-policy.ts'

export type PolicyField =
  | keyof PolicyView['decision']
  | keyof PolicyView['training']
  | keyof PolicyView['delay']
  | 'monthlyLimitMicros'
  | 'warnShare'

interface SaveBarProps {
  readonly part: Pick<PartForm<object>, 'dirty' | 'takeTheirs' | 'discard'> & {
    readonly theirs: readonly PolicyField[]
  }
  readonly saving: PolicySaving
  readonly valid: boolean
}

/** What is not saved yet, what others changed meanwhile, and the two ways on. Always in sight. */
export function SaveBar({ part, saving, valid }: SaveBarProps) {
  const { t } = useTranslation()
  const words = useRefusalWords()
  const overtaken = part.theirs.length > 0
  return (
    <div className="sticky bottom-0 -mx-6 flex flex-wrap items-center justify-end gap-3 border-t bg-surface px-6 py-3">
      {overtaken ? (
        <p role="alert" className="mr-auto flex flex-wrap items-center gap-3 text-amber">
          {t('policy.changedMeanwhile', {
            fields: part.theirs.map(field => t(`policy.field.${field}`)).join(', '),
          })}
          <Button size="sm" onClick={part.takeTheirs}>
            {t('policy.takeTheirs')}
          </Button>
        </p>
      ) : saving.refusal !== null && part.dirty ? (
        <div className="mr-auto">
          <Problem>
            {saving.refusal.code === 'setting.stale'
              ? t('policy.changedElsewhere')
              : words(saving.refusal.code)}
          </Problem>
        </div>
      ) : (
        part.dirty && (
          <p className="mr-auto text-ink-3">{valid ? t('settings.unsaved') : t('policy.wrong')}</p>
        )
      )}
      <Button variant="ghost" disabled={!part.dirty} onClick={part.discard}>
        {t('settings.discard')}
      </Button>
      <Button type="submit" variant="primary" disabled={!part.dirty || !valid || overtaken || saving.busy}>
        {t('settings.save')}
      </Button>
    </div>
  )
}
