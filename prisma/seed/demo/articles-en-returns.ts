import type { DemoArticle } from './demo.types.ts'
import { eurEn } from './format-money.ts'
import { shopFacts as f } from './shop-facts.ts'

const { returns: r, warranty: w, repairs: p, damage: d } = f

export const returnsArticlesEn: readonly DemoArticle[] = [
  {
    key: 'returns-how-en',
    title: 'How to return an item',
    language: 'en',
    category: 'returns',
    tags: ['return', 'withdrawal', 'exchange', 'label'],
    text: `## The return window
You can return almost anything within ${r.windowDays} days of receiving it, without giving a reason. The day the parcel reaches you is day zero. To keep the deadline it is enough to hand the parcel to the carrier on the last day.

## Three steps
1. Open the order in your account and choose "Return an item", or write to us with the order number.
2. Print the label or show the code at a parcel locker.
3. Put the item in with all its parts, cables and the box.

## What it costs
The return label costs ${eurEn(r.labelCents)}, and we take it off the refund. Returning an item at the counter in ${f.city.en} is free. The label is also free when the item is faulty or we sent the wrong one.

## Condition
You may unpack and try the item as you would in a shop. If accessories or the original box are missing, we may keep up to ${r.missingPartsPercent}% of the price.

## Exchanges
To change a colour or size, order the new one and return the old one. That way the new item cannot sell out while the first is on its way back.`,
  },
  {
    key: 'returns-refunds-en',
    title: 'When you get your money back',
    language: 'en',
    category: 'returns',
    tags: ['refund', 'money back', 'return'],
    text: `## Timing
We check a returned parcel within ${r.checkDays} working days of its arrival. The refund reaches you within ${r.refundDays} working days after that check. You receive an e-mail when the parcel arrives and another one when the money leaves us.

## Where the money goes
The refund always goes back the way you paid. Card payments return to the same card, and your bank may show them a day or two later. Orders paid in cash on delivery are refunded to a bank account, so please send us the IBAN. Amounts paid with a gift card go back to a gift card.

## What is refunded
We refund the full price of the item. The standard delivery fee is refunded when you return the whole order; the express fee is not. The return label of ${eurEn(r.labelCents)} is deducted unless the item was faulty.

## Instalments
If you paid in instalments, the remaining instalments are cancelled and those already paid are returned.

## Nothing has arrived yet?
If more than ${r.refundDays} working days have passed since our second e-mail, send us the order number. We answer with the bank reference, so your bank can find the transfer.`,
  },
  {
    key: 'returns-exceptions-en',
    title: 'Items with special return rules',
    language: 'en',
    category: 'returns',
    tags: ['return', 'hygiene', 'earbuds', 'software', 'outlet'],
    text: `## Earbuds and ear tips
For hygiene reasons earbuds can be returned only while the inner seal is intact. Over-ear and on-ear headphones may be tried on and returned like anything else. If earbuds are faulty, the seal does not matter: the warranty covers them.

## Gift cards and personal items
Gift cards cannot be returned. Items engraved or printed for you cannot be returned unless they are faulty.

## Outlet and refurbished items
Outlet items have the same ${r.windowDays}-day window as new ones. Their small scratches are described on the product page and are not a defect. Refurbished tablets must come back without a screen lock and signed out of every account; otherwise we cannot accept them.

## Power banks
Please do not post a power bank that is swollen, hot or damaged. Write to us and we arrange a courier who is allowed to carry it. An undamaged power bank goes by the normal label.

## Business orders
The ${r.windowDays}-day right of return is for private customers. Companies can return unopened items within ${f.business.returnDays} days after agreeing it with us first.`,
  },
  {
    key: 'damaged-parcel-en',
    title: 'Damaged parcel or wrong item',
    language: 'en',
    category: 'returns',
    tags: ['damaged', 'wrong item', 'broken', 'missing part'],
    text: `## Tell us quickly
Report transport damage within ${d.reportHours} hours of delivery. Send two or three photos: the box from outside, the label, and the damaged part. You do not need to refuse the parcel, and you do not need to call the carrier; we do that.

## What happens next
We send a replacement within ${d.replacementDays} working days of your report if the item is in stock. If it is not, you choose between waiting and a full refund. You do not pay for the return label: a courier collects the damaged item, or you drop it at a parcel locker.

## The wrong item came
Keep it closed if you can and send us a photo of the barcode. The right item leaves on the same working day when you write before ${f.shipping.expressCutoff}. We collect the wrong one at our cost.

## A part is missing
Look under the cardboard tray first; small cables and ear tips are often there. If something is really missing, we post the part alone, so you can keep using the rest. Parts are sent free of charge.`,
  },
  {
    key: 'warranty-en',
    title: 'Warranty: what is covered and for how long',
    language: 'en',
    category: 'warranty',
    tags: ['warranty', 'defect', 'guarantee', 'dead on arrival'],
    text: `## Length
Every new item has a warranty of ${w.months} months from the day you receive it. Refurbished items have ${w.refurbishedMonths} months. Keep the invoice; it is the proof of purchase, and you can always download it from your account.

## What is covered
The warranty covers defects in material and workmanship: a channel that goes silent, a key that sticks, a lamp that flickers. Built-in batteries are covered for ${w.batteryMonths} months if their capacity falls below ${w.batteryPercent}%. Drops, liquids, bent plugs and normal wear of ear pads are not covered.

## Dead on arrival
If a new item does not work within the first ${w.deadOnArrivalDays} days, we replace it at once instead of repairing it.

## How a claim works
Send us the order number, a short description and, if possible, a video. We send a free label. You receive a decision within ${w.decisionDays} working days after the item reaches us: repair, replacement or refund.

## Longer warranty
You can extend the warranty by ${w.extensionMonths} months for ${w.extensionPercent}% of the item's price, within ${w.extensionWithinDays} days of the purchase.`,
  },
  {
    key: 'repairs-en',
    title: 'Repairs outside the warranty',
    language: 'en',
    category: 'warranty',
    tags: ['repair', 'diagnostics', 'battery replacement', 'ear pads'],
    text: `## Diagnostics and estimate
Diagnostics cost ${eurEn(p.diagnosticsCents)}, and we do not charge them if you accept the repair. You receive a written estimate within ${p.estimateDays} working days. The estimate is valid for ${p.offerDays} days; we start only after your yes.

## Time and price
Most repairs take ${p.typicalDays} working days once the part is here. Two common jobs have a fixed price: new ear pads cost ${eurEn(p.earPadsCents)} with fitting, and a tablet battery costs ${eurEn(p.tabletBatteryCents)} with fitting. We repair what we sell; for other brands please ask first.

## Guarantee on our work
Every repair has a guarantee of ${p.guaranteeDays} days on the part and the work.

## Before you bring it
Save your data and sign out of your accounts. We do not need your password for headphones, speakers and keyboards, and for tablets a guest profile is enough.

## Collecting it
We keep a finished device for ${p.freeStorageDays} days free of charge. After that storage costs ${eurEn(p.storagePerDayCents)} per day. Bring the receipt number; posting the device back costs the same as standard delivery.`,
  },
]
