import { eurEn } from './format-money.ts'
import { article, faq, guesses, product, says } from './plan-sentence.ts'
import type { Scenario } from './scenario.types.ts'
import { shopFacts as f } from './shop-facts.ts'

const s = f.shipping
const costs = 'shipping-costs-en'

/** English questions about delivery and stock. */
export const deliveryScenariosEn: readonly Scenario[] = [
  {
    key: 'cost',
    intent: 'shipping',
    coverage: 'strong',
    asks: [
      'How much is delivery to {town}?',
      'What do you charge for standard shipping to {town}?',
      'I would like to order the {product}. What does delivery cost?',
      'Is shipping to {town} included in the price of the {product}?',
    ],
    product: { maxCents: 5900 },
    answer: [
      says(
        [
          `Standard home delivery costs ${eurEn(s.standardCents)} per order.`,
          `Delivery to your door is ${eurEn(s.standardCents)} per order, however many items are in it.`,
        ],
        article(costs, 'Standard home delivery costs'),
      ),
      says(
        [
          `Orders of ${eurEn(s.freeFromCents)} or more are delivered free of charge.`,
          `From ${eurEn(s.freeFromCents)} it is free.`,
        ],
        article(costs, 'are delivered free of charge'),
      ),
    ],
    extras: [
      'A parcel locker is the cheapest way to {town}.',
      'You see the exact fee in the basket before you pay.',
    ],
    own: [
      'Delivery to {town} is the same as everywhere in the country; the basket shows the fee before you pay.',
    ],
  },
  {
    key: 'duration',
    intent: 'shipping',
    coverage: 'strong',
    asks: [
      'How long does delivery to {town} take?',
      'If I order the {product} today, when will it be in {town}?',
      'When would the {product} arrive if I order tonight?',
      'How many days should I count for standard delivery?',
    ],
    product: { stock: 'plenty' },
    answer: [
      says(
        [
          `Standard delivery takes ${s.standardMinDays}–${s.standardMaxDays} working days within the country.`,
          `Please count ${s.standardMinDays}–${s.standardMaxDays} working days for standard delivery.`,
        ],
        article(costs, 'Standard delivery then takes'),
      ),
      says(
        `Orders in stock go to the carrier within ${s.handlingHours} hours on working days.`,
        article(costs, 'We hand every order that is in stock'),
      ),
    ],
    extras: [
      'If you are in a hurry, choose express at the checkout.',
      'You will get the tracking link by e-mail.',
    ],
    own: [
      'For {town} it is usually two days. I can watch the parcel for you if you send me the order number.',
    ],
  },
  {
    key: 'express',
    intent: 'shipping',
    coverage: 'strong',
    asks: [
      'Can I get the {product} by tomorrow?',
      'Do you offer next-day delivery to {town}?',
      'I need the {product} tomorrow for a birthday. Is that possible?',
      'What does express delivery cost and until when do I have to order?',
    ],
    product: {
      stock: 'plenty',
      categories: ['headphones', 'earbuds', 'chargers', 'keyboards', 'mice', 'cases'],
    },
    answer: [
      says(
        `Express delivery costs ${eurEn(s.expressCents)} and arrives on the next working day.`,
        article('shipping-express-en', 'Express delivery costs'),
      ),
      says(
        [
          `It has to be ordered and paid before ${s.expressCutoff}, Monday to Friday.`,
          `Please order and pay before ${s.expressCutoff} from Monday to Friday.`,
        ],
        article('shipping-express-en', 'It is available Monday to Friday'),
      ),
    ],
    extras: [
      'The {product} is on the shelf, so nothing should hold it up.',
      'Choose "Express" at the checkout.',
    ],
    own: ['Yes, if you order in the next hour. I have asked the warehouse to put one aside for you.'],
  },
  {
    key: 'locker',
    intent: 'shipping',
    coverage: 'strong',
    asks: [
      'Do you deliver to parcel lockers in {town}?',
      'How long does a parcel stay in the locker?',
      'I am never at home during the day. Can the {product} go to a parcel locker?',
      'What does it cost to send my order to a locker in {town}?',
    ],
    product: { categories: ['earbuds', 'cables', 'chargers', 'mice', 'cases'] },
    answer: [
      says(
        [
          `Yes, delivery to a parcel locker costs ${eurEn(s.lockerCents)} and is free from ${eurEn(s.freeFromCents)}.`,
          `A parcel locker costs ${eurEn(s.lockerCents)}, and nothing from ${eurEn(s.freeFromCents)}.`,
        ],
        article(costs, 'Delivery to a parcel locker costs'),
      ),
      says(`The parcel waits there for ${s.lockerHoldDays} days.`, article(costs, 'It waits there for')),
    ],
    extras: ['The door code comes by text message.', 'You can choose the locker on a map at the checkout.'],
    own: ['There are two lockers in {town}; the one at the station has the most free doors.'],
  },
  {
    key: 'eu',
    intent: 'shipping',
    coverage: 'good',
    asks: [
      'Do you ship to {country}?',
      'What does delivery to {country} cost?',
      'I live in {country}. How long would the {product} take to get here?',
      'Can you send the {product} to {country}, and are there customs fees?',
    ],
    product: { categories: ['headphones', 'earbuds', 'keyboards', 'mice', 'hubs'], stock: 'plenty' },
    answer: [
      says(
        [
          `Yes, delivery to another EU country costs ${eurEn(s.euCents)} per order and is free from ${eurEn(s.euFreeFromCents)}.`,
          `Delivery to {country} costs ${eurEn(s.euCents)} per order and is free from ${eurEn(s.euFreeFromCents)}.`,
        ],
        article('shipping-eu-en', 'Delivery to another EU country costs'),
      ),
      says(
        `It takes ${s.euMinDays}–${s.euMaxDays} working days after dispatch.`,
        article('shipping-eu-en', 'Parcels to other EU countries take'),
      ),
      says(
        ['There are no customs duties inside the EU.', 'You pay no customs duties or import fees.'],
        article('shipping-eu-en', 'There are no customs duties'),
      ),
    ],
    extras: [
      'To {country} it was five working days last month.',
      'Please add a phone number for the courier.',
    ],
    own: [
      'We send to {country} every day. Please write the postal code and I will tell you the exact number of days.',
    ],
  },
  {
    key: 'weekend',
    intent: 'shipping',
    coverage: 'strong',
    asks: [
      'Do you deliver on Saturdays?',
      'Can the parcel come at the weekend? I work during the week.',
      'Is it possible to get the {product} delivered on Saturday?',
    ],
    product: {},
    answer: [
      says(
        [
          'No, the courier delivers Monday to Friday only.',
          'Unfortunately not: the courier comes Monday to Friday only.',
        ],
        faq('faq-saturday-delivery-en', 'the courier delivers Monday to Friday only'),
      ),
      says(
        `At the weekend you can use a parcel locker or collect it in the shop on Saturday from ${f.hours.saturdayOpen} to ${f.hours.saturdayClose}.`,
        faq('faq-saturday-delivery-en', 'At the weekend'),
      ),
    ],
    extras: ['A locker can be opened around the clock.', 'A neighbour can take the parcel as well.'],
    own: [
      'Not on Saturday, but the courier can leave it with a neighbour on Friday if you give me the name.',
    ],
  },
  {
    key: 'missed',
    intent: 'shipping',
    coverage: 'good',
    asks: [
      'I missed the courier today. What happens with parcel {order} now?',
      'The courier came while I was at work. Will they try again? Order {order}.',
      'I got a note that nobody was at home. Where is order {order} now?',
    ],
    answer: [
      says(
        [
          'The courier tries twice, on two working days in a row.',
          'The courier will try once more on the next working day: there are two attempts on two working days in a row.',
        ],
        article('shipping-tracking-en', 'The courier tries twice'),
      ),
      says(
        `After the second attempt the parcel waits at the nearest depot for ${s.depotHoldDays} days.`,
        article('shipping-tracking-en', 'After the second attempt'),
      ),
    ],
    extras: [
      'You can also choose another day from the link in the text message.',
      'Bring an identity document to the depot.',
    ],
    own: ['I have asked the courier to come tomorrow after five. The parcel stays on the van until then.'],
  },
  {
    key: 'power-bank-express',
    intent: 'shipping',
    coverage: 'good',
    asks: [
      'Why can I not choose express for the {product}?',
      'Can the {product} be sent by express?',
      'The checkout does not show next-day delivery for the {product}. Is that a mistake?',
    ],
    product: { categories: ['power-banks'] },
    answer: [
      says(
        [
          'Power banks travel by road only, so they are sent by standard delivery.',
          'That is not a mistake: power banks and spare batteries travel by road only.',
        ],
        article('shipping-express-en', 'Power banks and spare batteries travel by road only'),
      ),
      says('You can also collect the {product} in the shop free of charge.', product('delivery')),
    ],
    extras: ['It usually arrives on the second working day anyway.'],
    own: [
      'Express is not allowed for batteries, but if you are near the shop, I put one on the counter for you.',
    ],
  },
  {
    key: 'in-stock',
    intent: 'availability',
    coverage: 'strong',
    asks: [
      'Is the {product} in stock?',
      'Do you have the {product} right now?',
      'Can I buy the {product} today or is it sold out?',
      'Are there any {product} left?',
    ],
    product: { stock: 'plenty' },
    answer: [
      says(
        [
          'Yes, the {product} is in stock: {stock} pieces at the moment.',
          'Yes, we have {stock} pieces of the {product}.',
        ],
        product('stock'),
      ),
      says(
        [
          `The number on the product page is updated every ${f.stock.refreshMinutes} minutes.`,
          `The stock on the page is refreshed every ${f.stock.refreshMinutes} minutes, so you can rely on it.`,
        ],
        article('stock-en', 'is updated every'),
      ),
    ],
    extras: ['Shall I put one aside for you?', 'Two of them are on the shelf in the shop.'],
    own: ['Yes, I have just looked at the shelf and it is here.'],
  },
  {
    key: 'few-left',
    intent: 'availability',
    coverage: 'strong',
    asks: [
      'Do you still have the {product}?',
      'Your page says few left for the {product}. How many exactly?',
      'How many {product} do you have?',
      'Is the {product} still available?',
    ],
    product: { stock: 'few' },
    answer: [
      says(
        ['Yes, {stock} pieces of the {product} are left.', 'There are {stock} pieces of the {product} left.'],
        product('stock'),
      ),
      says(
        [
          'An item in the basket is not reserved until it is paid.',
          'Please note that the basket does not reserve it; only a paid order does.',
        ],
        article('stock-en', 'An item in your basket is not reserved'),
      ),
    ],
    extras: ['I can hold one for you until tomorrow if you like.'],
    own: ['A few are left, and I have put one aside under your name.'],
  },
  {
    key: 'sold-out',
    intent: 'availability',
    coverage: 'strong',
    asks: [
      'When will the {product} be back?',
      'The {product} is sold out. Will you get it again?',
      'Any idea when I can order the {product}?',
      'Do you know if the {product} is coming back this month?',
    ],
    product: { stock: 'none' },
    answer: [
      says(
        ['The {product} is out of stock at the moment.', 'At the moment the {product} is out of stock.'],
        product('stock'),
      ),
      says(
        [
          `Sold-out items usually come back within ${f.stock.restockMinDays}–${f.stock.restockMaxDays} days.`,
          `New pieces usually arrive within ${f.stock.restockMinDays}–${f.stock.restockMaxDays} days.`,
        ],
        article('stock-en', 'Sold-out items usually come back'),
      ),
      says(
        `Press "Tell me" on the product page and you get an e-mail within ${f.stock.alertHours} hours of the new delivery.`,
        article('stock-en', 'Press "Tell me"'),
      ),
    ],
    extras: ['The supplier has confirmed the next delivery.', 'I have set the alert for you.'],
    own: [
      'The next delivery is announced for the end of next week. I write to you as soon as it is on the shelf.',
    ],
  },
  {
    key: 'versions',
    intent: 'availability',
    coverage: 'strong',
    asks: [
      'Which versions of the {product} do you have?',
      'In which colours or sizes can I get the {product}?',
      'Does the {product} come in other versions?',
      'What variants of the {product} are in stock?',
    ],
    product: { withVariants: true },
    answer: [
      says(
        [
          'We have these versions of the {product}: {variants}.',
          'The {product} is available as follows: {variants}.',
        ],
        product('variants'),
      ),
    ],
    extras: [
      'The number in brackets is the stock of each version.',
      'Tell me which one you like and I put it aside.',
    ],
    own: ['I have taken a photo of the versions on the shelf for you; it is on its way by e-mail.'],
  },
  {
    key: 'see-in-shop',
    intent: 'availability',
    coverage: 'good',
    asks: [
      'Can I look at the {product} in your shop before buying?',
      'I would like to try the {product}. Is one in the shop?',
      'Could you reserve a {product} for me without paying first?',
    ],
    product: {
      stock: 'plenty',
      categories: ['headphones', 'speakers', 'keyboards', 'mice', 'tablets', 'lamps'],
    },
    answer: [
      says(
        [
          `Yes, we hold one piece for ${f.pickup.reserveHours} hours if you want to look at it first.`,
          `We gladly hold one piece for you for ${f.pickup.reserveHours} hours.`,
        ],
        article('stock-en', 'We hold one piece for'),
      ),
      says('The {product} is in stock, {stock} pieces in all.', product('stock')),
    ],
    extras: ['Please write your name, so that I can label it.', 'The listening room is upstairs.'],
    own: ['Of course. One is at the counter under your name until tomorrow evening.'],
  },
  {
    key: 'set-of-many',
    intent: 'availability',
    weight: 0.3,
    coverage: 'fair',
    asks: [
      'We need {quantity} pieces of the {product} for our office. Do you have that many?',
      'Could you supply {quantity} {product} at once?',
      'I am looking for {quantity} {product} for a school. Is that possible?',
    ],
    product: { stock: 'plenty', categories: ['headphones', 'chargers', 'cables', 'mice'] },
    answer: [
      says('At the moment {stock} pieces of the {product} are in stock.', product('stock')),
      says(
        `For a larger quantity you get a written quote within ${f.business.quoteDays} working day.`,
        article('business-en', 'Tell us the models and quantities'),
      ),
      guesses(
        'The rest could follow about a week later.',
        'We can probably get the remaining pieces within a week.',
      ),
    ],
    extras: [
      'Please send the delivery address to our business team.',
      'I have asked the supplier about the rest.',
    ],
    own: ['I have asked the supplier: {quantity} pieces can be here in nine days. I send you a quote today.'],
  },
]
