import type { DemoProduct } from './demo.types.ts'
import { makeProduct } from './describe-product.ts'

/** Palmare tablets and cases. */
export const mobileProducts: readonly DemoProduct[] = [
  makeProduct({
    sku: 'PLM-T8',
    model: 'Palmare Folio 8',
    name: { en: 'Palmare Folio 8 tablet', ru: 'Планшет Palmare Folio 8' },
    description: {
      en: '8.4-inch tablet for reading and travel, 10 hours of use, memory card slot.',
      ru: 'Планшет 8,4 дюйма для чтения и поездок, 10 часов работы, слот для карты памяти.',
    },
    category: 'tablets',
    priceMinor: 18900,
    variants: [
      { sku: 'PLM-T8-64', name: { en: '64 GB', ru: '64 ГБ' }, stock: 9 },
      { sku: 'PLM-T8-128', name: { en: '128 GB', ru: '128 ГБ' }, stock: 5 },
    ],
  }),
  makeProduct({
    sku: 'PLM-T11',
    model: 'Palmare Folio 11',
    name: { en: 'Palmare Folio 11 tablet', ru: 'Планшет Palmare Folio 11' },
    description: {
      en: '11-inch tablet with a 120 Hz screen, pen support, charges with 45 W.',
      ru: 'Планшет 11 дюймов, экран 120 Гц, поддержка пера, зарядка 45 Вт.',
    },
    category: 'tablets',
    priceMinor: 34900,
    variants: [
      { sku: 'PLM-T11-128', name: { en: '128 GB', ru: '128 ГБ' }, stock: 6 },
      { sku: 'PLM-T11-256', name: { en: '256 GB', ru: '256 ГБ' }, stock: 2 },
    ],
  }),
  makeProduct({
    sku: 'PLM-T13',
    model: 'Palmare Folio 13',
    name: { en: 'Palmare Folio 13 tablet', ru: 'Планшет Palmare Folio 13' },
    description: {
      en: '13-inch tablet for drawing, pen and 45 W charger in the box.',
      ru: 'Планшет 13 дюймов для рисования, перо и зарядка 45 Вт в комплекте.',
    },
    category: 'tablets',
    priceMinor: 59900,
    stock: 0,
  }),
  makeProduct({
    sku: 'PLM-TRF',
    model: 'Palmare Folio 11 Renewed',
    name: { en: 'Palmare Folio 11 Renewed tablet', ru: 'Восстановленный планшет Palmare Folio 11 Renewed' },
    description: {
      en: 'Refurbished 11-inch tablet, 128 GB, new battery, light traces of use on the back.',
      ru: 'Восстановленный планшет 11 дюймов, 128 ГБ, новый аккумулятор, лёгкие следы на задней стенке.',
    },
    category: 'tablets',
    priceMinor: 24900,
    stock: 4,
  }),
  makeProduct({
    sku: 'PLM-PEN',
    model: 'Palmare Quill',
    name: { en: 'Palmare Quill pen', ru: 'Перо Palmare Quill' },
    description: {
      en: 'Pen for Folio 11 and Folio 13, tilt and pressure, charges magnetically.',
      ru: 'Перо для Folio 11 и Folio 13, наклон и нажим, заряжается на магните.',
    },
    category: 'accessories',
    priceMinor: 6900,
    stock: 11,
  }),
  makeProduct({
    sku: 'PLM-CF8',
    model: 'Palmare Cover 8',
    name: { en: 'Palmare Cover 8 case', ru: 'Чехол Palmare Cover 8' },
    description: {
      en: 'Folding case for the Folio 8, wakes the screen when opened.',
      ru: 'Чехол-книжка для Folio 8, включает экран при открытии.',
    },
    category: 'cases',
    priceMinor: 2490,
    variants: [
      { sku: 'PLM-CF8-GR', name: { en: 'grey', ru: 'серый' }, stock: 13 },
      { sku: 'PLM-CF8-RD', name: { en: 'red', ru: 'красный' }, stock: 6 },
    ],
  }),
  makeProduct({
    sku: 'PLM-CF11',
    model: 'Palmare Cover 11',
    name: { en: 'Palmare Cover 11 case', ru: 'Чехол Palmare Cover 11' },
    description: {
      en: 'Folding case for the Folio 11 and Folio 11 Renewed with a place for the pen.',
      ru: 'Чехол-книжка для Folio 11 и Folio 11 Renewed с местом для пера.',
    },
    category: 'cases',
    priceMinor: 3490,
    variants: [
      { sku: 'PLM-CF11-GR', name: { en: 'grey', ru: 'серый' }, stock: 9 },
      { sku: 'PLM-CF11-GN', name: { en: 'green', ru: 'зелёный' }, stock: 5 },
    ],
  }),
  makeProduct({
    sku: 'PLM-CK11',
    model: 'Palmare Keys 11',
    name: { en: 'Palmare Keys 11 keyboard case', ru: 'Чехол-клавиатура Palmare Keys 11' },
    description: {
      en: 'Case with a backlit keyboard for the Folio 11, three viewing angles.',
      ru: 'Чехол с подсветкой клавиатуры для Folio 11, три угла наклона.',
    },
    category: 'cases',
    priceMinor: 8900,
    variants: [
      { sku: 'PLM-CK11-EN', name: { en: 'English layout', ru: 'английская раскладка' }, stock: 4 },
      {
        sku: 'PLM-CK11-RU',
        name: { en: 'English and Russian layout', ru: 'английская и русская раскладка' },
        stock: 3,
      },
    ],
  }),
  makeProduct({
    sku: 'PLM-PC1',
    model: 'Palmare Shell S',
    name: { en: 'Palmare Shell phone case, small', ru: 'Чехол для телефона Palmare Shell S' },
    description: {
      en: 'Clear case with soft corners for phones with a screen of 6.0 to 6.3 inches.',
      ru: 'Прозрачный чехол с мягкими углами для телефонов с экраном от 6,0 до 6,3 дюйма.',
    },
    category: 'cases',
    priceMinor: 1490,
    stock: 52,
  }),
  makeProduct({
    sku: 'PLM-PC2',
    model: 'Palmare Shell L',
    name: { en: 'Palmare Shell phone case, large', ru: 'Чехол для телефона Palmare Shell L' },
    description: {
      en: 'Clear case with soft corners for phones with a screen of 6.5 to 6.8 inches.',
      ru: 'Прозрачный чехол с мягкими углами для телефонов с экраном от 6,5 до 6,8 дюйма.',
    },
    category: 'cases',
    priceMinor: 1490,
    stock: 44,
  }),
  makeProduct({
    sku: 'PLM-PCW',
    model: 'Palmare Wallet',
    name: { en: 'Palmare Wallet phone case', ru: 'Чехол-кошелёк для телефона Palmare Wallet' },
    description: {
      en: 'Case with two card pockets and a strap, for screens of 6.0 to 6.3 inches.',
      ru: 'Чехол с двумя карманами для карт и ремешком, для экранов от 6,0 до 6,3 дюйма.',
    },
    category: 'cases',
    priceMinor: 2990,
    variants: [
      { sku: 'PLM-PCW-BK', name: { en: 'black', ru: 'чёрный' }, stock: 10 },
      { sku: 'PLM-PCW-SA', name: { en: 'sand', ru: 'песочный' }, stock: 0 },
    ],
  }),
  makeProduct({
    sku: 'PLM-SLV',
    model: 'Palmare Sleeve 14',
    name: { en: 'Palmare Sleeve 14 laptop sleeve', ru: 'Чехол для ноутбука Palmare Sleeve 14' },
    description: {
      en: 'Felt sleeve for laptops up to 14 inches with a pocket for the charger.',
      ru: 'Войлочный чехол для ноутбуков до 14 дюймов с карманом для зарядки.',
    },
    category: 'cases',
    priceMinor: 3290,
    variants: [
      { sku: 'PLM-SLV-GR', name: { en: 'grey', ru: 'серый' }, stock: 8 },
      { sku: 'PLM-SLV-BL', name: { en: 'blue', ru: 'синий' }, stock: 0 },
    ],
  }),
  makeProduct({
    sku: 'PLM-GLS',
    model: 'Palmare Clear 11',
    name: { en: 'Palmare Clear 11 screen protector', ru: 'Защитное стекло Palmare Clear 11' },
    description: {
      en: 'Glass for the Folio 11, 0.3 mm, with a frame that keeps it straight while you fit it.',
      ru: 'Защитное стекло для Folio 11, 0,3 мм, с рамкой для ровной наклейки.',
    },
    category: 'accessories',
    priceMinor: 1990,
    stock: 25,
  }),
]
