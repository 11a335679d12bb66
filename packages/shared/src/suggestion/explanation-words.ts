import type { AutonomyVerdict } from '../autonomy/autonomy-gate.policy.ts'
import type { ReplyLanguage } from '../text/detect-language.ts'
import type {
  ConversationMode,
  DefaultIntent,
  GateRule,
  HandoffReason,
  outOfScope,
  PenaltyCode,
} from './suggestion.codes.ts'

/** Codes in words a person reads. Screens use the same lists, so that a reason reads alike wherever it stands. */
type Words<Code extends string> = Readonly<Record<Code, Readonly<Record<ReplyLanguage, string>>>>

export const intentWords: Words<DefaultIntent | typeof outOfScope> = {
  price: { en: 'prices', ru: 'цены' },
  availability: { en: 'availability', ru: 'наличие' },
  shipping: { en: 'delivery', ru: 'доставка' },
  return: { en: 'returns', ru: 'возврат' },
  discount: { en: 'discounts', ru: 'скидки' },
  complaint: { en: 'complaints', ru: 'жалобы' },
  order_status: { en: 'order status', ru: 'статус заказа' },
  other: { en: 'general questions', ru: 'общие вопросы' },
  none: { en: 'something outside the known topics', ru: 'тема вне списка' },
}

export const gateRuleWords: Words<GateRule> = {
  nothing_to_answer: { en: 'The message holds nothing to answer.', ru: 'В сообщении не на что отвечать.' },
  feature_off: { en: 'AI suggestions are switched off.', ru: 'Подсказки ИИ отключены.' },
  channel_off: {
    en: 'AI suggestions are off for this channel.',
    ru: 'Подсказки ИИ отключены для этого канала.',
  },
  conversation_off: {
    en: 'AI suggestions are off for this conversation.',
    ru: 'Подсказки ИИ отключены для этого диалога.',
  },
  profile_off: { en: 'The AI profile is switched off.', ru: 'Профиль ИИ отключён.' },
  human_requested: { en: 'The customer asked for a person.', ru: 'Клиент попросил человека.' },
  legal_threat: { en: 'The customer speaks of legal steps.', ru: 'Клиент говорит о юридических мерах.' },
  urgent_request: { en: 'The customer says it is urgent.', ru: 'Клиент говорит, что дело срочное.' },
  flagged_keyword: { en: 'The message contains a flagged word.', ru: 'В сообщении есть отмеченное слово.' },
  flagged_phrase: { en: 'The message contains a flagged phrase.', ru: 'В сообщении есть отмеченная фраза.' },
  forbidden_topic: {
    en: 'The message touches a topic the AI may not discuss.',
    ru: 'Сообщение касается темы, которую ИИ не обсуждает.',
  },
  ignore_example: { en: 'Messages like this need no reply.', ru: 'Такие сообщения не требуют ответа.' },
  open: { en: 'The AI may answer.', ru: 'ИИ может отвечать.' },
}

export const handoffWords: Words<HandoffReason> = {
  no_knowledge: {
    en: 'The knowledge base has no answer to this.',
    ru: 'В базе знаний нет ответа на это.',
  },
  other_language_only: {
    en: 'The knowledge base answers this only in another language.',
    ru: 'Ответ на это есть в базе знаний только на другом языке.',
  },
  needs_account_access: {
    en: 'The answer needs the customer’s order or account.',
    ru: 'Для ответа нужны данные заказа или аккаунта клиента.',
  },
  needs_commitment: {
    en: 'The answer needs a promise only a person may give.',
    ru: 'Ответ требует обещания, которое может дать только человек.',
  },
  complaint: { en: 'The customer is complaining and needs a person.', ru: 'Клиент жалуется, нужен человек.' },
  unclear_request: {
    en: 'It is not clear what the customer needs.',
    ru: 'Неясно, что нужно клиенту.',
  },
  unsafe_request: {
    en: 'The message tries to steer the AI.',
    ru: 'Сообщение пытается управлять ИИ.',
  },
  model_unavailable: { en: 'No model could draft a reply.', ru: 'Ни одна модель не смогла составить ответ.' },
}

