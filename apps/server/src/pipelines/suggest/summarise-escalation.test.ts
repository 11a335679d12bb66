import { describe, expect, it } from 'vitest'
import { type EscalationFacts, summariseEscalation } from './summarise-escalation.ts'

const facts: EscalationFacts = {
  reason: 'low_confidence',
  explanation: [
    { code: 'BELOW_ESCALATE', params: { confidence: 0.31, threshold: 0.4 } },
    { code: 'NO_RECORD', params: {} },
  ],
  question: 'Where is it?\nStill nothing.',
  suggestedResponse: 'Could you tell me your order number?',
  missingFields: ['order_number', 'delivery_city'],
  language: 'en',
}

describe('summariseEscalation', () => {
  it('says why, then what the customer wrote, then what to find out', () => {
    expect(summariseEscalation(facts)).toEqual({
      reason: 'low_confidence',
      summary:
        'Confidence 31% is below 40%, so a person takes over. The customer wrote: “Where is it? Still nothing.”',
      suggestedResponse: 'Could you tell me your order number?',
      clarificationNeeded: 'Find out first: the order number, delivery city.',
    })
  })

  it('speaks Russian to a Russian team', () => {
    const { summary, clarificationNeeded } = summariseEscalation({ ...facts, language: 'ru' })
    expect(summary).toContain('Уверенность 31% ниже 40%')
    expect(clarificationNeeded).toBe('Сначала уточните: номер заказа, delivery city.')
  })

  it('keeps long and odd messages readable', () => {
    const long = summariseEscalation({ ...facts, question: '😀'.repeat(5000), missingFields: [] })
    expect(long.summary.length).toBeLessThan(400)
    expect(long.summary.isWellFormed()).toBe(true)
    expect(long.clarificationNeeded).toBeNull()
    expect(summariseEscalation({ ...facts, question: '  ' }).summary).toContain('no text')
  })
})
