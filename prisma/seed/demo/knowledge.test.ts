import { describe, expect, it } from 'vitest'
import { articlesEn } from './articles-en.ts'
import { articlesRu } from './articles-ru.ts'
import { findStatedFacts, knownFacts } from './facts-in-text.ts'
import { faqsEn } from './faqs-en.ts'
import { faqsRu } from './faqs-ru.ts'

const articles = [...articlesEn, ...articlesRu]
const faqs = [...faqsEn, ...faqsRu]
const texts = [
  ...articles.map(article => ({ key: article.key, text: article.text })),
  ...faqs.map(faq => ({ key: faq.key, text: faq.answer })),
]
const textOf = (key: string) => texts.find(text => text.key === key)?.text ?? ''

describe('knowledge of the demo shop', () => {
  it('has enough articles and FAQs in both languages', () => {
    expect(articlesEn.length).toBeGreaterThanOrEqual(24)
    expect(articlesRu.length).toBeGreaterThanOrEqual(14)
    expect(faqsEn.length).toBeGreaterThanOrEqual(14)
    expect(faqsRu.length).toBeGreaterThanOrEqual(10)
  })

  it('never uses a key or a title twice', () => {
    expect(new Set(texts.map(text => text.key)).size).toBe(texts.length)
    expect(new Set(articles.map(article => article.title)).size).toBe(articles.length)
  })

  it.each(articles)('$key is a readable article: headings, tags, 120 to 450 words', article => {
    const words = article.text.match(/[\p{L}\d]+/gu)?.length ?? 0
    expect(words).toBeGreaterThanOrEqual(120)
    expect(words).toBeLessThanOrEqual(450)
    expect(article.text.match(/^## .+/gm)?.length ?? 0).toBeGreaterThanOrEqual(2)
    expect(article.tags.length).toBeGreaterThanOrEqual(3)
    expect(article.text).not.toMatch(/undefined|NaN|\$\{|\[object/)
  })

  it('writes each text in the alphabet of its language', () => {
    for (const article of articles) expect(/[а-яё]/i.test(article.text)).toBe(article.language === 'ru')
    for (const faq of faqs) expect(/[а-яё]/i.test(faq.answer)).toBe(faq.language === 'ru')
  })

  it('asks every FAQ in at least three different ways', () => {
    for (const faq of faqs) expect(new Set(faq.questions).size, faq.key).toBeGreaterThanOrEqual(3)
  })
})

describe('facts of the demo shop', () => {
  it.each(texts)('$key states no price, term, share or hour that is not a shop fact', ({ text }) => {
    const known = knownFacts()
    const unknown = findStatedFacts(text).filter(fact => !known.has(`${fact.unit} ${fact.value}`))
    expect(unknown).toEqual([])
  })

  it('notices a number typed by hand', () => {
    const known = knownFacts()
    const typed = findStatedFacts(
      'Returns within 31 days cost €4.05, refund in 6–9 working days. Возврат 4,05 € за 33 дня, 17 %, 7:45.',
    )
    expect(typed.map(fact => `${fact.unit} ${fact.value}`)).toEqual([
      'money 405',
      'money 405',
      'days 31',
      'days 6',
      'days 9',
      'days 33',
      'percent 17',
      'clock 7:45',
    ])
    expect(typed.some(fact => known.has(`${fact.unit} ${fact.value}`))).toBe(false)
  })

  it.each([
    ['shipping-costs-ru', ['shipping-costs-en', 'shipping-express-en']],
    ['shipping-tracking-ru', ['shipping-tracking-en', 'shipping-eu-en']],
    ['returns-ru', ['returns-how-en']],
    ['refunds-ru', ['returns-refunds-en']],
    ['damaged-ru', ['damaged-parcel-en']],
    ['warranty-ru', ['warranty-en']],
    ['repairs-ru', ['repairs-en']],
    ['payment-ru', ['payment-methods-en']],
    ['order-status-ru', ['order-status-en', 'order-changes-en']],
    ['stock-ru', ['stock-en']],
    ['discounts-ru', ['discounts-en', 'price-match-en']],
    ['hours-pickup-ru', ['opening-hours-en', 'pickup-en']],
    ['chargers-ru', ['chargers-cables-en', 'batteries-en']],
    ['complaints-ru', ['complaints-en']],
  ])('%s promises the same as its English counterpart', (russian, english) => {
    const promised = new Set(
      english.flatMap(key => findStatedFacts(textOf(key))).map(fact => `${fact.unit} ${fact.value}`),
    )
    const stated = findStatedFacts(textOf(russian)).map(fact => `${fact.unit} ${fact.value}`)
    expect(stated.filter(fact => !promised.has(fact))).toEqual([])
  })
})
