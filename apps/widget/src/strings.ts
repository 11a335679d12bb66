import type { Refusal } from './outbox.ts'

export type Language = 'en' | 'ru'

export interface Strings {
  readonly title: string
  readonly subtitle: string
  readonly openChat: string
  readonly closeChat: string
  readonly messages: string
  readonly greetingTitle: string
  readonly greetingText: string
  readonly yourMessage: string
  readonly invitation: string
  readonly send: string
  readonly you: string
  readonly shop: string
  readonly today: string
  readonly yesterday: string
  readonly sending: string
  readonly waiting: string
  readonly sent: string
  readonly notSent: string
  readonly tryAgain: string
  readonly remove: string
  readonly earlier: string
  readonly newest: string
  readonly typing: string
  readonly offline: string
  readonly newTab: string
  readonly refusal: Readonly<Record<Refusal, string>>
  readonly unread: (count: number) => string
  readonly tooLong: (bytes: number, limit: number) => string
}

/** Kilobytes with one decimal, rounded up so that a text one byte too long never reads as exactly the limit. */
const kilobytes = (bytes: number, language: Language) =>
  (Math.ceil((bytes / 1024) * 10) / 10).toLocaleString(language)

const en: Strings = {
  title: 'Chat with us',
  subtitle: 'We answer right here in this window.',
  openChat: 'Open chat',
  closeChat: 'Close chat',
  messages: 'Messages',
  greetingTitle: 'Hello, how can we help?',
  greetingText:
    'Write your question below. You can close this window or leave the page: the conversation stays here.',
  yourMessage: 'Your message',
  invitation: 'Write a message',
  send: 'Send',
  you: 'You',
  shop: 'Shop',
  today: 'Today',
  yesterday: 'Yesterday',
  sending: 'Sending…',
  waiting: 'Waiting to be sent',
  sent: 'Sent',
  notSent: 'Not sent.',
  tryAgain: 'Try again',
  remove: 'Remove',
  earlier: 'Show earlier messages',
  newest: 'New messages',
  typing: 'Typing',
  offline: 'No connection. What you write is kept and sent as soon as it is back.',
  newTab: 'opens in a new tab',
  refusal: {
    too_long: 'It is too long.',
    unreadable: 'The chat could not read it.',
    closed: 'This chat is closed at the moment.',
    full: 'This conversation has reached its limit.',
    refused: 'The chat did not take it.',
  },
  unread: count => (count === 1 ? '1 new message' : `${count} new messages`),
  tooLong: (bytes, limit) =>
    `Too long: ${kilobytes(bytes, 'en')} of ${kilobytes(limit, 'en')} kB. Send it in parts.`,
}

const russianForms = { one: 'новое сообщение', few: 'новых сообщения', many: 'новых сообщений' } as const

function russianForm(count: number): string {
  const form = new Intl.PluralRules('ru').select(count)
  return russianForms[form === 'one' || form === 'few' ? form : 'many']
}

const ru: Strings = {
  title: 'Напишите нам',
  subtitle: 'Ответим прямо в этом окне.',
  openChat: 'Открыть чат',
  closeChat: 'Закрыть чат',
  messages: 'Сообщения',
  greetingTitle: 'Здравствуйте, чем помочь?',
  greetingText: 'Напишите вопрос ниже. Можно закрыть окно или уйти со страницы: переписка останется здесь.',
  yourMessage: 'Ваше сообщение',
  invitation: 'Напишите сообщение',
  send: 'Отправить',
  you: 'Вы',
  shop: 'Магазин',
  today: 'Сегодня',
  yesterday: 'Вчера',
  sending: 'Отправляем…',
  waiting: 'Ждёт отправки',
  sent: 'Отправлено',
  notSent: 'Не отправлено.',
  tryAgain: 'Повторить',
  remove: 'Удалить',
  earlier: 'Показать предыдущие',
  newest: 'Новые сообщения',
  typing: 'Печатает',
  offline: 'Нет связи. Написанное сохранится и уйдёт, как только она появится.',
  newTab: 'откроется в новой вкладке',
  refusal: {
    too_long: 'Слишком длинное.',
    unreadable: 'Чат не смог его прочитать.',
    closed: 'Чат сейчас закрыт.',
    full: 'В этой переписке больше нет места.',
    refused: 'Чат его не принял.',
  },
  unread: count => `${count} ${russianForm(count)}`,
  tooLong: (bytes, limit) =>
    `Слишком длинно: ${kilobytes(bytes, 'ru')} из ${kilobytes(limit, 'ru')} КБ. Отправьте по частям.`,
}

export const strings: Readonly<Record<Language, Strings>> = { en, ru }

/** The first of the wishes that is spoken here, by its primary subtag; English when none is. */
export function chooseLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const tag = wish?.trim().toLowerCase().split(/[-_]/)[0]
    if (tag === 'ru' || tag === 'en') return tag
  }
  return 'en'
}
