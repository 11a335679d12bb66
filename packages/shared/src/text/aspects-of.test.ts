import { describe, expect, it } from 'vitest'
import { aspectsOf, spellOut, withoutAspects } from './aspects-of.ts'

describe('aspects of a text', () => {
  it.each([
    ['How much is delivery?', ['§price']],
    ['Who pays for the label?', ['§price']],
    ['The label costs €3.90.', ['§price']],
    ['Сколько стоит доставка?', ['§price']],
    ['And how long?', ['§duration']],
    ['Delivery takes 2–4 working days.', ['§duration']],
    ['Сколько идёт доставка?', ['§duration']],
    ['Доставка занимает 4 рабочих дня.', ['§duration']],
    ['Как вернуть товар?', ['§steps']],
    ['Откройте заказ.', ['§steps']],
    ['Where is your shop?', ['§address']],
    ['Headphones with a cable', []],
    ['', []],
  ])('%j → %j', (text, aspects) => {
    expect(aspectsOf(text)).toEqual(aspects)
  })
})

describe('words that mean one thing together', () => {
  it.each(['Can I pick up my order?', 'could I pick it up', 'May I collect it in your shop?'])(
    'spells %j out as a pickup',
    text => {
      expect(spellOut(text)).toBe(`${text} pickup`)
    },
  )
  it.each(['Where is my order?', 'Pick a colour, then look up the price', 'We collect points'])(
    'leaves %j as it is',
    text => {
      expect(spellOut(text)).toBe(text)
    },
  )
  it.each(['We do not deliver outside the EU.', 'За пределы ЕС не доставляем.'])(
    'hears that %j is about places beyond the Union',
    text => {
      expect(aspectsOf(text)).toContain('§beyond')
    },
  )
  it('leaves what a question is about when the phrases that ask are taken out', () => {
    expect(withoutAspects('How long does delivery take?')).toBe('does delivery take?')
  })
})
