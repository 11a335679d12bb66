import type { DemoProduct } from './demo.types.ts'
import { makeProduct } from './describe-product.ts'

/** Osmera headphones and earbuds, Larkfield speakers. */
export const audioProducts: readonly DemoProduct[] = [
  makeProduct({
    sku: 'OSM-FJ2',
    model: 'Osmera Fjord 2',
    name: { en: 'Osmera Fjord 2 wireless headphones', ru: 'Беспроводные наушники Osmera Fjord 2' },
    description: {
      en: 'Over-ear headphones with active noise cancelling and up to 38 hours of playback. Multipoint keeps a laptop and a phone connected at once.',
      ru: 'Полноразмерные наушники с активным шумоподавлением, до 38 часов музыки. Multipoint держит связь с ноутбуком и телефоном одновременно.',
    },
    category: 'headphones',
    priceMinor: 14900,
    variants: [
      { sku: 'OSM-FJ2-BK', name: { en: 'black', ru: 'чёрный' }, stock: 9 },
      { sku: 'OSM-FJ2-SA', name: { en: 'sand', ru: 'песочный' }, stock: 5 },
    ],
  }),
  makeProduct({
    sku: 'OSM-FJL',
    model: 'Osmera Fjord Lite',
    name: { en: 'Osmera Fjord Lite wireless headphones', ru: 'Беспроводные наушники Osmera Fjord Lite' },
    description: {
      en: 'Over-ear headphones without noise cancelling, 45 hours of playback, foldable, 210 g.',
      ru: 'Полноразмерные наушники без шумоподавления, 45 часов музыки, складная конструкция, 210 г.',
    },
    category: 'headphones',
    priceMinor: 7900,
    variants: [
      { sku: 'OSM-FJL-BK', name: { en: 'black', ru: 'чёрный' }, stock: 14 },
      { sku: 'OSM-FJL-WH', name: { en: 'white', ru: 'белый' }, stock: 8 },
      { sku: 'OSM-FJL-BL', name: { en: 'blue', ru: 'синий' }, stock: 0 },
    ],
  }),
  makeProduct({
    sku: 'OSM-ST1',
    model: 'Osmera Studio 1',
    name: { en: 'Osmera Studio 1 wired headphones', ru: 'Проводные наушники Osmera Studio 1' },
    description: {
      en: 'Closed studio headphones, 48 ohm, detachable 3 m cable with a 6.3 mm adapter.',
      ru: 'Закрытые студийные наушники, 48 Ом, съёмный кабель 3 м и переходник 6,3 мм.',
    },
    category: 'headphones',
    priceMinor: 11900,
    stock: 6,
  }),
  makeProduct({
    sku: 'OSM-ST2',
    model: 'Osmera Studio 2 Open',
    name: { en: 'Osmera Studio 2 Open wired headphones', ru: 'Открытые наушники Osmera Studio 2 Open' },
    description: {
      en: 'Open-back headphones for mixing at home, 64 ohm, velour ear pads, two cables in the box.',
      ru: 'Открытые наушники для сведения дома, 64 Ом, велюровые амбушюры, два кабеля в комплекте.',
    },
    category: 'headphones',
    priceMinor: 18900,
    stock: 0,
  }),
  makeProduct({
    sku: 'OSM-KID',
    model: 'Osmera Pip',
    name: { en: 'Osmera Pip headphones for children', ru: 'Детские наушники Osmera Pip' },
    description: {
      en: 'On-ear headphones limited to 85 dB, washable pads, wired with a flat cable.',
      ru: 'Накладные наушники с ограничением громкости 85 дБ, съёмные моющиеся амбушюры, плоский кабель.',
    },
    category: 'headphones',
    priceMinor: 2900,
    variants: [
      { sku: 'OSM-KID-GN', name: { en: 'green', ru: 'зелёный' }, stock: 17 },
      { sku: 'OSM-KID-OR', name: { en: 'orange', ru: 'оранжевый' }, stock: 11 },
    ],
  }),
  makeProduct({
    sku: 'OSM-CAL',
    model: 'Osmera Call 5',
    name: { en: 'Osmera Call 5 office headset', ru: 'Офисная гарнитура Osmera Call 5' },
    description: {
      en: 'On-ear headset with a boom microphone, a mute light and a USB-C adapter. Multipoint for a computer and a phone.',
      ru: 'Накладная гарнитура с микрофоном на штанге, индикатором отключения и адаптером USB-C. Multipoint для компьютера и телефона.',
    },
    category: 'headphones',
    priceMinor: 9900,
    stock: 23,
  }),
  makeProduct({
    sku: 'OSM-CLW',
    model: 'Osmera Call 2',
    name: { en: 'Osmera Call 2 wired headset', ru: 'Проводная гарнитура Osmera Call 2' },
    description: {
      en: 'USB-C headset for calls, 1.8 m cable, volume wheel and mute key on the cable.',
      ru: 'Гарнитура USB-C для звонков, кабель 1,8 м, регулятор громкости и отключение микрофона на кабеле.',
    },
    category: 'headphones',
    priceMinor: 4500,
    stock: 31,
  }),
  makeProduct({
    sku: 'OSM-GM3',
    model: 'Osmera Rook',
    name: { en: 'Osmera Rook gaming headset', ru: 'Игровая гарнитура Osmera Rook' },
    description: {
      en: 'Wireless 2.4 GHz headset with a detachable microphone, 30 hours of play, works wired when empty.',
      ru: 'Беспроводная гарнитура 2,4 ГГц со съёмным микрофоном, 30 часов игры, работает по кабелю, если разрядилась.',
    },
    category: 'headphones',
    priceMinor: 10900,
    variants: [
      { sku: 'OSM-GM3-BK', name: { en: 'black', ru: 'чёрный' }, stock: 4 },
      { sku: 'OSM-GM3-RD', name: { en: 'red', ru: 'красный' }, stock: 3 },
    ],
  }),
  makeProduct({
    sku: 'OSM-SPT',
    model: 'Osmera Trail',
    name: { en: 'Osmera Trail bone-conduction headphones', ru: 'Наушники костной проводимости Osmera Trail' },
    description: {
      en: 'Open-ear headphones for running, IPX7, 26 g, 9 hours of playback.',
      ru: 'Открытые наушники для бега, IPX7, 26 г, 9 часов музыки.',
    },
    category: 'headphones',
    priceMinor: 8900,
    variants: [
      { sku: 'OSM-SPT-BK', name: { en: 'black', ru: 'чёрный' }, stock: 7 },
      { sku: 'OSM-SPT-OR', name: { en: 'orange', ru: 'оранжевый' }, stock: 2 },
    ],
  }),
  makeProduct({
    sku: 'OSM-B10',
    model: 'Osmera Bead',
    name: { en: 'Osmera Bead earbuds', ru: 'Наушники-вкладыши Osmera Bead' },
    description: {
      en: 'True wireless earbuds, IPX4, 7 hours plus 21 in the case, three sizes of ear tips.',
      ru: 'Полностью беспроводные вкладыши, IPX4, 7 часов и ещё 21 от футляра, насадки трёх размеров.',
    },
    category: 'earbuds',
    priceMinor: 4900,
    variants: [
      { sku: 'OSM-B10-BK', name: { en: 'black', ru: 'чёрный' }, stock: 22 },
      { sku: 'OSM-B10-WH', name: { en: 'white', ru: 'белый' }, stock: 19 },
    ],
  }),
  makeProduct({
    sku: 'OSM-B20',
    model: 'Osmera Bead Pro',
    name: { en: 'Osmera Bead Pro earbuds', ru: 'Наушники-вкладыши Osmera Bead Pro' },
    description: {
      en: 'Earbuds with noise cancelling and multipoint, IPX4, 8 hours plus 24 in the case, wireless charging.',
      ru: 'Вкладыши с шумоподавлением и multipoint, IPX4, 8 часов и ещё 24 от футляра, беспроводная зарядка.',
    },
    category: 'earbuds',
    priceMinor: 10900,
    variants: [
      { sku: 'OSM-B20-BK', name: { en: 'black', ru: 'чёрный' }, stock: 8 },
      { sku: 'OSM-B20-WH', name: { en: 'white', ru: 'белый' }, stock: 0 },
    ],
  }),
  makeProduct({
    sku: 'OSM-B05',
    model: 'Osmera Bead Mini',
    name: { en: 'Osmera Bead Mini earbuds', ru: 'Наушники-вкладыши Osmera Bead Mini' },
    description: {
      en: 'The smallest earbuds of the series, 3.6 g each, 5 hours plus 15 in the case.',
      ru: 'Самые маленькие вкладыши серии, по 3,6 г, 5 часов и ещё 15 от футляра.',
    },
    category: 'earbuds',
    priceMinor: 3900,
    stock: 0,
  }),
  makeProduct({
    sku: 'OSM-BSP',
    model: 'Osmera Bead Sport',
    name: { en: 'Osmera Bead Sport earbuds', ru: 'Спортивные вкладыши Osmera Bead Sport' },
    description: {
      en: 'Earbuds with flexible hooks, IPX7, 9 hours plus 27 in the case.',
      ru: 'Вкладыши с гибкими заушинами, IPX7, 9 часов и ещё 27 от футляра.',
    },
    category: 'earbuds',
    priceMinor: 7900,
    stock: 13,
  }),
  makeProduct({
    sku: 'OSM-WR1',
    model: 'Osmera Wire C',
    name: { en: 'Osmera Wire C wired earphones', ru: 'Проводные вкладыши Osmera Wire C' },
    description: {
      en: 'Earphones with a USB-C plug, microphone and three keys on a 1.2 m cable.',
      ru: 'Вкладыши со штекером USB-C, микрофоном и тремя кнопками, кабель 1,2 м.',
    },
    category: 'earbuds',
    priceMinor: 1900,
    stock: 48,
  }),
  makeProduct({
    sku: 'OSM-PAD',
    model: 'Osmera ear pads FJ',
    name: { en: 'Ear pads for Osmera Fjord', ru: 'Амбушюры для Osmera Fjord' },
    description: {
      en: 'A pair of replacement ear pads for Fjord 2 and Fjord Lite, memory foam, no tools needed.',
      ru: 'Пара сменных амбушюр для Fjord 2 и Fjord Lite, пена с памятью формы, меняются без инструмента.',
    },
    category: 'accessories',
    priceMinor: 1500,
    stock: 26,
  }),
  makeProduct({
    sku: 'LRK-PEB',
    model: 'Larkfield Pebble',
    name: { en: 'Larkfield Pebble portable speaker', ru: 'Портативная колонка Larkfield Pebble' },
    description: {
      en: 'Palm-sized speaker, 5 W, IPX7, 12 hours of playback.',
      ru: 'Колонка размером с ладонь, 5 Вт, IPX7, 12 часов музыки.',
    },
    category: 'speakers',
    priceMinor: 3500,
    variants: [
      { sku: 'LRK-PEB-BL', name: { en: 'blue', ru: 'синий' }, stock: 12 },
      { sku: 'LRK-PEB-GR', name: { en: 'grey', ru: 'серый' }, stock: 16 },
      { sku: 'LRK-PEB-RD', name: { en: 'red', ru: 'красный' }, stock: 6 },
    ],
  }),
  makeProduct({
    sku: 'LRK-BRK',
    model: 'Larkfield Brook',
    name: { en: 'Larkfield Brook portable speaker', ru: 'Портативная колонка Larkfield Brook' },
    description: {
      en: 'Portable speaker, 20 W, IPX7, 18 hours of playback, two can be paired for stereo.',
      ru: 'Портативная колонка, 20 Вт, IPX7, 18 часов музыки, две можно соединить в стереопару.',
    },
    category: 'speakers',
    priceMinor: 8900,
    variants: [
      { sku: 'LRK-BRK-BK', name: { en: 'black', ru: 'чёрный' }, stock: 10 },
      { sku: 'LRK-BRK-GN', name: { en: 'green', ru: 'зелёный' }, stock: 4 },
    ],
  }),
  makeProduct({
    sku: 'LRK-RVR',
    model: 'Larkfield River',
    name: { en: 'Larkfield River party speaker', ru: 'Колонка для вечеринок Larkfield River' },
    description: {
      en: 'Speaker with a handle, 60 W, 24 hours of playback, charges a phone from its battery.',
      ru: 'Колонка с ручкой, 60 Вт, 24 часа музыки, заряжает телефон от своего аккумулятора.',
    },
    category: 'speakers',
    priceMinor: 19900,
    stock: 5,
    travels: 'bulky',
  }),
  makeProduct({
    sku: 'LRK-SHF',
    model: 'Larkfield Shelf Pair',
    name: {
      en: 'Larkfield Shelf Pair active bookshelf speakers',
      ru: 'Активные полочные колонки Larkfield Shelf Pair',
    },
    description: {
      en: 'Two active speakers, 2 × 30 W, Bluetooth, optical and analogue input, remote control.',
      ru: 'Две активные колонки, 2 × 30 Вт, Bluetooth, оптический и аналоговый вход, пульт.',
    },
    category: 'speakers',
    priceMinor: 24900,
    stock: 3,
    travels: 'bulky',
  }),
  makeProduct({
    sku: 'LRK-BAR',
    model: 'Larkfield Ledge',
    name: { en: 'Larkfield Ledge soundbar', ru: 'Саундбар Larkfield Ledge' },
    description: {
      en: 'Soundbar 80 cm wide, 100 W, HDMI eARC, wireless subwoofer optional.',
      ru: 'Саундбар шириной 80 см, 100 Вт, HDMI eARC, беспроводной сабвуфер отдельно.',
    },
    category: 'speakers',
    priceMinor: 27900,
    stock: 0,
    travels: 'bulky',
  }),
  makeProduct({
    sku: 'LRK-DSK',
    model: 'Larkfield Desk',
    name: { en: 'Larkfield Desk computer speakers', ru: 'Компьютерные колонки Larkfield Desk' },
    description: {
      en: 'A pair of USB-C powered speakers, 2 × 8 W, headphone socket at the front.',
      ru: 'Пара колонок с питанием от USB-C, 2 × 8 Вт, гнездо для наушников спереди.',
    },
    category: 'speakers',
    priceMinor: 5900,
    stock: 15,
  }),
  makeProduct({
    sku: 'LRK-RAD',
    model: 'Larkfield Morning',
    name: { en: 'Larkfield Morning kitchen radio', ru: 'Кухонный радиоприёмник Larkfield Morning' },
    description: {
      en: 'FM and DAB+ radio with Bluetooth, clock, two alarms and a wooden front.',
      ru: 'Радио FM и DAB+ с Bluetooth, часами, двумя будильниками и деревянной панелью.',
    },
    category: 'speakers',
    priceMinor: 9900,
    variants: [
      { sku: 'LRK-RAD-WH', name: { en: 'white', ru: 'белый' }, stock: 6 },
      { sku: 'LRK-RAD-GN', name: { en: 'green', ru: 'зелёный' }, stock: 2 },
    ],
  }),
]
