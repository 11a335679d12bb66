import { useTranslation } from 'react-i18next'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { PhraseField } from '../../ui/phrase-field.tsx'
import { Section } from '../../ui/section.tsx'
import { SwitchRow } from '../../ui/switch-row.tsx'
import { FactTable } from './fact-table.tsx'
import type { ProfileFormState } from './use-profile-form.ts'

const languages = ['en', 'ru'] as const
const phraseLists = ['flaggedKeywords', 'flaggedPhrases', 'ignoreExamples'] as const

interface ProfileEditorProps {
  readonly state: Pick<ProfileFormState, 'form' | 'set' | 'wrong'>
  /** Those that may draft and whose price is known. */
  readonly models: readonly string[]
}

/** Every field of a profile. An empty one leaves the matter to the workspace or the server. */
export function ProfileEditor({ state, models }: ProfileEditorProps) {
  const { t } = useTranslation()
  const { form, set, wrong } = state
  const problem = (field: 'tone' | 'temperature' | 'topP' | 'systemPrompt') =>
    wrong.has(field) ? t(`agentProfile.problem.${field}`) : null
  const gone = form.model !== '' && !models.includes(form.model)
  return (
    <>
      <Section title={t('agentProfile.drafts')}>
        <SwitchRow
          label={t('agentProfile.field.chatsEnabled')}
          note={t('agentProfile.chatsNote')}
          checked={form.chatsEnabled}
          onChange={value => set('chatsEnabled', value)}
        />
      </Section>
      <Section title={t('agentProfile.field.companyFacts')} note={t('agentProfile.factsNote')}>
        <FactTable facts={form.companyFacts} onChange={value => set('companyFacts', value)} />
      </Section>
      <Section title={t('agentProfile.voice')} note={t('agentProfile.voiceNote')}>
        <div className="flex flex-col gap-4">
          <div className="grid gap-4 pair:grid-cols-2">
            <TextField
              label={t('agentProfile.field.tone')}
              note={t('agentProfile.toneNote')}
              maxLength={100}
              value={form.tone}
              problem={problem('tone')}
              onChange={event => set('tone', event.target.value)}
            />
            <SelectField
              label={t('agentProfile.field.language')}
              note={t('agentProfile.languageNote')}
              value={form.language}
              options={[
                { value: '', label: t('agentProfile.asGeneral') },
                ...languages.map(value => ({ value, label: t(`language.${value}`) })),
              ]}
              onChange={value => set('language', value)}
            />
          </div>
          <TextArea
            label={t('agentProfile.field.systemPrompt')}
            note={t('agentProfile.promptNote')}
            rows={6}
            maxLength={4000}
            value={form.systemPrompt}
            problem={problem('systemPrompt')}
            onChange={event => set('systemPrompt', event.target.value)}
          />
        </div>
      </Section>
      <Section title={t('agentProfile.field.model')} note={t('agentProfile.modelNote')}>
        <div className="grid gap-4 pair:grid-cols-3">
          <SelectField
            label={t('agentProfile.model')}
            value={form.model}
            {...(gone ? { note: t('agentProfile.modelGone') } : {})}
            options={[
              { value: '', label: t('agentProfile.asServer') },
              ...[...models, ...(gone ? [form.model] : [])].map(value => ({ value, label: value })),
            ]}
            onChange={value => set('model', value)}
          />
          <TextField
            label={t('agentProfile.field.temperature')}
            note={t('agentProfile.temperatureNote')}
            inputMode="decimal"
            className="nums"
            maxLength={6}
            placeholder={t('agentProfile.asServer')}
            value={form.temperature}
            problem={problem('temperature')}
            onChange={event => set('temperature', event.target.value)}
          />
          <TextField
            label={t('agentProfile.field.topP')}
            note={t('agentProfile.topPNote')}
            inputMode="decimal"
            className="nums"
            maxLength={6}
            placeholder={t('agentProfile.asServer')}
            value={form.topP}
            problem={problem('topP')}
            onChange={event => set('topP', event.target.value)}
          />
        </div>
      </Section>
      <Section title={t('agentProfile.words')} note={t('agentProfile.wordsNote')}>
        <div className="flex flex-col gap-6">
          {phraseLists.map(field => (
            <PhraseField
              key={field}
              label={t(`agentProfile.field.${field}`)}
              note={t(`agentProfile.phraseNote.${field}`)}
              phrases={form[field]}
              maxLength={200}
              max={200}
              onChange={value => set(field, value)}
            />
          ))}
        </div>
      </Section>
    </>
  )
}