export const modeWords: Words<ConversationMode> = {
  learning: { en: 'learning', ru: 'обучение' },
  semi_auto: { en: 'semi-automatic', ru: 'полуавтоматический' },
  auto: { en: 'automatic', ru: 'автоматический' },
}

export const penaltyWords: Words<PenaltyCode> = {
  NO_SOURCES: {
    en: 'Nothing in the knowledge base supports this reply',
    ru: 'Ничто в базе знаний не подтверждает этот ответ',
  },
  LOW_SIMILARITY: {
    en: 'The best passage fits the question only loosely',
    ru: 'Лучший фрагмент подходит к вопросу лишь отчасти',
  },
  SOURCE_CONFLICT: { en: 'Sources contradict each other', ru: 'Источники противоречат друг другу' },
  MISSING_FIELDS: {
    en: 'Facts needed for the answer are missing',
    ru: 'Не хватает сведений для ответа',
  },
  UNSUPPORTED_SENTENCE: {
    en: 'A sentence has no supporting passage',
    ru: 'У одного из предложений нет подтверждения',
  },
  INVALID_CITATION: {
    en: 'A cited passage was not among those found',
    ru: 'Указан источник, которого нет среди найденных',
  },
  PRICE_MISMATCH: { en: 'A price differs from the catalogue', ru: 'Цена расходится с каталогом' },
  STOCK_MISMATCH: {
    en: 'Availability differs from the catalogue',
    ru: 'Наличие расходится с каталогом',
  },
  DATE_MISMATCH: { en: 'A date appears in no source', ru: 'Даты нет ни в одном источнике' },
  DISCOUNT_OVER_LIMIT: {
    en: 'A discount goes beyond what is allowed',
    ru: 'Скидка больше разрешённой',
  },
  PROMPT_LEAK: {
    en: 'The reply gives away what the AI was told',
    ru: 'Ответ выдаёт указания, данные ИИ',
  },
  FOREIGN_LINK: {
    en: 'A link or address stands in none of your sources',
    ru: 'Ссылки или адреса нет ни в одном вашем источнике',
  },
  PERSONAL_DATA: {
    en: 'The reply names or asks for somebody’s private data',
    ru: 'В ответе чьи-то личные данные или просьба их прислать',
  },
  POISONED_SOURCE: {
    en: 'A cited source gives orders to the AI',
    ru: 'Указанный источник отдаёт ИИ распоряжения',
  },
  UNFIT_TEXT: {
    en: 'The reply is too long or its tone is wrong',
    ru: 'Ответ слишком длинный или неподходящего тона',
  },
  STALE_SOURCE: {
    en: 'A source has not been confirmed for a long time',
    ru: 'Источник давно не подтверждали',
  },
  LANGUAGE_MISMATCH: {
    en: 'The reply is not in the customer’s language',
    ru: 'Ответ не на языке клиента',
  },
  OUT_OF_SCOPE: { en: 'The message fits no known topic', ru: 'Сообщение не подходит ни к одной теме' },
  LONG_CONVERSATION: {
    en: 'The conversation is long; earlier details may be lost',
    ru: 'Диалог длинный: ранние детали могли потеряться',
  },
  NEGATIVE_SENTIMENT: { en: 'The customer is upset', ru: 'Клиент недоволен' },
  MODEL_FALLBACK: {
    en: 'The usual model failed; the offline one answered',
    ru: 'Основная модель не ответила; ответ составлен без неё',
  },
}

export const autonomyWords: Words<AutonomyVerdict['why']> = {
  earned: { en: 'Earned by people’s decisions', ru: 'Заслужено решениями людей' },
  too_few: { en: 'Too few decisions yet', ru: 'Решений пока слишком мало' },
  below_target: { en: 'Below the target', ru: 'Ниже цели' },
  drift: { en: 'The newest decisions are worse than the record', ru: 'Последние решения хуже прежних' },
}
