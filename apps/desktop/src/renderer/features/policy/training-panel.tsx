import { type PolicyView, trainingPolicy } from '@countersign/shared/policy/policy.contract'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { ChipChoice } from '../../ui/chip-choice.tsx'
import { PhraseField } from '../../ui/phrase-field.tsx'
import { useIntents } from '../intent/index.ts'
import { ReadOnly } from '../settings/index.ts'
import { SaveBar } from './save-bar.tsx'
import { usePartForm } from './use-part-form.ts'
import { usePolicy, usePolicySaving } from './use-policy.ts'

/** What the AI must not touch, and what it must not learn from. */
export function TrainingPanel() {
  const { query, may } = usePolicy()
  return (
    <>
      {!may && <ReadOnly />}
      <Loaded query={query} rows={4}>
        {policy => <TrainingForm policy={policy} readOnly={!may} />}
      </Loaded>
    </>
  )
}

function TrainingForm({ policy, readOnly }: { policy: PolicyView; readOnly: boolean }) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const intents = useIntents()
  const part = usePartForm(policy.training)
  const saving = usePolicySaving()
  const { form, set } = part
  const valid = trainingPolicy.safeParse(form).success
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (!valid || !part.dirty) return
        void saving.save(() =>
          client.policy.update.mutate({ version: policy.version, training: part.change }),
        )
      }}
    >
      <div className="flex flex-col gap-6 pb-6">
        <PhraseField
          label={t('policy.field.forbiddenTopics')}
          note={t('policy.forbiddenNote')}
          phrases={form.forbiddenTopics}
          maxLength={200}
          max={100}
          disabled={readOnly}
          onChange={value => set('forbiddenTopics', [...value])}
        />
        <ChipChoice
          label={t('policy.field.alwaysEscalateIntents')}
          note={t('policy.escalateNote')}
          options={intents.options}
          chosen={form.alwaysEscalateIntents}
          disabled={readOnly}
          onChange={value => set('alwaysEscalateIntents', [...value])}
        />
        <ChipChoice
          label={t('policy.field.disabledLearningIntents')}
          note={t('policy.disabledNote')}
          options={intents.options}
          chosen={form.disabledLearningIntents}
          disabled={readOnly}
          onChange={value => set('disabledLearningIntents', [...value])}
        />
      </div>
      {!readOnly && <SaveBar part={part} saving={saving} valid={valid} />}
    </form>
  )
}
