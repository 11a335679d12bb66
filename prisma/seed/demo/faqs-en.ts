import type { DemoFaq } from './demo.types.ts'
import { eurEn } from './format-money.ts'
import { shopFacts as f } from './shop-facts.ts'

const faq = (key: string, questions: readonly string[], answer: string): DemoFaq => ({
  key,
  language: 'en',
  questions,
  answer,
})

export const faqsEn: readonly DemoFaq[] = [
  faq(
    'faq-free-shipping-en',
    [
      'When is delivery free?',
      'How much do I have to spend to get free shipping?',
      'Is there a minimum order for free delivery?',
      'Do you offer free shipping?',
    ],
    `Standard delivery and parcel lockers are free for orders of ${eurEn(f.shipping.freeFromCents)} or more. Collecting in the shop is always free.`,
  ),
  faq(
    'faq-saturday-delivery-en',
    ['Do you deliver on Saturday?', 'Can my parcel come at the weekend?', 'Is Sunday delivery possible?'],
    `No, the courier delivers Monday to Friday only. At the weekend you can use a parcel locker or collect the order in the shop on Saturday from ${f.hours.saturdayOpen} to ${f.hours.saturdayClose}.`,
  ),
  faq(
    'faq-return-opened-en',
    [
      'Can I return something I have already opened?',
      'Is a return possible without the original packaging?',
      'I tried the headphones, can I still send them back?',
    ],
    `Yes. You may open and try an item and still return it within ${f.returns.windowDays} days. Earbuds are the exception: their inner seal has to be intact. Without the box or accessories we may keep up to ${f.returns.missingPartsPercent}% of the price.`,
  ),
  faq(
    'faq-where-order-en',
    [
      'Where is my order?',
      'How can I track my parcel?',
      'What is the status of my order?',
      'Has my order been sent?',
    ],
    `Open "My orders" on ${f.website} and enter the order number and your e-mail address. Once the parcel has left, the same page shows the tracking link. If you send us the order number here, we look it up for you.`,
  ),
  faq(
    'faq-cancel-en',
    [
      'Can I cancel my order?',
      'How do I cancel an order I just placed?',
      'I ordered by mistake, what can I do?',
    ],
    'An order can be cancelled free of charge until it is dispatched. Press "Cancel" on the order page or send us the order number; the money goes back the way you paid.',
  ),
  faq(
    'faq-student-en',
    [
      'Do you have a student discount?',
      'Is there a discount for teachers?',
      'How do I get the student price?',
    ],
    `Yes, students and teachers get ${f.discounts.studentPercent}% off. Upload a valid card in your account or show it at the counter.`,
  ),
  faq(
    'faq-code-fails-en',
    [
      'Why does my discount code not work?',
      'The promo code is rejected, what is wrong?',
      'Can I use two codes together?',
    ],
    `A code works once, on one order, and not on outlet items or gift cards. The newsletter code needs an order of at least ${eurEn(f.discounts.newsletterMinCents)} and is valid for ${f.discounts.newsletterValidDays} days. Two discounts cannot be combined; the basket keeps the higher one.`,
  ),
  faq(
    'faq-open-sunday-en',
    ['Are you open on Sunday?', 'What are your opening hours?', 'When does the shop close today?'],
    `The shop is open Monday to Friday from ${f.hours.weekdayOpen} to ${f.hours.weekdayClose} and on Saturday from ${f.hours.saturdayOpen} to ${f.hours.saturdayClose}. On Sunday it is closed.`,
  ),
  faq(
    'faq-laptop-charger-en',
    [
      'Will this charger work with my laptop?',
      'Which charger do I need for a USB-C laptop?',
      'Can a phone charger charge a laptop?',
    ],
    `If your laptop charges over USB-C, take the number of watts printed on its own power supply and choose a charger with at least that many, usually ${f.power.laptopMinWatts}–${f.power.laptopMaxWatts} W. A phone charger of ${f.power.phoneMinWatts} W is too weak for a laptop.`,
  ),
  faq(
    'faq-power-bank-flight-en',
    [
      'Can I take a power bank on a plane?',
      'Is your power bank allowed in hand luggage?',
      'How big may a power bank be for flying?',
    ],
    `Yes, in hand luggage: up to ${f.power.flightWattHours} Wh is allowed without asking the airline, and all our power banks are below that. They must not go into checked luggage.`,
  ),
  faq(
    'faq-invoice-en',
    ['Where do I find my invoice?', 'Can you send me the invoice again?', 'I need an invoice for my company'],
    `The invoice is attached to the dispatch e-mail and can be downloaded from your account. A wrong company name can be corrected within ${f.invoices.correctionDays} days of the invoice date.`,
  ),
  faq(
    'faq-gift-card-valid-en',
    ['How long is a gift card valid?', 'Can I use a gift card in the shop?', 'Does my gift card expire?'],
    `A gift card is valid for ${f.giftCards.validMonths} months and works both online and in the shop. What you do not spend stays on the card.`,
  ),
  faq(
    'faq-pair-two-en',
    [
      'Can I connect the headphones to two devices?',
      'Do your headphones support multipoint?',
      'How do I pair a second phone?',
    ],
    `Models with multipoint stay connected to ${f.bluetooth.sources} devices at once. The product description says so; models without that note connect to one device at a time.`,
  ),
  faq(
    'faq-person-en',
    ['Can I talk to a person?', 'I want to speak to a human', 'How do I reach the manager?'],
    `Yes, at any time. Write "person" in the chat and one of our team takes over, Monday to Friday from ${f.hours.chatOpen} to ${f.hours.chatClose} and on Saturday from ${f.hours.saturdayOpen} to ${f.hours.saturdayClose}.`,
  ),
]
