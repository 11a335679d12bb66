import type { DemoArticle } from './demo.types.ts'
import { eurEn } from './format-money.ts'
import { shopFacts as f } from './shop-facts.ts'

const { payment: p, orders: o, shipping: s, invoices: i } = f

export const orderArticlesEn: readonly DemoArticle[] = [
  {
    key: 'payment-methods-en',
    title: 'Ways to pay',
    language: 'en',
    category: 'payment',
    tags: ['payment', 'card', 'bank transfer', 'instalments', 'cash'],
    text: `## Online
You can pay by bank card, by mobile wallet, by bank transfer or with a gift card. We reserve goods for a bank transfer for ${p.transferHoldDays} working days; after that the order is cancelled. Please put the order number in the reference, or the money cannot be matched.

## Instalments
Orders between ${eurEn(p.instalmentMinCents)} and ${eurEn(p.instalmentMaxCents)} can be paid in ${p.instalments} equal instalments without interest. The first is due at the checkout, the others every ${p.instalmentGapDays} days. The answer comes at once and needs a bank card in your name.

## Cash
In the shop you can pay in cash or by card. Cash on delivery costs ${eurEn(p.onDeliveryCents)} extra and is possible up to ${eurEn(p.onDeliveryMaxCents)}. The courier cannot give change above ${eurEn(p.largestChangeCents)}, so please have roughly the right amount ready.

## A payment failed
If a payment fails, nothing has been bought yet. Your bank may show a reserved amount; it is released within ${p.cardHoldDays} days without any action from you. Try again with another card, or ask us for a bank transfer for the same order.`,
  },
  {
    key: 'order-status-en',
    title: 'What each order status means',
    language: 'en',
    category: 'orders',
    tags: ['order status', 'tracking', 'packed', 'dispatched'],
    text: `## From order to door
- Received: the order is stored and a confirmation is sent to you within ${o.confirmationMinutes} minutes.
- Waiting for payment: we wait for your bank transfer for up to ${p.transferHoldDays} working days.
- Being packed: the warehouse has the order; it leaves within ${s.handlingHours} hours on working days.
- Dispatched: the carrier has the parcel, and the tracking link is in the e-mail.
- Ready to collect: the order is at the counter in ${f.city.en}.
- Delivered: the carrier has handed the parcel over.

## Where to look
Open "My orders" on ${f.website} and enter the order number and your e-mail address; no account is needed. An order number starts with FW and has six digits.

## No confirmation?
Look in the spam folder first. If there is nothing after an hour, the address probably has a typing error. Write to us from any address with your name and the day of the order, and we correct it.

## It takes longer than usual
"Being packed" for more than two working days means that one item is being fetched from the supplier. We write to you by ourselves in that case and offer to split the order.`,
  },
  {
    key: 'order-changes-en',
    title: 'Changing or cancelling an order',
    language: 'en',
    category: 'orders',
    tags: ['change order', 'cancel', 'address', 'pre-order'],
    text: `## Changes
You can change the address, the colour or the quantity within ${o.changeMinutes} minutes of ordering. Open the order page and choose "Change", or write to us in the chat with the order number. After that the warehouse may already be packing, and we can only try.

## Cancelling
An order can be cancelled free of charge until it is dispatched. The money goes back the way you paid; a card reservation disappears within ${p.cardHoldDays} days. If the parcel is already on its way, simply refuse it at the door or return it within ${f.returns.windowDays} days.

## Wrong address on a parcel that has left
The carrier can move the delivery within the same town free of charge. A parcel sent to another town comes back to us first, and we send it again for the standard fee of ${eurEn(s.standardCents)}.

## Pre-orders
A pre-order is charged only when it leaves the warehouse. If we cannot send it within ${o.preorderMaxDays} days of the announced date, we cancel it or keep it open, whichever you prefer.`,
  },
  {
    key: 'invoices-vat-en',
    title: 'Invoices and VAT',
    language: 'en',
    category: 'payment',
    tags: ['invoice', 'VAT', 'company', 'receipt'],
    text: `## Where the invoice is
The invoice is a PDF attached to the dispatch e-mail. You can download it again from your account for ${i.archiveYears} years. In the shop you receive a receipt; give it to us with your company data on the same day if you need a full invoice.

## VAT
All prices on ${f.website} include VAT of ${i.vatPercent}%. For companies in other EU countries with a valid VAT number we invoice without VAT. Enter the number at the checkout, because we check it at that moment and cannot do so later.

## Correcting an invoice
A wrong company name or address can be corrected within ${i.correctionDays} days of the invoice date. Send us the invoice number and the right data. We issue a credit note and a new invoice; the amount stays the same.

## Several orders, one invoice
Private orders always have one invoice each. Business accounts can ask for a monthly collective invoice.

## Proof for the warranty
The invoice is your proof of purchase. A bank statement is enough if you have lost it and ordered without an account.`,
  },
  {
    key: 'stock-en',
    title: 'Stock, reservations and back-in-stock alerts',
    language: 'en',
    category: 'orders',
    tags: ['stock', 'availability', 'back in stock', 'reservation'],
    text: `## How exact the number is
The stock on a product page is updated every ${f.stock.refreshMinutes} minutes. It is the sum of the warehouse and the shop in ${f.city.en}. "Few left" means five pieces or fewer. An item in your basket is not reserved until you have paid.

## Sold out
Sold-out items usually come back within ${f.stock.restockMinDays}–${f.stock.restockMaxDays} days. Press "Tell me" on the product page and you receive an e-mail within ${f.stock.alertHours} hours of the new delivery. The alert is sent to everyone at the same time, so it does not reserve a piece.

## Discontinued items
If a page says "Discontinued", the item will not return. The page names the model that replaces it. Spare parts such as ear pads and cables stay available for at least two years.

## Seeing it in the shop
Not everything in the warehouse is on the shelf. We hold one piece for ${f.pickup.reserveHours} hours if you want to look at it first; an item that has to come from the warehouse is at the counter on the next working day.`,
  },
]
