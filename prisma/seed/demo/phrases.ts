import type { DemoIntent, DemoLanguage } from './demo.types.ts'

/** The small talk around questions and answers, per language. Slots as in `scenario.types.ts`. */
interface Phrases {
  /** Greetings for any time of day, then for morning, afternoon and evening. */
  readonly greetings: readonly string[]
  readonly dayGreetings: readonly [string, string, string]
  /** Ends of a first message. */
  readonly endings: readonly string[]
  /** Further ends for somebody who is about to buy. */
  readonly purchaseEndings: readonly string[]
  /** Starts of a second question in the same conversation. */
  readonly another: readonly string[]
  readonly thanks: readonly string[]
  /** What somebody who was upset says at the end. */
  readonly calmThanks: readonly string[]
  /** A last word that needs no answer yet. */
  readonly later: readonly string[]
  /** How a draft addresses the customer. */
  readonly salutations: readonly string[]
  readonly rejectReasons: Readonly<Record<DemoIntent, readonly string[]>>
  readonly escalateReasons: Readonly<Record<DemoIntent, readonly string[]>>
  /** What an escalation is about, by intent; `{name}` is the customer. */
  readonly summaries: Readonly<Record<DemoIntent, string>>
  /** Summary when nothing in the knowledge answers; `{question}` is the customer's own text. */
  readonly noSource: string
}

