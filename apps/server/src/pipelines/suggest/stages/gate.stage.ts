import { gateConversation } from '@countersign/shared/suggestion/gate-conversation.policy'
import { isOutsideHours } from '@countersign/shared/suggestion/working-hours.policy'
import { cleanText, foldLookalikes } from '@countersign/shared/text/clean-text'
import { detectLanguage, type Language, type ReplyLanguage } from '@countersign/shared/text/detect-language'
import type { GateOutput, SuggestContext, SuggestMessage, SuggestQuestion } from '../suggest.types.ts'

/** Reads what the run is to answer and asks whether the AI may speak at all. */
export function gateStage(context: SuggestContext, now: Date): GateOutput {
  const question = questionOf(context)
  const { profile, policies, tenant } = context
  const verdict = gateConversation({
    question: question.text,
    featureEnabled: context.flags.AI_SUGGESTIONS_ENABLED,
    channelAiEnabled: context.channelAiEnabled,
    conversationAiEnabled: context.aiEnabled,
    profileEnabled: profile.enabled,
    flaggedKeywords: profile.flaggedKeywords,
    flaggedPhrases: profile.flaggedPhrases,
    forbiddenTopics: policies.forbiddenTopics,
    ignoreExamples: profile.ignoreExamples,
    outsideHours: isOutsideHours(now, tenant.timezone, tenant.workingHours),
  })
  return { question, verdict }
}

/** All customer messages since anyone last replied: a burst is one question. None are left when a person was faster. */
function questionOf(context: SuggestContext): SuggestQuestion {
  const messages = context.messages
  const lastReply = messages.findLastIndex(message => message.from !== 'customer')
  const burst = messages.slice(lastReply + 1)
  const text = burst
    .map(message => cleanText(message.text))
    .filter(line => line !== '')
    .join('\n')
  const earlier = messages.slice(0, lastReply + 1).filter(message => message.from === 'customer')
  // "Hоw" with a Russian о is an English word all the same.
  const detected = detectLanguage(foldLookalikes(text))
  return {
    text,
    messageCount: burst.length,
    detected,
    language: languageOf(context, detected, earlier),
    context: earlier.map(message => cleanText(message.text)).filter(line => line !== ''),
  }
}

/** The text's own language; else what this customer spoke before; else the tenant's. */
function languageOf(
  context: SuggestContext,
  detected: Language,
  earlier: readonly SuggestMessage[],
): ReplyLanguage {
  if (detected !== 'und') return detected
  if (context.customerLanguage !== null && context.customerLanguage !== 'und') return context.customerLanguage
  const before = detectLanguage(
    earlier
      .slice(-5)
      .map(message => message.text)
      .join('\n'),
  )
  return before === 'und' ? context.tenant.language : before
}
