import type { DemoArticle } from './demo.types.ts'
import { shopFacts as f } from './shop-facts.ts'

const { power: p, care: c, bluetooth: b } = f

export const deviceArticlesEn: readonly DemoArticle[] = [
  {
    key: 'chargers-cables-en',
    title: 'Which charger and cable fits my device',
    language: 'en',
    category: 'advice',
    tags: ['charger', 'cable', 'USB-C', 'compatibility', 'watt'],
    text: `## How many watts you need
- Phones charge quickly with ${p.phoneMinWatts}–${p.phoneMaxWatts} W.
- Tablets need up to ${p.tabletWatts} W.
- Most laptops with USB-C need ${p.laptopMinWatts}–${p.laptopMaxWatts} W; the number is printed on the old power supply.

A charger that is too strong does no harm, because the device takes only what it needs. A charger that is too weak works, but slowly, and a laptop may lose charge while you use it.

## The cable matters too
An ordinary USB-C cable carries up to ${p.basicCableWatts} W. For more you need a cable marked ${p.fullCableWatts} W, which has a small chip in the plug. For a screen over USB-C choose a cable marked for video; charging cables do not carry a picture.

## Several ports
The power on the box is the total. With two devices on a ${p.laptopMinWatts} W charger the first port usually keeps ${p.tabletWatts} W and the second gets the rest. The table on each product page shows every combination.

## Older devices
All our chargers also charge devices without fast charging. For a device with an old round plug, an adapter is not safe; use the charger that came with it.`,
  },
  {
    key: 'headphones-care-en',
    title: 'Looking after headphones and earbuds',
    language: 'en',
    category: 'advice',
    tags: ['headphones', 'earbuds', 'cleaning', 'ear pads'],
    text: `## Cleaning
Wipe headphones with a soft, slightly damp cloth and let them dry for ${c.dryHours} hours before charging. Take ear tips off and wash them in lukewarm water with mild soap. Use a dry brush for the mesh of earbuds. Alcohol, sprays and compressed air damage the membrane, and such damage is not covered by the warranty.

## Ear pads
Ear pads wear out after ${c.earPadMinMonths}–${c.earPadMaxMonths} months of daily use. Pads for our own models are in stock, and we fit them in the shop while you wait.

## Water
An IPX4 mark means splashes and sweat, IPX7 means a short time under water. Neither means sea water or a shower with soap. Dry the charging contacts before you put earbuds back into the case.

## When one side is silent
Clean the mesh, put both earbuds into the case for ten seconds, then reset them as the manual shows. In most cases that restores the connection between the two sides. If it does not, send us the order number: this is a typical warranty case.`,
  },
  {
    key: 'batteries-en',
    title: 'Batteries and power banks: charging, storing, flying',
    language: 'en',
    category: 'advice',
    tags: ['battery', 'power bank', 'flight', 'storage', 'charging'],
    text: `## Charging
Lithium batteries last longest between ${c.storageMinPercent}% and ${c.storageMaxPercent}%. Charging overnight is safe, because the electronics stop at the end, but it keeps the battery full for hours. After about ${c.cycles} full cycles a good battery still has ${c.healthyPercent}% of its capacity.

## Storing
Store a power bank half full, between ${c.minCelsius} and ${c.maxCelsius} °C, and top it up every ${c.topUpMonths} months. An empty battery left over the winter may not wake up again; that is not a warranty case.

## On a plane
Power banks up to ${p.flightWattHours} Wh are allowed in hand luggage, never in checked luggage. That is about 27,000 mAh, so every power bank in our shop may fly. The airline may limit the number of pieces, so look at its rules before you travel.

## Warning signs
Stop using a battery that is swollen, smells sweet or becomes too hot to hold. Put it on stone or metal, away from anything that burns, and write to us. Please do not post it: we arrange the transport.`,
  },
  {
    key: 'bluetooth-en',
    title: 'Bluetooth: pairing, range and two devices',
    language: 'en',
    category: 'advice',
    tags: ['bluetooth', 'pairing', 'compatibility', 'multipoint'],
    text: `## Will it work with my phone?
All our wireless headphones and speakers work with any phone, tablet or computer that has Bluetooth 4.2 or newer. A newer version on one side never hurts: both agree on the older one. Apps are optional; sound works without them.

## Pairing
Hold the power button for about five seconds until the light blinks blue and white, then choose the name in the phone's Bluetooth list. If it does not appear, remove old entries with the same name and try again. A factory reset is described on the last page of each manual.

## Range
The range is about ${b.rangeMetres} metres in the open. One brick wall takes away roughly half of it, and so does a body between the phone and the headphones.

## Two devices at once
Models with multipoint stay connected to ${b.sources} devices at once, for example a laptop and a phone. A call interrupts the music by itself. Whether a model has multipoint is written in its description; if it is not written there, the model does not have it.`,
  },
]
