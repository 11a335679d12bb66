import type { Prisma } from '../../apps/server/src/db/generated/client.ts'
import type { IdSource } from '../../packages/shared/src/kernel/ids.ts'
import { demoAutonomy } from './demo/score-draft.ts'
import { shopFacts } from './demo/shop-facts.ts'
import { responseTemplates } from './response-templates.ts'

const { hours, discounts } = shopFacts

/** The part of the web chat's address that is fixed for the demo: `/channels/webchat/demo/…`. */
export const demoChannelKey = 'demo'

/** The policy the demo shop works under, in the past 60 days as well as now. */
export const demoPolicy = {
  tAuto: 0.8,
  tEscalate: 0.4,
  intentsAutosendAllowed: [...demoAutonomy.allowedIntents],
  // Complaints and discounts are drafted like everything else; the history shows what people make of those drafts.
  intentsForceHandoff: [] as string[],
  autonomyTarget: 0.95,
  auditRate: 0.05,
  policyVersion: 1,
}

/** What the gate reads in the shop's profile and policies. */
export const demoGate = {
  flaggedKeywords: ['chargeback', 'journalist', 'чарджбэк', 'журналист'],
  flaggedPhrases: ['caught fire', 'electric shock', 'data breach', 'ударило током', 'утечка данных'],
  ignoreExamples: [
    'Thank you',
    'Thanks a lot',
    'OK, thanks',
    'Great, thank you',
    'Thanks, that helps',
    'Thank you, have a nice day',
    'Спасибо',
    'Большое спасибо',
    'Хорошо, спасибо',
    'Отлично, спасибо',
    'Спасибо, всё понятно',
    'Спасибо, хорошего дня',
  ],
  forbiddenTopics: ['politics', 'medical advice', 'политика', 'медицинский совет'],
}

export const workingHours = {
  start: clock(hours.chatOpen),
  end: clock(hours.chatClose),
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
}

export interface ShopRows {
  readonly tenant: Prisma.TenantCreateManyInput
  readonly channel: Prisma.ChannelCreateManyInput
  readonly agentProfile: Prisma.AgentProfileCreateManyInput
  readonly decisionSettings: Prisma.DecisionSettingCreateManyInput
  readonly humanDelay: Prisma.HumanDelaySettingCreateManyInput
  readonly trainingPolicy: Prisma.TrainingPolicyCreateManyInput
  readonly templates: Prisma.ResponseTemplateCreateManyInput[]
}

/** The shop itself and how it lets the AI work. `openedAt` is when it began to use the product. */
export function describeShop(ids: IdSource, tenantId: string, openedAt: Date): ShopRows {
  const channelId = ids.next()
  return {
    tenant: {
      id: tenantId,
      name: shopFacts.name,
      language: 'en',
      tone: 'friendly',
      addressStyle: 'formal',
      currency: shopFacts.currency,
      timezone: shopFacts.timeZone,
      workingHoursStart: workingHours.start,
      workingHoursEnd: workingHours.end,
      workingDays: workingHours.days,
      escalationEmail: shopFacts.email,
      allowDiscounts: true,
      maxDiscountPercent: highestDiscount(),
      createdAt: openedAt,
    },
    channel: {
      id: channelId,
      tenantId,
      type: 'webchat',
      name: 'Web chat',
      key: demoChannelKey,
      createdAt: openedAt,
    },
    agentProfile: {
      id: ids.next(),
      tenantId,
      companyFacts: companyFacts(),
      tone: 'friendly',
      flaggedKeywords: demoGate.flaggedKeywords,
      flaggedPhrases: demoGate.flaggedPhrases,
      ignoreExamples: demoGate.ignoreExamples,
      updatedAt: openedAt,
    },
    decisionSettings: { tenantId, ...demoPolicy, updatedAt: openedAt },
    humanDelay: { tenantId, enabled: false, updatedAt: openedAt },
    trainingPolicy: { tenantId, forbiddenTopics: demoGate.forbiddenTopics, updatedAt: openedAt },
    templates: responseTemplates.map(template => ({
      ...template,
      id: ids.next(),
      tenantId,
      triggers: [...template.triggers],
      createdAt: openedAt,
    })),
  }
}

/** What the AI may always say about the company, as `name: value`. */
function companyFacts(): Record<string, string> {
  return {
    Company: shopFacts.name,
    Website: shopFacts.website,
    'E-mail': shopFacts.email,
    'Business customers': shopFacts.businessEmail,
    Shop: shopFacts.address.en,
    'Shop hours': `Monday to Friday ${hours.weekdayOpen}–${hours.weekdayClose}, Saturday ${hours.saturdayOpen}–${hours.saturdayClose}`,
    Магазин: shopFacts.address.ru,
    'Часы работы': `понедельник–пятница ${hours.weekdayOpen}–${hours.weekdayClose}, суббота ${hours.saturdayOpen}–${hours.saturdayClose}`,
  }
}

function highestDiscount(): number {
  const percents = Object.entries(discounts).filter(([name]) => name.endsWith('Percent'))
  return Math.max(...percents.map(([, value]) => value))
}

/** `8:30` as the database keeps it: `08:30`. */
function clock(time: string): string {
  return time.padStart(5, '0')
}
