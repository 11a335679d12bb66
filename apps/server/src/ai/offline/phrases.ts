import type { ReplyLanguage } from '@countersign/shared/text/detect-language'

/** The offline model's own words. Each is a courtesy or a question: none of them claims a fact about the shop. */
export interface Phrases {
  readonly greeting: string
  readonly informalGreeting: string
  readonly howCanIHelp: string
  readonly youAreWelcome: string
  readonly goodbye: string
  readonly apology: string
  readonly noKnowledge: string
  readonly partlyUnknown: string
  readonly otherLanguage: Readonly<Record<ReplyLanguage, string>>
  readonly colleague: string
  readonly colleagueChecksOrder: string
  readonly colleagueDecides: string
  readonly askOrderNumber: string
  readonly askWhichProduct: string
  readonly askMore: string
}

export const phrases: Readonly<Record<ReplyLanguage, Phrases>> = {
  en: {
    greeting: 'Hello!',
    informalGreeting: 'Hi!',
    howCanIHelp: 'How can I help you?',
    youAreWelcome: 'You are welcome!',
    goodbye: 'Have a nice day!',
    apology: 'I am sorry to hear that.',
    noKnowledge: 'I do not have information about this yet.',
    partlyUnknown:
      'I do not have information about the rest of your question, so a colleague will answer it here.',
    otherLanguage: {
      en: 'I do not have this information in your language yet, only in English.',
      ru: 'I do not have this information in English yet, only in Russian.',
    },
    colleague: 'A colleague will check and answer you here.',
    colleagueChecksOrder: 'A colleague will check your order and answer you here.',
    colleagueDecides: 'A colleague will look into this and answer you here.',
    askOrderNumber: 'Could you tell me your order number?',
    askWhichProduct: 'Which product do you mean?',
    askMore: 'Could you tell me a little more about what you need?',
  },
  ru: {
    greeting: 'Здравствуйте!',
    informalGreeting: 'Привет!',
    howCanIHelp: 'Чем могу помочь?',
    youAreWelcome: 'Пожалуйста!',
    goodbye: 'Хорошего дня!',
    apology: 'Нам очень жаль, что так вышло.',
    noKnowledge: 'У меня пока нет информации об этом.',
    partlyUnknown: 'У меня нет информации по остальной части вопроса, коллега ответит здесь.',
    otherLanguage: {
      en: 'У меня пока нет этой информации на русском языке, только на английском.',
      ru: 'У меня пока нет этой информации на вашем языке, только на русском.',
    },
    colleague: 'Коллега проверит и ответит вам здесь.',
    colleagueChecksOrder: 'Коллега проверит заказ и ответит вам здесь.',
    colleagueDecides: 'Коллега поможет разобраться и ответит вам здесь.',
    askOrderNumber: 'Подскажите, пожалуйста, номер заказа?',
    askWhichProduct: 'Какой товар вас интересует?',
    askMore: 'Расскажите, пожалуйста, чуть подробнее, что вам нужно?',
  },
}
