import type { DemoArticle } from './demo.types.ts'
import { eurEn } from './format-money.ts'
import { shopFacts as f } from './shop-facts.ts'

const s = f.shipping

export const deliveryArticlesEn: readonly DemoArticle[] = [
  {
    key: 'shipping-costs-en',
    title: 'Shipping costs and delivery times',
    language: 'en',
    category: 'delivery',
    tags: ['shipping', 'cost', 'delivery time', 'parcel locker'],
    text: `## What delivery costs
Standard home delivery costs ${eurEn(s.standardCents)} per order, however many items are in it. Orders of ${eurEn(s.freeFromCents)} or more are delivered free of charge by standard delivery. Delivery to a parcel locker costs ${eurEn(s.lockerCents)} and is also free from ${eurEn(s.freeFromCents)}.

## How long it takes
We hand every order that is in stock to the carrier within ${s.handlingHours} hours on working days. Standard delivery then takes ${s.standardMinDays}–${s.standardMaxDays} working days within the country. A parcel locker takes ${s.lockerMinDays}–${s.lockerMaxDays} working days. Orders placed on Saturday afternoon or Sunday are packed on Monday morning.

## Parcel lockers
You receive a message with a door code as soon as the parcel is in the locker. It waits there for ${s.lockerHoldDays} days and then comes back to us. Boxes larger than 60 × 40 × 40 cm do not fit, so floor lamps and large speakers always go to the door.

## Several items in one order
If one item is out of stock, we send the rest first and pay the second delivery ourselves.`,
  },
  {
    key: 'shipping-express-en',
    title: 'Express delivery and the daily cut-off',
    language: 'en',
    category: 'delivery',
    tags: ['express', 'next day', 'cut-off', 'shipping'],
    text: `## Next working day
Express delivery costs ${eurEn(s.expressCents)} and arrives on the next working day. It is available Monday to Friday for orders placed and paid before ${s.expressCutoff}. An order placed after ${s.expressCutoff} leaves one working day later. Express is never free, not even above ${eurEn(s.freeFromCents)}, because the courier charges us per stop.

## What cannot go by express
Power banks and spare batteries travel by road only, so they are sent by standard delivery. The checkout hides express as soon as such an item is in the basket. Items marked as pre-order cannot be sent by express either.

## Weekend and evening
There is no Saturday or Sunday delivery. The courier comes between 9:00 and 19:00 and sends a two-hour window by text message in the morning. You can move the delivery to a neighbour or to the next working day from the link in that message.

## If express is late
If an express parcel arrives later than promised, write to us with the order number. We return the express fee of ${eurEn(s.expressCents)}; the goods are not affected.`,
  },
  {
    key: 'shipping-eu-en',
    title: 'Delivery to other EU countries',
    language: 'en',
    category: 'delivery',
    tags: ['EU', 'abroad', 'international', 'shipping'],
    text: `## Countries and cost
We deliver to every country of the European Union. Delivery to another EU country costs ${eurEn(s.euCents)} per order and is free from ${eurEn(s.euFreeFromCents)}. There are no customs duties or import fees inside the EU, and the price in the basket is the final price.

## How long it takes
Parcels to other EU countries take ${s.euMinDays}–${s.euMaxDays} working days after dispatch. Islands and remote regions may need up to two working days more. The tracking number works in our carrier's system first and switches to the local carrier after the border, which can look like a pause of a day or two.

## What we do not send abroad
Power banks, floor lamps and refurbished tablets are delivered within the country only. We do not deliver outside the EU, and we cannot ship to freight forwarders.

## Returns from abroad
The ${f.returns.windowDays}-day return window is the same for every country. Outside our own country you choose the carrier and pay for the return yourself, unless the item is faulty or we sent the wrong one.`,
  },
  {
    key: 'shipping-tracking-en',
    title: 'Tracking, missed deliveries and lost parcels',
    language: 'en',
    category: 'delivery',
    tags: ['tracking', 'lost parcel', 'missed delivery', 'courier'],
    text: `## Where to find the tracking link
The tracking link is in the dispatch e-mail and on the order page of your account. It becomes active in the evening of the day we hand the parcel over, after the first scan.

## You were not at home
The courier tries twice, on two working days in a row. After the second attempt the parcel waits at the nearest depot for ${s.depotHoldDays} days. Bring an identity document and the notice, or show the tracking number on your phone.

## The tracking does not move
A status that stands still over a weekend is normal. If there has been no new scan for ${s.traceAfterDays} working days, write to us with the order number and we open a search with the carrier. The carrier has up to ${s.traceMaxDays} days to answer.

## The parcel is lost
If the carrier cannot find the parcel, you choose: we send the order again at no cost or refund it in full, delivery included. You do not have to wait for our settlement with the carrier.

## Marked as delivered, but not there
Ask your neighbours and look at the photo in the tracking first. Then tell us within ${f.damage.reportHours} hours, because the courier can still check the exact place of delivery.`,
  },
  {
    key: 'pickup-en',
    title: 'Click and collect at Lantern Quay',
    language: 'en',
    category: 'delivery',
    tags: ['pickup', 'collect', 'store', 'reservation'],
    text: `## How it works
Choose "Collect in store" at the checkout; collecting is always free. If the item is on the shelf in ${f.city.en}, the order is ready within ${f.pickup.readyHours} hours during opening hours. Items that come from the warehouse are ready on the next working day. Please wait for the message "Ready to collect" before you set off.

## What to bring
You need the ${f.pickup.codeDigits}-digit pickup code from the message, nothing else. Anyone who has the code can collect for you. If the order is not paid yet, you can pay by card or in cash at the counter.

## How long we keep it
A collected order waits for ${f.pickup.holdDays} days. After that it is cancelled and any payment goes back the way it came. Write to us before the last day if you need longer, and we keep it for another ${f.pickup.holdDays} days once.

## Reserving without an order
We hold one piece of an item for ${f.pickup.reserveHours} hours in your name without payment. Ask in the chat and tell us the model and your name. The counter is at ${f.address.en}, on the left behind the lamps.`,
  },
]
