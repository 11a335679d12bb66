/**
 * What customers call one thing, in both languages, as stems. Lets "shipping" find "delivery" and a Russian question find an
 * English article without a model. Kept to words whose sense in a support inbox is not in doubt.
 */
const table: Readonly<Record<string, string>> = {
  delivery:
    'deliver delivery ship shipping shipment courier dispatch доставка доставить доставляете доставят отправка отправить отправляете привезти привезете курьер',
  postage: 'postage label этикетка этикетку пересылка пересылку',
  pickup: 'pickup collect collection самовывоз забрать забирать заберу забираю',
  return:
    'return refund reimburse reimbursement moneyback возврат вернуть возвратить верну вернете возвращать',
  exchange: 'exchange swap replace replacement обмен обменять поменять замена заменить',
  price: 'price cost pricing цена цены стоимость стоит стоят почем прайс',
  discount:
    'discount coupon promo promocode voucher sale скидка скидку скидки промокод купон акция распродажа',
  stock: 'stock available availability наличие наличии имеется',
  warranty: 'warranty guarantee гарантия гарантии гарантийный',
  repair: 'repair fix service ремонт починить отремонтировать чинить сервисный',
  payment: 'pay payment paid card оплата оплатить платеж заплатить карта картой',
  invoice: 'invoice receipt bill счет чек квитанция',
  order: 'order purchase заказ заказать заказывал покупка',
  cancel: 'cancel cancellation отмена отменить отмените аннулировать',
  track: 'track tracking отследить отслеживание трек',
  hours:
    'hours open opening closing schedule график часы режим работаете открыт открыты открываетесь открывается закрываетесь закрывается',
  address: 'address location адрес адреса находитесь расположены',
  store: 'store shop магазин магазина магазине',
  broken: 'broken defective damaged faulty брак бракованный сломан сломался поврежден неисправный неисправен',
  battery: 'battery accumulator батарея аккумулятор',
  phone: 'phone smartphone mobile телефон смартфон',
  laptop: 'laptop notebook ноутбук',
  headphones: 'headphones earbuds headset earphones наушники гарнитура',
  charger: 'charger adapter зарядка зарядное адаптер',
  credit: 'credit instalment installment instalments installments кредит рассрочка',
  account: 'account profile аккаунт профиль кабинет',
  password: 'password passcode pin пароль',
  complaint: 'complaint complain reclamation жалоба претензия пожаловаться',
  abroad: 'abroad international overseas worldwide заграница международный границу',
  tax: 'tax vat налог ндс',
  giftcard: 'gift подарок подарочный подарочная',
}

// Goods rather than matters: customers ask about a return, and happen to return headphones.
const things = new Set([
  '§battery',
  '§phone',
  '§laptop',
  '§headphones',
  '§charger',
  '§order',
  '§store',
  '§giftcard',
])

export function namesThing(concept: string): boolean {
  return things.has(concept)
}

let byStem: Map<string, string> | null = null

/** The concept a stem names, or null. `stem` is what `stemWord` returns. */
export function conceptOf(stem: string, stemWord: (word: string) => string): string | null {
  if (byStem === null) {
    byStem = new Map()
    for (const [concept, words] of Object.entries(table)) {
      for (const word of words.split(' ')) byStem.set(stemWord(word), `§${concept}`)
    }
  }
  return byStem.get(stem) ?? null
}
