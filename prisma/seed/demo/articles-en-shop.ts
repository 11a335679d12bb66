import type { DemoArticle } from './demo.types.ts'
import { eurEn } from './format-money.ts'
import { shopFacts as f } from './shop-facts.ts'

const { discounts: d, priceMatch: m, giftCards: g, loyalty: l, complaints: c } = f

export const shopArticlesEn: readonly DemoArticle[] = [
  {
    key: 'discounts-en',
    title: 'Discounts and codes',
    language: 'en',
    category: 'prices',
    tags: ['discount', 'code', 'student', 'newsletter', 'bulk'],
    text: `## Newsletter
New subscribers receive a code for ${d.newsletterPercent}% off their first order of ${eurEn(d.newsletterMinCents)} or more. The code arrives at once and is valid for ${d.newsletterValidDays} days.

## Students and teachers
Students and teachers get ${d.studentPercent}% off with a valid card. Upload the card once in your account; we check it on the same working day. In the shop it is enough to show it at the counter.

## Quantity
From ${d.bulkPieces} pieces of one item the price falls by ${d.bulkPercent}%. The discount appears in the basket by itself and works for private customers and companies alike.

## Outlet
Opened boxes and display pieces cost up to ${d.outletMaxPercent}% less. There is usually one piece of each, and the warranty is the same as for new items.

## Rules
Only one discount applies per order, and the basket picks the highest. Codes do not work on outlet items and gift cards. A code cannot be added after the order is placed; cancel within ${f.orders.changeMinutes} minutes and order again if you forgot it.`,
  },
  {
    key: 'price-match-en',
    title: 'Price match',
    language: 'en',
    category: 'prices',
    tags: ['price match', 'cheaper', 'competitor', 'price'],
    text: `## Before you buy
Have you seen the same item cheaper elsewhere? Send us the link in the chat before you order. We match the price of any shop in the EU that has the item new and in stock. Delivery costs count: we compare what you would really pay.

## After you have bought
If our own price falls, or another shop becomes cheaper, within ${m.afterPurchaseDays} days of your purchase, we refund the difference. Send the order number and the link.

## Limits
The difference we pay is at most ${m.maxPercent}% of our price. The model, the colour and the warranty have to be the same. Marketplaces with private sellers, auctions, clearance sales and prices with a voucher are excluded. The price match cannot be combined with a discount code.

## How fast
You have our answer within ${m.answerDays} working day. The price is then held for you until the end of the following day, and we send a link with the new price already in the basket.`,
  },
  {
    key: 'opening-hours-en',
    title: 'Opening hours and contact',
    language: 'en',
    category: 'shop',
    tags: ['opening hours', 'address', 'contact', 'parking'],
    text: `## The shop
You find us at ${f.address.en}. We are open Monday to Friday from ${f.hours.weekdayOpen} to ${f.hours.weekdayClose} and on Saturday from ${f.hours.saturdayOpen} to ${f.hours.saturdayClose}. On Sunday we are closed. We also close on 24, 25 and 26 December and on 1 January.

## Chat and e-mail
The chat is staffed Monday to Friday from ${f.hours.chatOpen} to ${f.hours.chatClose} and on Saturday from ${f.hours.saturdayOpen} to ${f.hours.saturdayClose}. Outside these hours you can leave a message; it is answered first thing on the next working day. E-mail to ${f.email} is answered within ${c.firstAnswerDays} working day.

## Getting here
Tram lines 3 and 8 stop at Lantern Quay, two streets away. There are six parking spaces behind the house, free for the first ${f.hours.parkingMinutes} minutes while you collect an order. The entrance is level and the counter has a low section for wheelchair users.

## Listening room
Headphones and speakers can be tried in the listening room upstairs. No appointment is needed; on Saturdays it is busiest around noon.`,
  },
  {
    key: 'gift-cards-en',
    title: 'Gift cards',
    language: 'en',
    category: 'prices',
    tags: ['gift card', 'voucher', 'present'],
    text: `## Buying one
A gift card can carry any amount from ${eurEn(g.minCents)} to ${eurEn(g.maxCents)}. The digital card is sent by e-mail within ${g.sendMinutes} minutes of payment, or on a date you choose. In the shop you can have it printed in a paper sleeve at no extra cost.

## Using it
Enter the code at the checkout or show it at the counter. The rest of the amount stays on the card, and you can combine up to three cards in one order. If the order costs more, pay the difference by card or bank transfer.

## Validity
A gift card is valid for ${g.validMonths} months from the day of purchase. You can check the balance on ${f.website} at any time. The amount is not paid out in cash, and a card cannot be returned.

## Lost code
Send us the order number of the purchase. We block the old code and send a new one with the remaining amount to the e-mail address that was used for the purchase.`,
  },
  {
    key: 'loyalty-en',
    title: 'Watt points, our loyalty programme',
    language: 'en',
    category: 'prices',
    tags: ['loyalty', 'points', 'bonus', 'account'],
    text: `## Collecting
You receive one Watt point for every ${eurEn(l.perPointCents)} you pay, delivery not included. Points are added ${l.creditDays} days after delivery, when the return window has passed. On your birthday we add ${l.birthdayPoints} points if the date is in your account.

## Spending
${l.redeemPoints} points are worth ${eurEn(l.redeemCents)}. Choose how many to use at the checkout, in steps of ${l.redeemPoints}. Points can be used together with a discount code and with the free delivery limit: what counts is the price before points.

## Expiry
Points expire after ${l.expireMonths} months without a purchase. Any new order keeps all of them alive. We send a reminder a month earlier.

## Good to know
You need a free account; guest orders do not collect points. If you open an account later with the same e-mail address, write to us and we add the points of your last order. Points are not paid out in cash, and business accounts collect none because they already have their own prices.`,
  },
  {
    key: 'business-en',
    title: 'Business customers',
    language: 'en',
    category: 'business',
    tags: ['business', 'company', 'quote', 'payment term', 'bulk'],
    text: `## Opening a business account
Send the company name, the registration number and the VAT number to ${f.businessEmail}. We check the data within ${f.business.accountCheckDays} working days. The account is free and has no minimum order.

## Quotes
Tell us the models and quantities and you have a written quote within ${f.business.quoteDays} working day. From ${d.bulkPieces} pieces of one item the price falls by ${d.bulkPercent}%. For more than fifty pieces we ask the manufacturer and offer a price of your own.

## Paying by invoice
After the third order you can pay by invoice with a term of ${f.business.termDays} days. Until then companies pay by card or bank transfer. Collective monthly invoices are possible.

## Delivery to several addresses
One order can go to several offices; send us a table with the addresses. Each address counts as one delivery for ${eurEn(f.shipping.standardCents)}, and each one above ${eurEn(f.shipping.freeFromCents)} is free.

## After the purchase
The warranty is the same as for private customers. For headsets in a team we keep a replacement piece on the shelf, so that a broken one is exchanged on the next working day.`,
  },
  {
    key: 'privacy-en',
    title: 'Your data and this chat',
    language: 'en',
    category: 'legal',
    tags: ['privacy', 'personal data', 'deletion', 'newsletter'],
    text: `## What we store
We store what we need to deliver an order: name, address, e-mail and what you bought. Card numbers never reach us; the payment provider keeps them. Chat conversations are kept for ${f.privacy.chatMonths} months, so that you do not have to explain everything twice.

## Who writes to you here
Answers in the chat may be drafted by software and are approved by a person of our team. You can ask for a person at any time.

## Your rights
Write to ${f.email} to see, correct, export or delete your data. We answer within ${f.privacy.answerDays} days. Invoices are the exception: the law makes us keep them for ${f.invoices.archiveYears} years, locked away from everyday use.

## Newsletter
Every newsletter has a link at the bottom that unsubscribes you. It takes effect within ${f.privacy.unsubscribeHours} hours. Unsubscribing does not touch your orders, points or warranty.

## Children
We do not knowingly open accounts for anyone under sixteen; a parent can order for them.`,
  },
  {
    key: 'recycling-en',
    title: 'Recycling old devices and batteries',
    language: 'en',
    category: 'shop',
    tags: ['recycling', 'old device', 'battery', 'environment'],
    text: `## Small devices
Bring small devices up to ${f.recycling.maxCentimetres} cm to the counter free of charge, even if you buy nothing. We take up to ${f.recycling.maxPieces} pieces per visit: headphones, chargers, cables, mice, keyboards and phones. The brand and the shop they come from do not matter.

## Large devices
Large speakers and floor lamps are taken back one for one when you buy a new one. Tell us at the checkout, and the courier takes the old one along at no cost.

## Batteries
The green box by the entrance is for household batteries. Please tape the poles of power banks and loose lithium cells before you bring them. A swollen battery must not go into the box: hand it to us at the counter, and we put it into a fireproof container.

## Your data
Erase tablets before you hand them in and take out the memory card. We remove storage chips before recycling, but we cannot issue a certificate of deletion.

## What happens then
A certified plant in the region collects the boxes every Thursday.`,
  },
  {
    key: 'complaints-en',
    title: 'If something went wrong: complaints',
    language: 'en',
    category: 'legal',
    tags: ['complaint', 'manager', 'compensation', 'problem'],
    text: `## How to complain
Write in the chat or to ${f.email} and tell us three things: the order number, what happened, and what would put it right. A person reads every complaint; nothing is answered by a machine alone. You have a first answer within ${c.firstAnswerDays} working day.

## What we do
We propose a solution within ${c.solutionDays} working days. That can be a replacement, a repair, a refund or, when a promise of ours was broken, the return of the delivery fee. If we need the carrier or the manufacturer for it, we tell you whom we are waiting for and until when.

## Talking to the manager
If you do not agree with our answer, ask for the manager. The manager looks at the whole case again and decides within ${c.reviewDays} working days. You can ask for this at any point, and you do not have to give a reason.

## Outside help
If we still cannot agree, you can turn to the consumer arbitration board of your country. We take part in its proceedings and accept its result.`,
  },
]
