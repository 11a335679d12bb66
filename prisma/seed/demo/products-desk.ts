import type { DemoProduct } from './demo.types.ts'
import { makeProduct } from './describe-product.ts'

/** Kivano keyboards, mice and hubs, Tindra lamps. */
export const deskProducts: readonly DemoProduct[] = [
  makeProduct({
    sku: 'KIV-K75',
    model: 'Kivano Terrace 75',
    name: { en: 'Kivano Terrace 75 mechanical keyboard', ru: 'Механическая клавиатура Kivano Terrace 75' },
    description: {
      en: 'Compact mechanical keyboard, hot-swappable switches, USB-C and Bluetooth, works with three devices.',
      ru: 'Компактная механическая клавиатура, переключатели меняются без пайки, USB-C и Bluetooth, работает с тремя устройствами.',
    },
    category: 'keyboards',
    priceMinor: 11900,
    variants: [
      { sku: 'KIV-K75-EN', name: { en: 'English layout', ru: 'английская раскладка' }, stock: 7 },
      {
        sku: 'KIV-K75-RU',
        name: { en: 'English and Russian layout', ru: 'английская и русская раскладка' },
        stock: 4,
      },
    ],
  }),
  makeProduct({
    sku: 'KIV-K99',
    model: 'Kivano Terrace 99',
    name: { en: 'Kivano Terrace 99 mechanical keyboard', ru: 'Механическая клавиатура Kivano Terrace 99' },
    description: {
      en: 'Full-size mechanical keyboard with number pad and quiet switches, USB-C.',
      ru: 'Полноразмерная механическая клавиатура с цифровым блоком и тихими переключателями, USB-C.',
    },
    category: 'keyboards',
    priceMinor: 12900,
    variants: [
      { sku: 'KIV-K99-EN', name: { en: 'English layout', ru: 'английская раскладка' }, stock: 5 },
      {
        sku: 'KIV-K99-RU',
        name: { en: 'English and Russian layout', ru: 'английская и русская раскладка' },
        stock: 0,
      },
    ],
  }),
  makeProduct({
    sku: 'KIV-KSL',
    model: 'Kivano Slate',
    name: { en: 'Kivano Slate wireless keyboard', ru: 'Беспроводная клавиатура Kivano Slate' },
    description: {
      en: 'Flat wireless keyboard, scissor keys, charges over USB-C, three months on one charge.',
      ru: 'Плоская беспроводная клавиатура, ножничные клавиши, заряжается по USB-C, до трёх месяцев без подзарядки.',
    },
    category: 'keyboards',
    priceMinor: 6900,
    variants: [
      { sku: 'KIV-KSL-EN', name: { en: 'English layout', ru: 'английская раскладка' }, stock: 16 },
      {
        sku: 'KIV-KSL-RU',
        name: { en: 'English and Russian layout', ru: 'английская и русская раскладка' },
        stock: 12,
      },
    ],
  }),
  makeProduct({
    sku: 'KIV-KFD',
    model: 'Kivano Fold',
    name: { en: 'Kivano Fold travel keyboard', ru: 'Складная клавиатура Kivano Fold' },
    description: {
      en: 'Folding keyboard for tablets and phones, 180 g, with a stand.',
      ru: 'Складная клавиатура для планшетов и телефонов, 180 г, с подставкой.',
    },
    category: 'keyboards',
    priceMinor: 4900,
    stock: 10,
  }),
  makeProduct({
    sku: 'KIV-KNP',
    model: 'Kivano Numpad',
    name: { en: 'Kivano Numpad wireless number pad', ru: 'Беспроводной цифровой блок Kivano Numpad' },
    description: {
      en: 'Wireless number pad that matches the Slate keyboard.',
      ru: 'Беспроводной цифровой блок в пару к клавиатуре Slate.',
    },
    category: 'keyboards',
    priceMinor: 2900,
    stock: 0,
  }),
  makeProduct({
    sku: 'KIV-M1',
    model: 'Kivano Glide',
    name: { en: 'Kivano Glide wireless mouse', ru: 'Беспроводная мышь Kivano Glide' },
    description: {
      en: 'Quiet wireless mouse, 2.4 GHz and Bluetooth, one AA battery lasts a year.',
      ru: 'Тихая беспроводная мышь, 2,4 ГГц и Bluetooth, одной батарейки AA хватает на год.',
    },
    category: 'mice',
    priceMinor: 2490,
    variants: [
      { sku: 'KIV-M1-BK', name: { en: 'black', ru: 'чёрный' }, stock: 28 },
      { sku: 'KIV-M1-WH', name: { en: 'white', ru: 'белый' }, stock: 14 },
    ],
  }),
  makeProduct({
    sku: 'KIV-M2',
    model: 'Kivano Glide Pro',
    name: { en: 'Kivano Glide Pro wireless mouse', ru: 'Беспроводная мышь Kivano Glide Pro' },
    description: {
      en: 'Mouse for large hands with a metal wheel, works on glass, charges over USB-C.',
      ru: 'Мышь для крупной ладони с металлическим колесом, работает на стекле, заряжается по USB-C.',
    },
    category: 'mice',
    priceMinor: 6990,
    stock: 9,
  }),
  makeProduct({
    sku: 'KIV-MV',
    model: 'Kivano Upright',
    name: { en: 'Kivano Upright vertical mouse', ru: 'Вертикальная мышь Kivano Upright' },
    description: {
      en: 'Vertical mouse that rests the wrist, for right or left hand, depending on the version.',
      ru: 'Вертикальная мышь, разгружает запястье; версия для правой или левой руки.',
    },
    category: 'mice',
    priceMinor: 4490,
    stock: 11,
  }),
  makeProduct({
    sku: 'KIV-MT',
    model: 'Kivano Orbit',
    name: { en: 'Kivano Orbit trackball', ru: 'Трекбол Kivano Orbit' },
    description: {
      en: 'Trackball with a 44 mm ball, for either hand, USB-C and Bluetooth.',
      ru: 'Трекбол с шаром 44 мм для любой руки, USB-C и Bluetooth.',
    },
    category: 'mice',
    priceMinor: 5490,
    stock: 2,
  }),
  makeProduct({
    sku: 'KIV-H5',
    model: 'Kivano Dock 5',
    name: { en: 'Kivano Dock 5 USB-C hub', ru: 'Хаб USB-C Kivano Dock 5' },
    description: {
      en: 'Hub with HDMI 4K at 60 Hz, two USB-A ports, a card reader and 100 W charging through it.',
      ru: 'Хаб с HDMI 4K при 60 Гц, двумя USB-A, кардридером и сквозной зарядкой до 100 Вт.',
    },
    category: 'hubs',
    priceMinor: 4990,
    stock: 17,
  }),
  makeProduct({
    sku: 'KIV-H9',
    model: 'Kivano Dock 9',
    name: { en: 'Kivano Dock 9 USB-C docking station', ru: 'Док-станция USB-C Kivano Dock 9' },
    description: {
      en: 'Docking station for two screens, network, four USB ports and 85 W for the laptop. Own power supply.',
      ru: 'Док-станция на два монитора: сеть, четыре USB и 85 Вт для ноутбука. Собственный блок питания.',
    },
    category: 'hubs',
    priceMinor: 15900,
    stock: 4,
  }),
  makeProduct({
    sku: 'KIV-HLN',
    model: 'Kivano Link 2.5',
    name: { en: 'Kivano Link 2.5 network adapter', ru: 'Сетевой адаптер Kivano Link 2.5' },
    description: {
      en: 'USB-C network adapter, 2.5 Gbit/s, no driver needed.',
      ru: 'Сетевой адаптер USB-C, 2,5 Гбит/с, без драйверов.',
    },
    category: 'hubs',
    priceMinor: 2990,
    stock: 13,
  }),
  makeProduct({
    sku: 'KIV-CAM',
    model: 'Kivano Lookout',
    name: { en: 'Kivano Lookout webcam', ru: 'Веб-камера Kivano Lookout' },
    description: {
      en: 'Webcam, 1440p, with a privacy shutter and two microphones.',
      ru: 'Веб-камера 1440p с шторкой и двумя микрофонами.',
    },
    category: 'accessories',
    priceMinor: 7490,
    variants: [
      { sku: 'KIV-CAM-BK', name: { en: 'black', ru: 'чёрный' }, stock: 6 },
      { sku: 'KIV-CAM-WH', name: { en: 'white', ru: 'белый' }, stock: 0 },
    ],
  }),
  makeProduct({
    sku: 'TIN-DSK',
    model: 'Tindra Reed',
    name: { en: 'Tindra Reed desk lamp', ru: 'Настольная лампа Tindra Reed' },
    description: {
      en: 'Desk lamp with five brightness levels, warm to cold light and a USB-C port for a phone.',
      ru: 'Настольная лампа: пять уровней яркости, тёплый и холодный свет, порт USB-C для телефона.',
    },
    category: 'lamps',
    priceMinor: 5900,
    variants: [
      { sku: 'TIN-DSK-WH', name: { en: 'white', ru: 'белый' }, stock: 13 },
      { sku: 'TIN-DSK-BK', name: { en: 'black', ru: 'чёрный' }, stock: 8 },
    ],
  }),
  makeProduct({
    sku: 'TIN-CLP',
    model: 'Tindra Wren',
    name: { en: 'Tindra Wren clip lamp', ru: 'Лампа на прищепке Tindra Wren' },
    description: {
      en: 'Rechargeable reading lamp with a clip, 20 hours of light, amber setting for the evening.',
      ru: 'Аккумуляторная лампа для чтения на прищепке, 20 часов света, янтарный режим для вечера.',
    },
    category: 'lamps',
    priceMinor: 2490,
    stock: 29,
  }),
  makeProduct({
    sku: 'TIN-FLR',
    model: 'Tindra Alder',
    name: { en: 'Tindra Alder floor lamp', ru: 'Напольный светильник Tindra Alder' },
    description: {
      en: 'Floor lamp 158 cm, dimmable by remote control, oak foot.',
      ru: 'Напольный светильник 158 см, яркость с пульта, дубовое основание.',
    },
    category: 'lamps',
    priceMinor: 12900,
    stock: 3,
    travels: 'bulky',
  }),
  makeProduct({
    sku: 'TIN-BAR',
    model: 'Tindra Sill',
    name: { en: 'Tindra Sill monitor light', ru: 'Лампа на монитор Tindra Sill' },
    description: {
      en: 'Light bar for the top edge of a screen, no glare, powered by USB-C.',
      ru: 'Планка света на верхний край монитора, без бликов, питание от USB-C.',
    },
    category: 'lamps',
    priceMinor: 4990,
    variants: [
      { sku: 'TIN-BAR-BK', name: { en: 'black', ru: 'чёрный' }, stock: 7 },
      { sku: 'TIN-BAR-WH', name: { en: 'white', ru: 'белый' }, stock: 4 },
    ],
  }),
  makeProduct({
    sku: 'TIN-NGT',
    model: 'Tindra Moth',
    name: { en: 'Tindra Moth night light', ru: 'Ночник Tindra Moth' },
    description: {
      en: 'Night light with a motion sensor, magnetic holder, charges over USB-C.',
      ru: 'Ночник с датчиком движения, магнитный держатель, заряжается по USB-C.',
    },
    category: 'lamps',
    priceMinor: 1790,
    stock: 37,
  }),
  makeProduct({
    sku: 'TIN-STR',
    model: 'Tindra Ribbon',
    name: { en: 'Tindra Ribbon light strip', ru: 'Светодиодная лента Tindra Ribbon' },
    description: {
      en: 'Light strip, 16 colours, remote control, can be cut every 10 cm.',
      ru: 'Светодиодная лента, 16 цветов, пульт, режется через каждые 10 см.',
    },
    category: 'lamps',
    priceMinor: 2290,
    variants: [
      { sku: 'TIN-STR-20', name: { en: '2 m', ru: '2 м' }, stock: 10 },
      { sku: 'TIN-STR-30', name: { en: '3 m', ru: '3 м' }, stock: 0 },
    ],
  }),
  makeProduct({
    sku: 'TIN-BDS',
    model: 'Tindra Dawn',
    name: { en: 'Tindra Dawn wake-up lamp', ru: 'Световой будильник Tindra Dawn' },
    description: {
      en: 'Wake-up lamp that brightens over half an hour, two alarms, no radio.',
      ru: 'Световой будильник: яркость растёт полчаса, два будильника, без радио.',
    },
    category: 'lamps',
    priceMinor: 6490,
    stock: 0,
  }),
]
