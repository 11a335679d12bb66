import { eurRu } from './format-money.ts'
import { article, faq, guesses, product, says } from './plan-sentence.ts'
import type { Scenario } from './scenario.types.ts'
import { shopFacts as f } from './shop-facts.ts'

const s = f.shipping
const costs = 'shipping-costs-ru'
const tracking = 'shipping-tracking-ru'

/** Russian questions about delivery, stock, prices, discounts and the way of an order. */
export const orderScenariosRu: readonly Scenario[] = [
  {
    key: 'cost',
    intent: 'shipping',
    coverage: 'strong',
    asks: [
      'Сколько стоит доставка в {town}?',
      'Хочу заказать {product}. Во сколько обойдётся доставка?',
      'Подскажите стоимость обычной доставки в {town}.',
      'Входит ли доставка в {town} в цену {product}?',
    ],
    product: { maxCents: 5900 },
    answer: [
      says(
        [
          `Обычная доставка до двери стоит ${eurRu(s.standardCents)} за заказ.`,
          `Доставка до двери обойдётся в ${eurRu(s.standardCents)} за весь заказ.`,
        ],
        article(costs, 'Обычная доставка до двери стоит'),
      ),
      says(
        [
          `При заказе от ${eurRu(s.freeFromCents)} она бесплатна.`,
          `От ${eurRu(s.freeFromCents)} за доставку платить не нужно.`,
        ],
        article(costs, 'обычная доставка бесплатна'),
      ),
    ],
    extras: ['Дешевле всего выйдет постамат.', 'Точную сумму видно в корзине до оплаты.'],
    own: ['В {town} доставка стоит столько же, сколько по всей стране, точная сумма видна в корзине.'],
  },
  {
    key: 'duration',
    intent: 'shipping',
    coverage: 'strong',
    asks: [
      'Сколько идёт посылка в {town}?',
      'Если закажу {product} сегодня, когда привезут в {town}?',
      'За сколько дней доставите {product}?',
      'На какой срок обычной доставки рассчитывать?',
    ],
    product: { stock: 'plenty' },
    answer: [
      says(
        [
          `Обычная доставка по стране занимает ${s.standardMinDays}–${s.standardMaxDays} рабочих дня.`,
          `Рассчитывайте на ${s.standardMinDays}–${s.standardMaxDays} рабочих дня.`,
        ],
        article(costs, 'Обычная доставка по стране занимает'),
      ),
      says(
        `Перевозчику мы передаём заказ в течение ${s.handlingHours} часов по рабочим дням.`,
        article(costs, 'мы передаём перевозчику'),
      ),
    ],
    extras: [
      'Ссылка для отслеживания придёт на почту.',
      'Если нужно срочно, выберите экспресс при оформлении.',
    ],
    own: ['В {town} посылки обычно доходят за два дня. Пришлите номер заказа, и я за ней прослежу.'],
  },
  {
    key: 'express',
    intent: 'shipping',
    coverage: 'strong',
    asks: [
      'Можно получить {product} уже завтра?',
      'Есть ли у вас экспресс-доставка в {town}?',
      'Завтра день рождения, {product} успеете привезти?',
    ],
    product: {
      stock: 'plenty',
      categories: ['headphones', 'earbuds', 'chargers', 'keyboards', 'mice', 'cases'],
    },
    answer: [
      says(
        [
          `Да, экспресс-доставка стоит ${eurRu(s.expressCents)} и приходит на следующий рабочий день, если заказ оплачен до ${s.expressCutoff}.`,
          `Экспресс стоит ${eurRu(s.expressCents)}: заказ, оплаченный до ${s.expressCutoff}, приходит на следующий рабочий день.`,
        ],
        article(costs, 'Экспресс-доставка стоит'),
      ),
    ],
    extras: ['{product} есть на складе, так что задержек не ждём.'],
    own: ['Да, если оформите в ближайший час. На складе уже отложили для вас один экземпляр.'],
  },
  {
    key: 'locker',
    intent: 'shipping',
    coverage: 'strong',
    asks: [
      'Доставляете ли вы в постаматы в {town}?',
      'Днём меня не бывает дома. Можно отправить {product} в постамат?',
      'Сколько посылка лежит в постамате?',
    ],
    product: { categories: ['earbuds', 'cables', 'chargers', 'mice', 'cases'] },
    answer: [
      says(
        `Да, доставка в постамат стоит ${eurRu(s.lockerCents)} и бесплатна от ${eurRu(s.freeFromCents)}.`,
        article(costs, 'Доставка в постамат стоит'),
      ),
      says(`Посылка ждёт в ячейке ${s.lockerHoldDays} дней.`, article(costs, 'Она ждёт там')),
    ],
    extras: ['Код от ячейки придёт сообщением.'],
    own: ['Да, удобнее всего постамат у вокзала: там почти всегда есть свободные ячейки.'],
  },
  {
    key: 'eu',
    intent: 'shipping',
    coverage: 'good',
    asks: [
      'Доставляете ли вы в {country}?',
      'Сколько стоит отправить {product} в {country}?',
      'Я живу за границей. Сколько {product} будет идти в {country}?',
    ],
    product: { categories: ['headphones', 'earbuds', 'keyboards', 'mice', 'hubs'], stock: 'plenty' },
    answer: [
      says(
        `Да, доставка в другую страну ЕС стоит ${eurRu(s.euCents)} и бесплатна при заказе от ${eurRu(s.euFreeFromCents)}.`,
        article(tracking, 'Доставка в любую другую страну ЕС'),
      ),
      says(
        `Она занимает ${s.euMinDays}–${s.euMaxDays} рабочих дней после отправки.`,
        article(tracking, 'рабочих дней после отправки'),
      ),
    ],
    extras: ['Укажите, пожалуйста, телефон для курьера.'],
    own: ['Отправляем туда каждый день. Напишите почтовый индекс, и я назову точный срок.'],
  },
  {
    key: 'in-stock',
    intent: 'availability',
    coverage: 'strong',
    asks: [
      'Есть ли {product} в наличии?',
      'Подскажите, {product} сейчас можно купить?',
      '{product} ещё есть или всё разобрали?',
      'Хочу сегодня забрать {product}. Есть на складе?',
    ],
    product: { stock: 'plenty' },
    answer: [
      says(
        ['Да, {product} есть в наличии: {stock} шт.', 'Да, сейчас в наличии {stock} шт. {product}.'],
        product('stock'),
      ),
      says(
        `Количество на странице обновляется каждые ${f.stock.refreshMinutes} минут.`,
        article('stock-ru', 'обновляется каждые'),
      ),
    ],
    extras: ['Отложить для вас один?', 'Два экземпляра стоят на полке в магазине.'],
    own: ['Да, только что посмотрели: на полке есть.'],
  },
  {
    key: 'few-left',
    intent: 'availability',
    coverage: 'strong',
    asks: [
      'Сколько {product} у вас осталось?',
      'На сайте «Осталось мало» у {product}. Сколько именно?',
      '{product} ещё можно заказать?',
    ],
    product: { stock: 'few' },
    answer: [
      says(
        ['Да, осталось {stock} шт. {product}.', 'Сейчас в наличии {stock} шт. {product}.'],
        product('stock'),
      ),
      says(
        'Товар в корзине не резервируется, пока заказ не оплачен.',
        article('stock-ru', 'Товар в корзине не резервируется'),
      ),
    ],
    extras: ['Могу отложить один до завтра.'],
    own: ['Осталось совсем немного, один отложили на ваше имя.'],
  },
  {
    key: 'sold-out',
    intent: 'availability',
    coverage: 'strong',
    asks: [
      'Когда снова будет {product}?',
      'На сайте {product} больше нет. Ждать поступления?',
      'Не подскажете, когда привезут {product}?',
    ],
    product: { stock: 'none' },
    answer: [
      says(['Сейчас {product} нет в наличии.', '{product}: сейчас нет в наличии.'], product('stock')),
      says(
        `Закончившийся товар обычно возвращается через ${f.stock.restockMinDays}–${f.stock.restockMaxDays} дней.`,
        article('stock-ru', 'Закончившийся товар'),
      ),
      says(
        `Нажмите «Сообщить о поступлении», и письмо придёт в течение ${f.stock.alertHours} часов после поступления.`,
        article('stock-ru', 'Нажмите «Сообщить о поступлении»'),
      ),
    ],
    extras: ['Поставщик уже подтвердил поставку.', 'Уведомление для вас включено.'],
    own: ['Поставка ожидается в конце следующей недели, напишем вам сразу.'],
  },
  {
    key: 'versions',
    intent: 'availability',
    coverage: 'strong',
    asks: [
      'В каких вариантах есть {product}?',
      'Какие цвета или размеры {product} сейчас в наличии?',
      'Чем различаются варианты {product} и что из них есть?',
    ],
    product: { withVariants: true },
    answer: [
      says(
        ['{product} есть в таких вариантах: {variants}.', 'Сейчас доступны варианты {product}: {variants}.'],
        product('variants'),
      ),
    ],
    extras: ['В скобках указан остаток каждого варианта.'],
    own: ['Сфотографировали для вас все варианты на полке, фото отправлены на почту.'],
  },
  {
    key: 'price',
    intent: 'price',
    coverage: 'strong',
    asks: [
      'Сколько стоит {product}?',
      'Подскажите цену {product}.',
      'Какая сейчас цена у {product}?',
      'Почём у вас {product}?',
    ],
    product: {},
    answer: [
      says(
        ['{product} стоит {price}, НДС включён.', 'Цена {product} — {price}, включая НДС.'],
        product('price'),
      ),
    ],
    extras: ['Студентам и преподавателям дешевле.', 'Цена не менялась с весны.'],
    own: ['Сегодня {price}, и в магазине на ценнике то же самое.'],
  },
  {
    key: 'cheaper-elsewhere',
    intent: 'price',
    coverage: 'fair',
    missing: 'link to the other shop',
    asks: [
      '{m:Нашёл|Нашла} {product} дешевле в другом магазине. Сделаете такую же цену?',
      'Через неделю после покупки {product} стоит дешевле. Вернёте разницу?',
      'У конкурентов {product} дешевле. Что скажете?',
    ],
    product: { minCents: 4000 },
    answer: [
      says(
        'Пришлите ссылку, и мы сравняем цену с любым магазином ЕС, где товар новый и есть в наличии.',
        article('discounts-ru', 'Пришлите ссылку'),
      ),
      says(
        `Разница не может превышать ${f.priceMatch.maxPercent} % нашей цены.`,
        article('discounts-ru', 'Разница не может превышать'),
      ),
    ],
    extras: ['Проверим сегодня и ответим здесь же.'],
    own: [
      'Сравнили предложения: там частный продавец, поэтому цену повторить не можем, но доставку сделаем бесплатной.',
    ],
  },
  {
    key: 'instalments',
    intent: 'price',
    coverage: 'good',
    asks: [
      'Можно ли купить {product} в рассрочку?',
      'Есть ли оплата частями для {product} и какие проценты?',
    ],
    product: { minCents: 9000 },
    answer: [
      says(
        `Да, заказы от ${eurRu(f.payment.instalmentMinCents)} до ${eurRu(f.payment.instalmentMaxCents)} можно оплатить тремя равными частями без процентов.`,
        article('payment-ru', 'тремя равными частями'),
      ),
      says(
        `Первая часть списывается при оформлении, остальные — каждые ${f.payment.instalmentGapDays} дней.`,
        article('payment-ru', 'Первая часть списывается'),
      ),
    ],
    extras: ['Понадобится банковская карта на ваше имя.'],
    own: ['Да. Отправили вам ссылку на корзину, где сумма уже разбита на части.'],
  },
  {
    key: 'where',
    intent: 'order_status',
    coverage: 'good',
    asks: [
      'Где мой заказ {order}?',
      'Проверьте, пожалуйста, статус {order}.',
      'Заказ {order} уже отправили?',
      'Жду {order}. Есть новости?',
    ],
    answer: [
      says(
        `Откройте «Мои заказы» на ${f.website} и введите номер заказа и почту.`,
        faq('faq-where-order-ru', 'Откройте «Мои заказы»'),
      ),
      says(
        'Когда посылка отправлена, там же появляется ссылка для отслеживания.',
        faq('faq-where-order-ru', 'Когда посылка отправлена'),
      ),
    ],
    extras: ['Посмотрели: {order} уехал со склада сегодня утром.', '{order} у курьера, ждите завтра.'],
    own: ['{order} передан перевозчику вчера вечером, первая отметка появится сегодня к ночи.'],
  },
  {
    key: 'where-no-number',
    intent: 'order_status',
    coverage: 'fair',
    missing: 'order number',
    asks: [
      'Где моя посылка?',
      '{m:Заказал|Заказала} {product} неделю назад, и ничего не пришло. Что случилось?',
      'Когда придёт заказ с {product}?',
    ],
    product: { stock: 'plenty' },
    answer: [
      says(
        'Пришлите номер заказа сюда, мы посмотрим сами.',
        faq('faq-where-order-ru', 'Можно прислать номер заказа'),
      ),
      says(
        'Он начинается с FW и состоит из шести цифр.',
        article('order-status-ru', 'Номер заказа начинается с FW'),
      ),
    ],
    extras: ['Подойдут и имя с датой заказа.'],
    own: ['Нашли по имени: посылка в отделении, завтра поедет к вам.'],
  },
  {
    key: 'tracking-stuck',
    intent: 'order_status',
    coverage: 'good',
    asks: [
      'Статус {order} не меняется с пятницы. Посылка потерялась?',
      'Посылка {order} уже несколько дней стоит на месте.',
      'По {order} нет новых отметок. Что делать?',
    ],
    answer: [
      says(
        `Если новых отметок нет ${s.traceAfterDays} рабочих дня, мы начнём розыск.`,
        article(tracking, 'Если новых отметок нет'),
      ),
      says(
        `Перевозчик обязан ответить в течение ${s.traceMaxDays} дней.`,
        article(tracking, 'Перевозчик обязан ответить'),
      ),
    ],
    extras: ['Розыск по {order} уже открыт.'],
    own: [
      'Позвонили перевозчику: {order} по ошибке уехал в другой город и возвращается. Привезут в четверг.',
    ],
  },
  {
    key: 'change-address',
    intent: 'order_status',
    coverage: 'good',
    asks: [
      'В {order} неверный адрес. Можно исправить?',
      'Поменяйте, пожалуйста, адрес доставки для {order}.',
      'Можно ли в {order} заменить цвет?',
    ],
    answer: [
      says(
        `Адрес, цвет или количество можно изменить в течение ${f.orders.changeMinutes} минут после оформления.`,
        article('order-status-ru', 'Адрес, цвет или количество'),
      ),
      says(
        'Позже заказ уже могут собирать, и обещать мы не можем.',
        article('order-status-ru', 'Позже заказ уже могут собирать'),
      ),
    ],
    extras: ['{order} ещё не собирают, пришлите новый адрес прямо сейчас.'],
    own: ['Успели остановить {order}. Напишите полный новый адрес и код от подъезда.'],
  },
  {
    key: 'code-fails',
    intent: 'discount',
    coverage: 'good',
    asks: [
      'Промокод не срабатывает. Почему?',
      'Промокод из рассылки не подходит к {product}.',
      'Можно ли сложить два промокода на {product}?',
    ],
    product: { maxCents: 9900 },
    answer: [
      says(
        'На один заказ действует одна скидка, корзина выбирает самую большую.',
        article('discounts-ru', 'На один заказ действует одна скидка'),
      ),
      says(
        `Промокод за подписку действует для первого заказа от ${eurRu(f.discounts.newsletterMinCents)}.`,
        article('discounts-ru', 'Новые подписчики получают'),
      ),
    ],
    extras: ['Пришлите сам код, посмотрим, почему его не принимают.'],
    own: ['Этот код уже был использован весной. Сделали для вас новый, он в почте.'],
  },
  {
    key: 'student',
    intent: 'discount',
    coverage: 'good',
    asks: [
      'Есть ли скидка студентам на {product}?',
      'Я преподаю в школе. Есть ли для меня особая цена?',
      'Как получить студенческую скидку?',
    ],
    product: { categories: ['tablets', 'keyboards', 'headphones'] },
    answer: [
      says(
        `Студенты и преподаватели получают скидку ${f.discounts.studentPercent} % по действующему удостоверению.`,
        article('discounts-ru', 'Студенты и преподаватели получают'),
      ),
      says('Загрузите его один раз в личном кабинете.', article('discounts-ru', 'Загрузите его один раз')),
    ],
    extras: ['Удостоверение проверили, цена в корзине уже ниже.'],
    own: ['Да. Пришлите фото удостоверения с закрытым номером, включим скидку сразу.'],
  },
  {
    key: 'haggle',
    intent: 'discount',
    coverage: 'weak',
    asks: [
      '{product} для меня дороговато. Сделаете скидку?',
      'Покупаю у вас не первый раз. Будет цена получше на {product}?',
      'Если возьму {quantity} шт. {product}, насколько уступите?',
    ],
    product: { minCents: 5000 },
    answer: [
      says(
        `От ${f.discounts.bulkPieces} одинаковых товаров цена снижается на ${f.discounts.bulkPercent} %.`,
        article('discounts-ru', 'одинаковых товаров цена снижается'),
      ),
      guesses('Постоянным покупателям мы обычно идём навстречу.', 'Думаем, что сможем уступить ещё немного.'),
    ],
    extras: ['Баллами можно закрыть часть суммы.'],
    own: [
      'Саму цену снизить не можем, но отправим {product} без платы за доставку.',
      'На счёте у вас есть баллы, спишите их при оформлении — выйдет дешевле.',
    ],
  },
]