export const phrases: Readonly<Record<DemoLanguage, Phrases>> = {
  en: {
    greetings: ['Hello!', 'Hi!', 'Hi there.', 'Hello there.', 'Hey!'],
    dayGreetings: ['Good morning.', 'Good afternoon.', 'Good evening.'],
    endings: [
      'Thanks!',
      'Thank you in advance.',
      'Thanks for your help.',
      'Best, {name}',
      'Many thanks, {name}',
      'A short answer is fine, I am on my phone.',
    ],
    purchaseEndings: [
      'It is a present, so I would like to be sure.',
      'I could not find it on your site.',
      'I would order it this week.',
    ],
    another: [
      'Great, thanks. One more question.',
      'Thank you. And another thing.',
      'Good to know. One more thing while you are here.',
      'Perfect. Something else.',
      'Thanks, clear. Then I have one more.',
    ],
    thanks: [
      'Thanks, that helps.',
      'Perfect, thank you!',
      'Great, thanks a lot.',
      'OK, got it. Thanks for the quick answer.',
      'Wonderful, thank you.',
      'All clear now, thanks.',
      'Thank you, have a nice day!',
    ],
    calmThanks: [
      'Thank you for taking care of it.',
      'OK, I will wait for that.',
      'Fine. Thank you for answering personally.',
      'All right, let us see.',
    ],
    later: [
      'OK, I will check at home and write again.',
      'Thanks, I will think about it until tomorrow.',
      'Good. I will ask at home and come back to you.',
      'Alright, I will look again tonight.',
    ],
    salutations: ['Hello {name}!', 'Hi {name}!', 'Good day, {name}!'],
    rejectReasons: {
      price: ['Does not answer what was asked.', 'The customer asks about another model.'],
      availability: ['Does not answer what was asked.', 'I have just looked at the shelf and know better.'],
      shipping: ['Does not answer what was asked.', 'Too general for this address.'],
      return: ['Too general: this case needs a look at the order.', 'The customer has already done this.'],
      discount: ['Promises something we cannot keep.', 'Does not answer what was asked.'],
      complaint: [
        'The tone does not fit.',
        'Quotes a rule where an apology is due.',
        'Promises something we cannot keep.',
      ],
      order_status: [
        'Too general: the customer needs a look at this very order.',
        'The customer has already tried that.',
      ],
      other: ['Beside the point.', 'Does not answer what was asked.'],
    },
    escalateReasons: {
      price: ['More than I may grant.'],
      availability: ['Only the supplier knows, the manager has the contact.'],
      shipping: ['The carrier has to be involved.'],
      return: ['An exception the manager has to decide.', 'Needs a decision by the manager.'],
      discount: ['More than I may grant.'],
      complaint: ['Needs a decision by the manager.', 'The customer has written several times already.'],
      order_status: ['The carrier has to be involved.', 'The order is nowhere to be found in the system.'],
      other: ['Needs a decision by the manager.'],
    },
    summaries: {
      price: '{name} expects a price we do not offer by our rules.',
      availability: '{name} needs a delivery date only the supplier can name.',
      shipping: '{name} has a delivery problem the carrier has to clear up.',
      return: '{name} wants a return or a repair to be decided as an exception.',
      discount: '{name} asks for more than our discount rules allow.',
      complaint: '{name} is unhappy with how an order went and expects a personal solution.',
      order_status: '{name} waits for an order whose whereabouts are unclear.',
      other: '{name} asks something outside our usual topics.',
    },
    noSource: '{name} asks something our knowledge does not cover: "{question}"',
  },
  ru: {
    greetings: ['Здравствуйте!', 'Добрый день!', 'Здравствуйте.', 'Приветствую!'],
    dayGreetings: ['Доброе утро!', 'Добрый день.', 'Добрый вечер!'],
    endings: [
      'Спасибо!',
      'Заранее спасибо.',
      'Буду {m:благодарен|благодарна} за ответ.',
      'Спасибо, {name}',
      'Пишу с телефона, можно коротко.',
    ],
    purchaseEndings: [
      'Это подарок, поэтому хочется знать точно.',
      'На сайте ответа не {m:нашёл|нашла}.',
      '{m:Хотел|Хотела} бы заказать на этой неделе.',
    ],
    another: [
      'Отлично, спасибо. Ещё один вопрос.',
      'Понятно, спасибо. И ещё вот что.',
      'Хорошо. Раз уж мы на связи, спрошу ещё.',
      'Спасибо. Тогда ещё вопрос.',
    ],
    thanks: [
      'Спасибо, всё понятно.',
      'Отлично, спасибо!',
      'Благодарю за быстрый ответ.',
      'Супер, спасибо большое.',
      '{m:Понял|Поняла}, спасибо.',
      'Спасибо, выручили!',
      'Теперь ясно. Хорошего дня!',
    ],
    calmThanks: ['Спасибо, что разобрались.', 'Хорошо, жду.', 'Ладно, посмотрим. Спасибо за ответ.'],
    later: [
      'Хорошо, посмотрю дома и напишу.',
      'Спасибо, подумаю до завтра.',
      'Хорошо, вечером посмотрю ещё раз.',
      'Понятно. Посоветуюсь и вернусь к вам.',
    ],
    salutations: ['Здравствуйте, {name}!', 'Добрый день, {name}!', '{name}, здравствуйте!'],
    rejectReasons: {
      price: ['Не отвечает на вопрос.', 'Спрашивают о другой модели.'],
      availability: ['Не отвечает на вопрос.', 'На полке только что посмотрели, картина другая.'],
      shipping: ['Не отвечает на вопрос.', 'Слишком общо для этого адреса.'],
      return: ['Слишком общо: нужно смотреть сам заказ.', 'Покупатель это уже сделал.'],
      discount: ['Обещает то, чего мы не сделаем.', 'Не отвечает на вопрос.'],
      complaint: [
        'Тон не подходит.',
        'Нужно извиниться, а не цитировать правила.',
        'Обещает то, чего мы не сделаем.',
      ],
      order_status: ['Слишком общо: нужно смотреть сам заказ.', 'Покупатель это уже пробовал.'],
      other: ['Мимо темы.', 'Не отвечает на вопрос.'],
    },
    escalateReasons: {
      price: ['Это больше, чем могу разрешить.'],
      availability: ['Срок знает только поставщик, контакт у руководителя.'],
      shipping: ['Нужен ответ перевозчика.'],
      return: ['Исключение, решать руководителю.', 'Нужно решение руководителя.'],
      discount: ['Это больше, чем могу разрешить.'],
      complaint: ['Нужно решение руководителя.', 'Покупатель пишет уже не первый раз.'],
      order_status: ['Нужен ответ перевозчика.', 'Заказ в системе не находится.'],
      other: ['Нужно решение руководителя.'],
    },
    summaries: {
      price: '{name}: ждёт цену, которой нет по нашим правилам.',
      availability: '{name}: нужен срок поставки, его знает только поставщик.',
      shipping: '{name}: проблема с доставкой, разобраться должен перевозчик.',
      return: '{name}: просит решить возврат или ремонт в виде исключения.',
      discount: '{name}: просит скидку сверх правил.',
      complaint: '{name}: заказ прошёл плохо, ждёт личного решения.',
      order_status: '{name}: ждёт заказ, о котором нет ясности.',
      other: '{name}: вопрос вне обычных тем.',
    },
    noSource: '{name}: в базе знаний нет ответа на вопрос «{question}»',
  },
}
