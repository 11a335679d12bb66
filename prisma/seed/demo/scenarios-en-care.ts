import { eurEn } from './format-money.ts'
import { article, faq, guesses, product, says } from './plan-sentence.ts'
import type { Scenario } from './scenario.types.ts'
import { shopFacts as f } from './shop-facts.ts'

/** English questions after the purchase: returns, complaints and advice. */
export const careScenariosEn: readonly Scenario[] = [
  {
    key: 'how-return',
    intent: 'return',
    coverage: 'good',
    asks: [
      'How do I return the {product}?',
      'I do not like the {product}. Can I send it back?',
      'What do I have to do to return the {product} from {order}?',
    ],
    product: { categories: ['headphones', 'speakers', 'keyboards', 'mice', 'lamps', 'cases', 'chargers'] },
    answer: [
      says(
        [`You can return it within ${f.returns.windowDays} days of receiving it, without giving a reason.`],
        article('returns-how-en', 'You can return almost anything'),
      ),
      says(
        'Open the order in your account and choose "Return an item", or write to us with the order number.',
        article('returns-how-en', 'choose "Return an item"'),
      ),
      says(
        `The return label costs ${eurEn(f.returns.labelCents)}, which we take off the refund.`,
        article('returns-how-en', 'The return label costs'),
      ),
    ],
    extras: [
      'I have sent the label for {order} to your e-mail.',
      'Please put the cable into the box as well.',
    ],
    own: ['I have opened the return for you; the label is in your e-mail.'],
  },
  {
    key: 'opened',
    intent: 'return',
    coverage: 'good',
    asks: [
      'I have already opened the {product}. Can I still return it?',
      'I tried the {product} for two days. Is a return still possible?',
      'Can I return the {product} without the original box?',
    ],
    product: { categories: ['headphones', 'keyboards', 'mice', 'speakers'] },
    answer: [
      says(
        `Yes, you may open and try an item and still return it within ${f.returns.windowDays} days.`,
        faq('faq-return-opened-en', 'You may open and try an item'),
      ),
      says(
        `Without the box or accessories we may keep up to ${f.returns.missingPartsPercent}% of the price.`,
        faq('faq-return-opened-en', 'Without the box or accessories'),
      ),
    ],
    extras: ['Since you have everything except the outer sleeve, I would not expect a deduction.'],
    own: ['Yes. A missing outer sleeve is no problem; please just wrap it well.'],
  },
  {
    key: 'earbuds',
    intent: 'return',
    coverage: 'fair',
    asks: [
      'I opened the {product} and they do not fit my ears. Can I return them?',
      'The {product} hurt after ten minutes. May I send them back?',
      'Can I return the {product} if I have tried them once?',
    ],
    product: { categories: ['earbuds'] },
    answer: [
      says(
        'For hygiene reasons earbuds can be returned only while the inner seal is intact.',
        article('returns-exceptions-en', 'For hygiene reasons'),
      ),
      says(
        'If they are faulty, the warranty covers them.',
        article('returns-exceptions-en', 'If earbuds are faulty'),
      ),
    ],
    extras: [
      'Smaller ear tips often help; I can post you a set free of charge.',
      'Is the inner seal still in one piece?',
    ],
    own: [
      'I cannot take them back with the seal broken, but I send you two other sizes of ear tips free of charge. Most people are happy after that.',
    ],
  },
  {
    key: 'refund-when',
    intent: 'return',
    coverage: 'good',
    asks: [
      'I sent back {order}. When do I get my money?',
      'How long does a refund take?',
      'My return for {order} arrived at your place on Monday. When will the refund come?',
    ],
    answer: [
      says(
        `We check a returned parcel within ${f.returns.checkDays} working days of its arrival.`,
        article('returns-refunds-en', 'We check a returned parcel'),
      ),
      says(
        `The refund reaches you within ${f.returns.refundDays} working days after that check.`,
        article('returns-refunds-en', 'The refund reaches you'),
      ),
    ],
    extras: ['The refund for {order} left us this morning.', 'It goes back to the same card.'],
    own: [
      'The refund for {order} was sent yesterday. If your bank cannot see it by Friday, I give you the reference.',
    ],
  },
  {
    key: 'damaged',
    intent: 'return',
    coverage: 'fair',
    asks: [
      'My {product} arrived damaged. What now?',
      'The box of {order} was crushed and the {product} has a scratch.',
      'The {product} from {order} came with a broken part.',
    ],
    product: { categories: ['speakers', 'lamps', 'keyboards', 'tablets', 'hubs'] },
    answer: [
      says(
        `Please report transport damage within ${f.damage.reportHours} hours of delivery.`,
        article('damaged-parcel-en', 'Report transport damage within'),
      ),
      says(
        'Send two or three photos: the box from outside, the label, and the damaged part.',
        article('damaged-parcel-en', 'Send two or three photos'),
      ),
      says(
        `We send a replacement within ${f.damage.replacementDays} working days if the item is in stock.`,
        article('damaged-parcel-en', 'We send a replacement within'),
      ),
    ],
    extras: [
      'I am sorry about that; the photos can go straight into this chat.',
      'A replacement is reserved for you.',
    ],
    own: ['I am sorry. A new {product} leaves today, and the courier takes the damaged one along.'],
  },
  {
    key: 'warranty-claim',
    intent: 'return',
    coverage: 'fair',
    asks: [
      'My {product} stopped working after eight months. Is that covered?',
      'One side of the {product} is silent. Do I still have a warranty?',
      'The {product} does not switch on any more. I bought it last year.',
    ],
    product: { categories: ['headphones', 'speakers'] },
    missing: 'order number',
    answer: [
      says(
        `Every new item has a warranty of ${f.warranty.months} months from the day you receive it.`,
        article('warranty-en', 'Every new item has a warranty'),
      ),
      says(
        'Send us the order number, a short description and, if possible, a video.',
        article('warranty-en', 'Send us the order number'),
      ),
    ],
    extras: ['Please hold the power button for fifteen seconds first; that resets it.'],
    own: [
      'That sounds like a defect. The free label is in your e-mail; please send it in and we take care of it.',
    ],
  },
  {
    key: 'late',
    intent: 'complaint',
    coverage: 'weak',
    upset: true,
    asks: [
      '{order} was promised for Tuesday and it is still not here. This is unacceptable.',
      'I paid for express and {order} came two days late. I want my money back.',
      'Third time I write about {order}. Nobody tells me anything!',
    ],
    answer: [
      guesses('We are very sorry for the delay.', 'I understand your frustration.'),
      says(
        `If an express parcel arrives later than promised, we return the express fee of ${eurEn(f.shipping.expressCents)}.`,
        article('shipping-express-en', 'We return the express fee'),
        article('shipping-express-en', 'If an express parcel arrives later'),
      ),
    ],
    extras: [
      'I have returned the fee to your card just now.',
      'I called the courier: it comes today before six.',
    ],
    own: [
      'You are right to be annoyed, and I am sorry. I have returned the delivery fee, and {order} is on the van today.',
      'I have read all your messages about {order}. It was held back at the depot; I have asked for delivery tomorrow before noon and will write to you when it is out.',
    ],
  },
  {
    key: 'broken-twice',
    intent: 'complaint',
    coverage: 'weak',
    upset: true,
    asks: [
      'This is the second {product} that broke within a month. What kind of quality is this?',
      'The replacement {product} has the same fault as the first one. I have had enough.',
      'I want my money back for the {product}, not another repair.',
    ],
    product: { categories: ['headphones', 'speakers', 'keyboards', 'chargers'] },
    answer: [
      says(
        `If a new item does not work within the first ${f.warranty.deadOnArrivalDays} days, we replace it at once.`,
        article('warranty-en', 'If a new item does not work'),
      ),
      guesses('We can send you a third one right away.', 'A new one will certainly work.'),
    ],
    extras: ['Since it is the second time, you may choose the refund instead.'],
    own: [
      'Two faults are enough. I have started a full refund for the {product}; you keep the old one until the courier comes.',
      'I understand that you do not want a third one. I have put it to our manager, and the refund is approved.',
    ],
  },
  {
    key: 'refund-missing',
    intent: 'complaint',
    coverage: 'weak',
    upset: true,
    asks: [
      'I returned {order} three weeks ago and still have no refund. Where is my money?',
      'You confirmed the return of {order} and then nothing. I am really disappointed.',
      'Still no refund for {order}. Do I have to go to my bank?',
    ],
    answer: [
      says(
        `If more than ${f.returns.refundDays} working days have passed since our second e-mail, send us the order number.`,
        article('returns-refunds-en', 'If more than'),
      ),
      says(
        'We answer with the bank reference, so your bank can find the transfer.',
        article('returns-refunds-en', 'We answer with the bank reference'),
      ),
    ],
    extras: ['The reference for {order} is on its way to you by e-mail.'],
    own: [
      'I am sorry: the card you paid with had expired, so the money came back to us. Please send me an IBAN and it leaves today.',
    ],
  },
  {
    key: 'courier',
    intent: 'complaint',
    coverage: 'poor',
    weight: 0.5,
    upset: true,
    asks: [
      'Your courier threw {order} over the fence. It lay in the rain all day.',
      'The courier was rude and left {order} in front of the door without ringing.',
      'It says delivered, but {order} is not here and the courier does not answer.',
    ],
    answer: [
      guesses('We are sorry that you had this experience.', 'We take such reports very seriously.'),
      says(
        'Ask your neighbours and look at the photo in the tracking first.',
        article('shipping-tracking-en', 'Ask your neighbours'),
      ),
    ],
    extras: ['I have reported it to the carrier under your order number.'],
    own: [
      'I am sorry, that must not happen. I have reported it to the carrier, and if anything inside {order} is damaged we replace it today.',
    ],
  },
  {
    key: 'legal',
    intent: 'complaint',
    coverage: 'weak',
    upset: true,
    weight: 0.6,
    handOff: {
      reason: 'legal_matter',
      summary: '{name} mentions a lawyer over {order} and expects an answer from the manager.',
    },
    asks: [
      'If {order} is not refunded by Friday, my lawyer will contact you.',
      'I will report you to the consumer authority because of {order}.',
    ],
    answer: [
      says(
        `The manager looks at the whole case again and decides within ${f.complaints.reviewDays} working days.`,
        article('complaints-en', 'The manager looks at the whole case'),
      ),
    ],
    extras: ['I have passed {order} to our manager.'],
    own: [
      'I am the manager and have gone through {order} from the start. You are right about the date; the refund leaves today and you have my confirmation in writing by e-mail.',
    ],
  },
  {
    key: 'person',
    intent: 'other',
    coverage: 'good',
    weight: 1.2,
    handOff: { reason: 'human_requested', summary: '{name} asks to talk to a person.' },
    asks: [
      'Can I please talk to a person?',
      'I would like to speak to a human, not a machine.',
      'Please connect me with one of your staff.',
    ],
    answer: [
      says(
        'Yes, at any time: one of our team takes over.',
        faq('faq-person-en', 'at any time'),
        faq('faq-person-en', 'one of our team takes over'),
      ),
    ],
    extras: ['I am here now.'],
    own: [
      'Hello, this is a person. What can I do for you?',
      'I am here and have read what you wrote. How can I help?',
    ],
  },
  {
    key: 'hours',
    intent: 'other',
    coverage: 'strong',
    asks: [
      'When are you open on Saturday?',
      'What are your opening hours?',
      'Until when is the shop open today?',
    ],
    answer: [
      says(
        `The shop is open Monday to Friday from ${f.hours.weekdayOpen} to ${f.hours.weekdayClose} and on Saturday from ${f.hours.saturdayOpen} to ${f.hours.saturdayClose}.`,
        faq('faq-open-sunday-en', 'The shop is open'),
      ),
    ],
    extras: ['The listening room closes a quarter of an hour earlier.'],
    own: ['We are here until this evening; just come by.'],
  },
  {
    key: 'laptop-charger',
    intent: 'other',
    coverage: 'fair',
    asks: [
      'Will the {product} charge my laptop?',
      'Is the {product} strong enough for a laptop with USB-C?',
      'I have a laptop with a 65 W power supply. Does the {product} fit?',
    ],
    product: { categories: ['chargers'], minCents: 2900 },
    answer: [
      says(
        `Most laptops with USB-C need ${f.power.laptopMinWatts}–${f.power.laptopMaxWatts} W.`,
        article('chargers-cables-en', 'Most laptops with USB-C need'),
      ),
      says('About the {product}: {about}', product('about')),
      says(
        'A charger that is too strong does no harm.',
        article('chargers-cables-en', 'A charger that is too strong'),
      ),
    ],
    extras: ['Please look for the number of watts on the old power supply and tell me.'],
    own: [
      'For a laptop I would take the Voltwick Duo 65 or the Trio 100, with a cable marked for full power.',
    ],
  },
  {
    key: 'flight',
    intent: 'other',
    coverage: 'good',
    asks: [
      'Can I take the {product} on a plane?',
      'Is the {product} allowed in hand luggage?',
      'I fly next week. May the {product} come with me?',
    ],
    product: { categories: ['power-banks'] },
    answer: [
      says(
        `Power banks up to ${f.power.flightWattHours} Wh are allowed in hand luggage, never in checked luggage.`,
        article('batteries-en', 'are allowed in hand luggage'),
      ),
      says('The {product} is below that limit.', product('about')),
    ],
    extras: ['The watt-hours are printed on the back.'],
    own: ['Yes. Keep it in your hand luggage and leave the label visible.'],
  },
  {
    key: 'two-devices',
    intent: 'other',
    coverage: 'strong',
    asks: [
      'Can the {product} stay connected to my laptop and my phone?',
      'Does the {product} have multipoint?',
      'I use a laptop and a phone all day. Can the {product} handle both?',
    ],
    product: { categories: ['headphones', 'earbuds'], mentions: 'multipoint' },
    answer: [
      says('Yes, the {product} has multipoint.', product('about')),
      says(
        `It stays connected to ${f.bluetooth.sources} devices at once.`,
        faq('faq-pair-two-en', 'Models with multipoint'),
      ),
    ],
    extras: ['A call on the phone interrupts the music by itself.'],
    own: ['Yes. I have just tried it with the {product}, a laptop and a phone here in the shop.'],
  },
  {
    key: 'company-invoice',
    intent: 'other',
    coverage: 'good',
    asks: [
      'I need an invoice with my company name for {order}.',
      'The company name on the invoice of {order} is wrong. Can you change it?',
      'Where do I find the invoice for {order}?',
    ],
    answer: [
      says(
        'The invoice is attached to the dispatch e-mail and can be downloaded from your account.',
        faq('faq-invoice-en', 'The invoice is attached'),
      ),
      says(
        `A wrong company name can be corrected within ${f.invoices.correctionDays} days of the invoice date.`,
        faq('faq-invoice-en', 'A wrong company name'),
      ),
    ],
    extras: ['Please send me the company name and the VAT number.'],
    own: ['The new invoice for {order} is in your e-mail, with the right company name.'],
  },
  {
    key: 'unknown',
    intent: 'other',
    coverage: 'poor',
    asks: [
      'Do you also install ceiling lamps in {town}?',
      'Would you sponsor our school concert with a speaker?',
      'Can you repair a record player from the seventies?',
      'Do you hire students for the summer?',
    ],
    answer: [
      guesses(
        'That is usually possible, please call us.',
        'Please contact us about this, we will find a way.',
      ),
    ],
    extras: ['I have forwarded your question to the owner.'],
    own: [
      'We do not do that ourselves, sorry. I can give you the address of someone in {town} who does.',
      'That is for our owner to decide; I have passed it on and you get an answer this week.',
    ],
  },
]
