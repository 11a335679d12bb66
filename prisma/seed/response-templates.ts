import { shopFacts as f } from './demo/shop-facts.ts'

/** A canned reply of the demo shop. `triggers` are words of a customer that call for it. */
export interface DemoTemplate {
  readonly name: string
  readonly content: string
  readonly language: 'en' | 'ru'
  readonly category: string | null
  readonly triggers: readonly string[]
  readonly usageCount: number
}

/** Texts people of the shop send again and again; every number comes from the shop's facts. */
export const responseTemplates: readonly DemoTemplate[] = [
  {
    name: 'Ask for the order number',
    content:
      'Could you send me the order number, please? It starts with FW and is in the confirmation e-mail. I will look it up straight away.',
    language: 'en',
    category: 'order_status',
    triggers: ['cannot find my order number', 'what is my order number'],
    usageCount: 64,
  },
  {
    name: 'Photos of the damage',
    content: `I am sorry that it arrived like this. Please send us a photo of the item and one of the box within ${f.damage.reportHours} hours; a replacement then leaves within ${f.damage.replacementDays} working days.`,
    language: 'en',
    category: 'complaint',
    triggers: ['arrived broken', 'arrived damaged', 'box is crushed'],
    usageCount: 31,
  },
  {
    name: 'Reserve in the shop',
    content: `With pleasure. We keep a reserved item at the counter for ${f.pickup.reserveHours} hours; please tell me your name and the model.`,
    language: 'en',
    category: 'availability',
    triggers: ['reserve one for me', 'can you hold one', 'put one aside'],
    usageCount: 18,
  },
  {
    name: 'Quote for companies',
    content: `Please write the models and quantities to ${f.businessEmail}. The written quote is with you within ${f.business.quoteDays} working day.`,
    language: 'en',
    category: null,
    triggers: ['quote for our company', 'bulk order', 'order for our office'],
    usageCount: 9,
  },
  {
    name: 'Попросить номер заказа',
    content:
      'Пришлите, пожалуйста, номер заказа: он начинается с FW и указан в письме с подтверждением. Я сразу посмотрю, что с заказом.',
    language: 'ru',
    category: 'order_status',
    triggers: ['не знаю номер заказа', 'где взять номер заказа'],
    usageCount: 41,
  },
  {
    name: 'Фото повреждений',
    content: `Мне жаль, что так вышло. Пришлите, пожалуйста, фото товара и коробки в течение ${f.damage.reportHours} часов, и замена уедет в течение ${f.damage.replacementDays} рабочих дней.`,
    language: 'ru',
    category: 'complaint',
    triggers: ['пришло разбитым', 'пришёл разбитый', 'коробка помята'],
    usageCount: 22,
  },
  {
    name: 'Отложить в магазине',
    content: `С удовольствием отложим. Товар ждёт на кассе ${f.pickup.reserveHours} часа; напишите, пожалуйста, имя и модель.`,
    language: 'ru',
    category: 'availability',
    triggers: ['отложите для меня', 'можно отложить', 'забронировать'],
    usageCount: 14,
  },
  {
    name: 'Предложение для компании',
    content: `Пришлите, пожалуйста, модели и количество на ${f.businessEmail}. Письменное предложение будет готово в течение ${f.business.quoteDays} рабочего дня.`,
    language: 'ru',
    category: null,
    triggers: ['счёт для компании', 'заказ для офиса', 'оптовый заказ'],
    usageCount: 6,
  },
]
