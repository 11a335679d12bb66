import { describe, expect, it } from 'vitest'
import { compareQuestions, namesIn } from './compare-questions.ts'

describe('comparing questions', () => {
  it.each([
    ['How long does delivery take?', 'Good afternoon. How long does delivery take? Thank you in advance.'],
    ['Can I return the Fjord 2?', 'Can I return the Fjord 2? Best, Hugo'],
    ['Is the fjord 2 in stock?', 'Is the Fjord 2 in stock?'],
    ['Как вернуть товар?', 'Здравствуйте! Как вернуть товар?'],
  ])('finds %j and %j to ask the same', (ask, past) => {
    expect(compareQuestions(ask, past)).toBe(1)
  })

  it.each([
    [
      'shares only a product with it',
      'How much is the Osmera Fjord 2?',
      'The Osmera Fjord 2 does not switch on any more.',
    ],
    ['is about another product', 'Is the Voltwick Snap in stock?', 'Is the Voltwick Braid 60 in stock?'],
    ['is about another place', 'Сколько стоит доставка в Литву?', 'Сколько стоит доставка в Кальдвик?'],
    ['asks for a time instead of a price', 'How much is express?', 'How long do repairs take?'],
    ['consists of nothing but a name', 'Osmera Fjord 2?', 'Osmera Fjord 2?'],
    ['is empty', '', ''],
  ])('keeps a past question apart that %s', (_, ask, past) => {
    expect(compareQuestions(ask, past)).toBeLessThan(0.5)
  })

  it('takes a first word in upper case for a name only when the name goes on', () => {
    expect(namesIn('Delivery to Tolby is free')).toEqual(['tolbi'])
    expect(namesIn('Voltwick Snap costs a lot')).toEqual(['voltwick', 'snap'])
  })
})
