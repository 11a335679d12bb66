import type { ConversationDetail } from '@countersign/shared/conversation/conversation.contract'
import { assertNever } from '@countersign/shared/kernel/assert-never'
import type { SuggestionView } from '@countersign/shared/suggestion/suggestion.contract'
import type { TFunction } from 'i18next'
import type { Format } from '../../app/format.ts'
import { countUnsupported } from './numbered-evidence.ts'

/** Why a person decides this one, in words with numbers. Null when it was sent by itself. */
export function blockedWords(
  suggestion: SuggestionView,
  mode: ConversationDetail['conversation']['mode'],
  intentWord: string,
  t: TFunction,
  format: Format,
): string | null {
  if (suggestion.decision === 'AUTO_SEND' && suggestion.blockedBy === null) return null
  if (suggestion.decision === 'ESCALATE') return t('blocked.escalate')
  const { blockedBy, autonomy } = suggestion
  switch (blockedBy) {
    case null:
      return t('blocked.confidence', { confidence: format.percent(suggestion.confidence) })
    case 'FLAG_OFF':
      return t('blocked.flag')
    case 'SETTING_OFF':
      return t('blocked.setting')
    case 'MODE':
      return mode === 'learning' ? t('blocked.learning') : t('blocked.mode')
    case 'INTENT_NOT_ALLOWED':
      return t('blocked.intent', { intent: intentWord })
    case 'AUTONOMY_CLOSED':
      if (autonomy === null) return t('blocked.autonomy')
      // The record as a whole would do: it is the newest decisions that closed the gate.
      if (autonomy.decisions >= autonomy.minimum && autonomy.lowerBound >= autonomy.target) {
        return t('blocked.drift')
      }
      return autonomy.decisions < autonomy.minimum
        ? t('blocked.decisions', { count: autonomy.minimum, made: autonomy.decisions, intent: intentWord })
        : t('blocked.bound', {
            bound: format.bound(autonomy.lowerBound),
            target: format.percent(autonomy.target),
          })
    case 'AUDIT_SAMPLE':
      // The sample goes to people unmarked: knowing it is one would change the judgement it is there to measure.
      return t('blocked.person')
    case 'EVIDENCE': {
      const count = countUnsupported(suggestion.sentences)
      return count > 0 ? t('blocked.evidence', { count }) : t('blocked.values')
    }
    case 'BUDGET':
      return t('blocked.budget')
    default:
      return assertNever(blockedBy)
  }
}
