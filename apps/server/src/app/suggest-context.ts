import { budgetState } from '@countersign/shared/suggestion/price-run.policy'
import type { Situation } from '../features/suggestion/index.ts'
import type { ReplyScript, SuggestContext } from '../pipelines/suggest/suggest.types.ts'

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** What is stored, as the suggest pipeline takes it. */
export function toSuggestContext(
  situation: Situation,
  run: { runId: string; tenantId: string; triggerMessageId: string },
): SuggestContext {
  const { tenant, profile, settings } = situation
  const spent =
    budgetState({
      limitMicros: settings.monthly_budget_micros,
      spentMicros: situation.spentMicros,
      warnShare: settings.budget_warn_share,
    }) === 'spent'
  return {
    runId: run.runId,
    tenantId: run.tenantId,
    conversationId: situation.conversationId,
    triggerMessageId: run.triggerMessageId,
    conversationVersion: situation.version,
    channelType: situation.channelType,
    channelAiEnabled: situation.channelActive && profile.chats_enabled,
    aiEnabled: situation.aiEnabled,
    mode: situation.mode,
    messages: situation.messages.map(message => ({
      from: message.from === 'system' ? ('operator' as const) : message.from,
      text: message.text,
      sentAt: new Date(message.sentAt),
    })),
    messageCount: situation.lastSeq,
    customerLanguage: situation.language,
    tenant: {
      name: tenant.name,
      language: profile.language ?? (tenant.language === 'ru' ? 'ru' : 'en'),
      tone: profile.tone ?? tenant.tone,
      addressStyle: tenant.address_style,
      currency: tenant.currency,
      timezone: tenant.timezone,
      allowDiscounts: tenant.allow_discounts,
      maxDiscountPercent: tenant.max_discount_percent,
      workingHours: {
        days: tenant.working_days.map(day => weekdays.indexOf(day) + 1).filter(day => day > 0),
        start: tenant.working_hours_start,
        end: tenant.working_hours_end,
      },
      autoReplyOutsideHours: tenant.auto_reply_outside_hours,
    },
    profile: {
      enabled: profile.chats_enabled,
      companyFacts: Object.entries(profile.company_facts).map(([name, value]) => `${name}: ${String(value)}`),
      systemPrompt: profile.system_prompt,
      model: profile.model,
      temperature: profile.temperature,
      topP: profile.top_p,
      flaggedKeywords: profile.flagged_keywords,
      flaggedPhrases: profile.flagged_phrases,
      ignoreExamples: profile.ignore_examples,
      scripts: situation.templates.map(toScript),
    },
    settings: {
      tAuto: settings.t_auto,
      tEscalate: settings.t_escalate,
      autosendAllowed: settings.autosend_allowed,
      intentsAutosendAllowed: settings.intents_autosend_allowed,
      intentsForceHandoff: settings.intents_force_handoff,
      weights: settings.weights,
      autonomyTarget: settings.autonomy_target,
      auditRate: settings.audit_rate,
    },
    policies: {
      alwaysEscalateIntents: situation.policies.always_escalate_intents,
      forbiddenTopics: situation.policies.forbidden_topics,
    },
    flags: situation.flags,
    budget: { modelAllowed: !spent, autosendAllowed: !spent },
    calibration: {
      byIntent: Object.fromEntries(
        situation.calibrations.flatMap(({ intent, model }) => (intent === null ? [] : [[intent, model]])),
      ),
      tenant: situation.calibrations.find(({ intent }) => intent === null)?.model ?? null,
    },
  }
}

function toScript(template: Situation['templates'][number]): ReplyScript {
  return {
    id: template.id,
    title: template.name,
    language: template.language,
    intent: template.category,
    triggers: template.triggers,
    text: template.content,
  }
}
