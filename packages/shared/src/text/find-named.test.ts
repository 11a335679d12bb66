import { describe, expect, it } from 'vitest'
import { prepareNameFinder } from './find-named.ts'

const find = prepareNameFinder(
  [
    { name: 'Ashley Hotel', kind: 'hotel' },
    { name: 'The Lensfield Hotel', kind: 'hotel' },
    { name: 'Curry Prince', kind: 'restaurant' },
    { name: 'Restaurant Two Two', kind: 'restaurant' },
  ],
  [
    { about: 'Curry Prince', text: 'What are the price ranges at Curry Prince?' },
    { about: 'Ashley Hotel', text: 'Is parking free at this hotel?' },
  ],
)
const first = (...turns: string[]) => find(turns)[0]?.name

describe('finding what a dialogue is about', () => {
  it('knows a thing by its telling word', () => {
    expect(first('Is the Ashley any good?')).toBe('Ashley Hotel')
    expect(first('I would like a hotel')).toBeUndefined()
  })

  it('prefers what was named last', () => {
    expect(first('Tell me about the Ashley Hotel', 'And the Lensfield hotel?')).toBe('The Lensfield Hotel')
  })

  it('forgives a typo, but does not take one known word for another', () => {
    expect(first('Does Lensfeild... the lensfild have a pool?')).toBe('The Lensfield Hotel')
    expect(first('What is the price?')).toBeUndefined()
  })

  it('prefers the kind that is asked about', () => {
    const turns = [
      'Book the Curry Prince, please',
      'Done. You stay at the Ashley Hotel.',
      'Does the restaurant have wine?',
    ]
    expect(first(...turns)).toBe('Curry Prince')
  })

  it('finds nothing in nothing', () => {
    expect(find([])).toEqual([])
    expect(find(['', '🙂'])).toEqual([])
  })

  it('is not misled by numbers of people', () => {
    expect(find(['A table for two at the Curry Prince'])[0]?.name).toBe('Curry Prince')
  })
})
