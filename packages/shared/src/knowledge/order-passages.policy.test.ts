import { describe, expect, it } from 'vitest'
import { type CandidatePassage, type CandidateSignals, prepareOrder } from './order-passages.policy.ts'

const passage = (id: string, part: Partial<CandidatePassage>): CandidatePassage => ({
  id,
  title: '',
  text: '',
  headings: [],
  questions: [],
  about: null,
  ...part,
})
const shelf = [
  passage('returns', { title: 'Returns', text: 'You can return goods within thirty days of delivery.' }),
  passage('parking-a', { title: 'Parking', text: 'Parking costs 12 euros a night.', about: 'Hotel A' }),
  passage('parking-b', { title: 'Parking', text: 'Parking costs 19 euros a night.', about: 'Hotel B' }),
  passage('trees', {
    title: 'Do you plant trees?',
    text: 'One for every order.',
    questions: ['Do you plant trees?', 'Is there a forest programme?'],
  }),
]
const ids = shelf.map(one => one.id)
const order = prepareOrder(shelf)
const none = new Map<string, CandidateSignals>()

describe('the order of passages', () => {
  it('puts what fits first, with figures between 0 and 1', () => {
    const ordered = order('within how many days can I return goods?', ids, none, [])
    expect(ordered[0]?.id).toBe('returns')
    for (const { similarity, rank } of ordered) {
      expect(similarity).toBeGreaterThanOrEqual(0)
      expect(similarity).toBeLessThanOrEqual(1)
      expect(rank).toBeLessThanOrEqual(1)
    }
  })

  it('orders only those that are candidates for the question', () => {
    expect(order('parking', ['trees'], none, []).map(one => one.id)).toEqual(['trees'])
    expect(prepareOrder([])('parking', [], none, [])).toEqual([])
  })

  it('prefers what the dialogue is about, and takes nothing from what is about nothing', () => {
    const about = [{ name: 'Hotel B', strength: 0.8 }]
    const plain = new Map(order('how much is parking?', ids, none, []).map(one => [one.id, one.similarity]))
    const narrowed = new Map(
      order('how much is parking?', ids, none, about).map(one => [one.id, one.similarity]),
    )
    expect(order('how much is parking?', ids, none, about)[0]?.id).toBe('parking-b')
    expect(narrowed.get('parking-a')).toBeLessThan(plain.get('parking-a') ?? 0)
    expect(narrowed.get('returns')).toBe(plain.get('returns'))
  })

  it('is not narrowed by a name hardly said', () => {
    const about = [{ name: 'Hotel B', strength: 0.2 }]
    expect(order('how much is parking?', ids, none, about)).toEqual(
      order('how much is parking?', ids, none, []),
    )
  })

  it('names the closest of a FAQ’s own questions', () => {
    expect(order('tell me of the forest programme', ids, none, [])[0]).toMatchObject({
      id: 'trees',
      question: 'Is there a forest programme?',
    })
  })
})
