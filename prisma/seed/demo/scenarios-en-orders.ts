import { eurEn } from './format-money.ts'
import { article, faq, guesses, product, says } from './plan-sentence.ts'
import type { Scenario } from './scenario.types.ts'
import { shopFacts as f } from './shop-facts.ts'

/** English questions about prices, discounts and the way of an order. */
export const orderScenariosEn: readonly Scenario[] = [
  {
    key: 'price',
    intent: 'price',
    coverage: 'strong',
    asks: [
      'How much is the {product}?',
      'What does the {product} cost?',
      'Could you tell me the current price of the {product}?',
      'Is the {product} on offer at the moment, or what is the normal price?',
    ],
    product: {},
    answer: [
      says(
        [
          'The {product} costs {price}, VAT included.',
          'The price of the {product} is {price} including VAT.',
        ],
        product('price'),
      ),
    ],
    extras: ['Students get a lower price with a valid card.', 'It has cost the same since the spring.'],
    own: ['It is {price} today. The price label in the shop shows the same.'],
  },
  {
    key: 'price-and-delivery',
    intent: 'price',
    coverage: 'good',
    asks: [
      'What would the {product} cost with delivery to {town}?',
      'What is the total for one {product} sent to {town}?',
      'Price of the {product} including shipping, please?',
    ],
    product: { maxCents: 5900 },
    answer: [
      says('The {product} costs {price}, VAT included.', product('price')),
      says(
        `Standard home delivery adds ${eurEn(f.shipping.standardCents)} per order.`,
        article('shipping-costs-en', 'Standard home delivery costs'),
      ),
    ],
    extras: [
      'With a second small item delivery would be free.',
      'Collecting it in the shop would save you the fee.',
    ],
    own: ['I have put the {product} into a basket for you; the link shows the total with delivery.'],
  },
  {
    key: 'cheaper-elsewhere',
    intent: 'price',
    coverage: 'fair',
    asks: [
      'I found the {product} cheaper in another shop. Do you match prices?',
      'Another shop sells the {product} for less. Can you do something about the price?',
      'The {product} became cheaper a few days after I bought it. Can I get the difference back?',
    ],
    product: { minCents: 4000 },
    missing: 'link to the other shop',
    answer: [
      says(
        ['We match the price of any shop in the EU that has the item new and in stock.'],
        article('price-match-en', 'We match the price of any shop'),
      ),
      says(
        `The difference we pay is at most ${f.priceMatch.maxPercent}% of our price.`,
        article('price-match-en', 'The difference we pay'),
      ),
      says('Please send us the link in the chat.', article('price-match-en', 'Send us the link in the chat')),
    ],
    extras: [
      'Please also tell me the colour, since it has to be the same.',
      'I check it today and write back here.',
    ],
    own: [
      'I compared the two offers: theirs is a marketplace seller, so I cannot match it in full, but I can send it to you without the delivery fee.',
    ],
  },
  {
    key: 'instalments',
    intent: 'price',
    coverage: 'good',
    asks: [
      'Can I pay for the {product} in instalments?',
      'Is it possible to split the price of the {product}?',
      'Do you offer payment in parts, and is there interest?',
    ],
    product: { minCents: 9000 },
    answer: [
      says(
        [
          `Yes, orders between ${eurEn(f.payment.instalmentMinCents)} and ${eurEn(f.payment.instalmentMaxCents)} can be paid in ${f.payment.instalments} equal instalments without interest.`,
        ],
        article('payment-methods-en', 'equal instalments without interest'),
      ),
      says(
        `The first is due at the checkout, the others every ${f.payment.instalmentGapDays} days.`,
        article('payment-methods-en', 'The first is due at the checkout'),
      ),
    ],
    extras: ['You need a bank card in your own name.', 'For the {product} each part is a third of {price}.'],
    own: ['Yes. I have sent you a link where the {product} is already split into instalments.'],
  },
  {
    key: 'repair-price',
    intent: 'price',
    coverage: 'good',
    asks: [
      'How much is a repair if the warranty is over?',
      'What do you charge to look at a broken speaker?',
      'What does it cost to find out whether my old headphones can be repaired?',
    ],
    answer: [
      says(
        `Diagnostics cost ${eurEn(f.repairs.diagnosticsCents)}, and we do not charge them if you accept the repair.`,
        article('repairs-en', 'Diagnostics cost'),
      ),
      says(
        `You receive a written estimate within ${f.repairs.estimateDays} working days.`,
        article('repairs-en', 'You receive a written estimate'),
      ),
    ],
    extras: ['Please tell me the model, then I can say whether we have the part.'],
    own: ['For that fault it is often only the cable, which we change at the counter. Please bring it in.'],
  },
  {
    key: 'where',
    intent: 'order_status',
    coverage: 'good',
    asks: [
      'Where is my order {order}?',
      'Could you check the status of {order}, please?',
      'Has {order} been sent yet?',
      'I am waiting for {order}. Is there any news?',
    ],
    answer: [
      says(
        `Open "My orders" on ${f.website} and enter the order number and your e-mail address.`,
        faq('faq-where-order-en', 'Open "My orders"'),
      ),
      says(
        [
          'Once the parcel has left, the same page shows the tracking link.',
          'The same page shows the tracking link once the parcel has left.',
        ],
        faq('faq-where-order-en', 'Once the parcel has left'),
      ),
    ],
    extras: [
      'I have looked: {order} left the warehouse this morning.',
      '{order} is with the courier and should reach you tomorrow.',
    ],
    own: ['{order} was handed to the courier last night; the first scan will be visible this evening.'],
  },
  {
    key: 'where-no-number',
    intent: 'order_status',
    coverage: 'fair',
    missing: 'order number',
    asks: [
      'Where is my parcel?',
      'I ordered a {product} last week and nothing has come. What is going on?',
      'Can you tell me when my {product} will arrive?',
    ],
    product: { stock: 'plenty' },
    answer: [
      says(
        'If you send us the order number here, we look it up for you.',
        faq('faq-where-order-en', 'If you send us the order number'),
      ),
      says(
        'It starts with FW and has six digits.',
        article('order-status-en', 'An order number starts with FW'),
      ),
    ],
    extras: ['Your name and the day of the order would help as well.'],
    own: ['I found it by your name: the parcel is at the depot and goes out tomorrow.'],
  },
  {
    key: 'tracking-stuck',
    intent: 'order_status',
    coverage: 'good',
    asks: [
      'The tracking of {order} has not changed since Friday. Is it lost?',
      'My parcel {order} has been stuck in the same place for days.',
      'There is no new scan for {order}. Should I worry?',
    ],
    answer: [
      says(
        'A status that stands still over a weekend is normal.',
        article('shipping-tracking-en', 'over a weekend is normal'),
      ),
      says(
        `If there has been no new scan for ${f.shipping.traceAfterDays} working days, we open a search with the carrier.`,
        article('shipping-tracking-en', 'If there has been no new scan'),
      ),
    ],
    extras: ['I have opened the search for {order} now.', 'I will look at it again tomorrow morning.'],
    own: [
      'I have called the carrier: {order} was loaded onto the wrong lorry and is on its way back. You will have it on Thursday.',
    ],
  },
  {
    key: 'no-confirmation',
    intent: 'order_status',
    coverage: 'good',
    asks: [
      'I ordered but got no confirmation. Did it go through?',
      'There is no e-mail about my order. Is it stored?',
      'I paid an hour ago and have not received anything by e-mail.',
    ],
    answer: [
      says(
        `A confirmation is sent within ${f.orders.confirmationMinutes} minutes.`,
        article('order-status-en', 'a confirmation is sent to you'),
      ),
      says(
        'Please look in the spam folder first.',
        article('order-status-en', 'Look in the spam folder first'),
      ),
      says(
        'If there is nothing, the address probably has a typing error.',
        article('order-status-en', 'the address probably has a typing error'),
      ),
    ],
    extras: ['Please tell me your full name and the day of the order.'],
    own: [
      'Your order is stored; the e-mail address had a letter too many. I have corrected it and sent the confirmation again.',
    ],
  },
  {
    key: 'change-address',
    intent: 'order_status',
    coverage: 'good',
    asks: [
      'I entered the wrong address for {order}. Can you change it?',
      'Please change the delivery address of {order}.',
      'Can I still add a colour change to {order}?',
    ],
    answer: [
      says(
        `You can change the address, the colour or the quantity within ${f.orders.changeMinutes} minutes of ordering.`,
        article('order-changes-en', 'You can change the address'),
      ),
      says(
        'After that the warehouse may already be packing, and we can only try.',
        article('order-changes-en', 'After that the warehouse'),
      ),
    ],
    extras: ['{order} is not packed yet, so please send me the new address now.'],
    own: ['I stopped {order} just in time. Please write the full new address, with the door code.'],
  },
  {
    key: 'cancel',
    intent: 'order_status',
    coverage: 'good',
    asks: [
      'Please cancel {order}.',
      'I would like to cancel {order}. How does it work?',
      'Can I cancel {order} before it is sent?',
    ],
    answer: [
      says(
        [
          'An order can be cancelled free of charge until it is dispatched.',
          'Yes, free of charge until it is dispatched.',
        ],
        faq('faq-cancel-en', 'can be cancelled free of charge'),
      ),
      says(
        'Press "Cancel" on the order page; the money goes back the way you paid.',
        faq('faq-cancel-en', 'Press "Cancel"'),
      ),
    ],
    extras: ['I have cancelled {order} for you.'],
    own: ['{order} is cancelled. The amount is released by your bank in a few days.'],
  },
  {
    key: 'code-fails',
    intent: 'discount',
    coverage: 'good',
    asks: [
      'My discount code is not accepted. Why?',
      'The newsletter code does not work for the {product}.',
      'Can I use two discount codes for the {product}?',
    ],
    product: { maxCents: 9900 },
    answer: [
      says(
        'A code works once, on one order, and not on outlet items or gift cards.',
        faq('faq-code-fails-en', 'A code works once'),
      ),
      says(
        `The newsletter code needs an order of at least ${eurEn(f.discounts.newsletterMinCents)}.`,
        faq('faq-code-fails-en', 'The newsletter code needs'),
      ),
    ],
    extras: [
      'Please send me the code, then I can see why it is refused.',
      'It had a letter O instead of a zero.',
    ],
    own: [
      'The code had been used on your order in the spring. I have made a new one for you; it is in your e-mail.',
    ],
  },
  {
    key: 'student',
    intent: 'discount',
    coverage: 'good',
    asks: [
      'Do students get a discount on the {product}?',
      'I am a teacher. Is there a special price for me?',
      'How can I get the student discount?',
    ],
    product: { categories: ['tablets', 'keyboards', 'headphones'] },
    answer: [
      says(
        `Yes, students and teachers get ${f.discounts.studentPercent}% off.`,
        faq('faq-student-en', 'students and teachers get'),
      ),
      says(
        ['Upload a valid card in your account or show it at the counter.'],
        faq('faq-student-en', 'Upload a valid card'),
      ),
    ],
    extras: ['Your card was accepted just now, so the price is already lower in the basket.'],
    own: ['Yes. Send me a photo of the card with the number covered and I switch it on at once.'],
  },
  {
    key: 'bulk',
    intent: 'discount',
    coverage: 'fair',
    asks: [
      'Is there a discount if I take {quantity} pieces of the {product}?',
      'We want to buy {quantity} {product}. What can you do on the price?',
      'What is your best price for {quantity} {product}?',
    ],
    product: { categories: ['headphones', 'chargers', 'cables', 'mice', 'keyboards'] },
    answer: [
      says(
        `From ${f.discounts.bulkPieces} pieces of one item the price falls by ${f.discounts.bulkPercent}%.`,
        article('discounts-en', 'pieces of one item the price falls'),
      ),
      guesses(
        'For a larger order we could also waive the delivery fee.',
        'We might be able to offer a little more on top.',
      ),
    ],
    extras: ['The discount shows in the basket by itself.', 'A written quote follows today.'],
    own: [
      'For {quantity} pieces I have prepared a quote with our quantity price; it is on its way by e-mail.',
    ],
  },
  {
    key: 'haggle',
    intent: 'discount',
    coverage: 'weak',
    asks: [
      'The {product} is a bit expensive for me. Can you give me a discount?',
      'I have bought from you five times. Do I get a better price for the {product}?',
      'If I order the {product} today, will you take something off?',
    ],
    product: { minCents: 5000 },
    answer: [
      says(
        'Only one discount applies per order, and the basket picks the highest.',
        article('discounts-en', 'Only one discount applies'),
      ),
      guesses(
        'As a regular customer you can surely get something extra.',
        'I am sure we can find a small discount for you.',
      ),
    ],
    extras: ['Your points already cover part of it.'],
    own: [
      'I cannot lower the price itself, but I can send the {product} without the delivery fee.',
      'Your points are worth a few euros: use them at the checkout, and a newsletter code on top of that is possible for a first order.',
    ],
  },
  {
    key: 'points',
    intent: 'discount',
    coverage: 'fair',
    asks: [
      'When do I get the points for {order}?',
      'How much are my Watt points worth?',
      'Can I pay for the {product} with points?',
    ],
    product: { maxCents: 7000 },
    answer: [
      says(
        `${f.loyalty.redeemPoints} points are worth ${eurEn(f.loyalty.redeemCents)}.`,
        article('loyalty-en', 'points are worth'),
      ),
      says(
        `Points are added ${f.loyalty.creditDays} days after delivery.`,
        article('loyalty-en', 'Points are added'),
      ),
    ],
    extras: ['Your account shows 240 points at the moment.'],
    own: ['Your last order was a guest order, so I have added the points by hand.'],
  },
]
