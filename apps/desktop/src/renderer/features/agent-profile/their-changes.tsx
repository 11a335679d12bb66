import type { AgentProfileView } from '@countersign/shared/agent-profile/agent-profile.contract'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import type { ProfileField } from './profile-form.ts'
import type { ProfileFormState } from './use-profile-form.ts'

/** More of a long text says no more than that it is another one. */
const shownLength = 160

/** What somebody else changed while something was typed here: field by field, as it was and as it is. */
export function TheirChanges({ state, current }: { state: ProfileFormState; current: AgentProfileView }) {
  const { t } = useTranslation()
  return (
    <div role="alert" className="mr-auto min-w-0 basis-full text-amber">
      <p className="font-medium">{t('agentProfile.changedMeanwhile')}</p>
      <ul className="my-1.5 flex max-h-40 flex-col gap-1 overflow-y-auto text-xs text-ink-2">
        {state.theirs.map(field => (
          <li key={field} className="break-words [overflow-wrap:anywhere]">
            <span className="font-medium text-ink">{t(`agentProfile.field.${field}`)}: </span>
            {t('agentProfile.fromTo', {
              before: wordsOf(state.base, field, t),
              now: wordsOf(current, field, t),
            })}
            {state.mine(field) && ` ${t('agentProfile.yoursToo')}`}
          </li>
        ))}
      </ul>
      <Button size="sm" onClick={state.takeTheirs}>
        {t('agentProfile.takeTheirs')}
      </Button>
    </div>
  )
}

function wordsOf(view: AgentProfileView, field: ProfileField, t: TFunction): string {
  const words = plainWords(view, field, t)
  if (words === '') return t('agentProfile.nothing')
  const letters = Array.from(words)
  return letters.length > shownLength ? `${letters.slice(0, shownLength).join('')}…` : words
}

function plainWords(view: AgentProfileView, field: ProfileField, t: TFunction): string {
  switch (field) {
    case 'companyFacts':
      return view.companyFacts.map(({ name, value }) => `${name}: ${value}`).join('; ')
    case 'flaggedKeywords':
    case 'flaggedPhrases':
    case 'ignoreExamples':
      return view[field].join('; ')
    case 'chatsEnabled':
      return t(view.chatsEnabled ? 'agentProfile.on' : 'agentProfile.off')
    case 'language':
      return view.language === null ? '' : t(`language.${view.language}`)
    default:
      return String(view[field] ?? '')
  }
}
