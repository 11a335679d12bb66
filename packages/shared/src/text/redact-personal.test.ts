import { describe, expect, it } from 'vitest'
import { redacted, redactPersonal } from './redact-personal.ts'

describe('redactPersonal', () => {
  it.each([
    ['Write to anna.k@example.com please', `Write to ${redacted} please`],
    ['Call +49 30 1234567', `Call ${redacted}`],
    ['Звоните (495) 123-45-67', `Звоните ${redacted}`],
    ['Your order #4821334 is packed', `Your order ${redacted} is packed`],
    ['Hello Anna, it is in stock.', 'it is in stock.'],
    ['Здравствуйте, Мария! Товар в наличии.', 'Товар в наличии.'],
  ])('takes the personal out of %j', (given, expected) => {
    expect(redactPersonal(given)).toBe(expected)
  })

  it.each([
    'Delivery takes 2-4 days and costs $5.',
    'It costs 12 900 ₽.',
    'Open from 9:00 to 18:00.',
    'Hello! It is in stock.',
  ])('leaves %j alone', text => {
    expect(redactPersonal(text)).toBe(text)
  })
})
