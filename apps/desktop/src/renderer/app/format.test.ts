import { describe, expect, it } from 'vitest'
import { createFormat, regionalTag } from './format.ts'

const now = new Date(2026, 10, 20, 12, 0, 0)
const before = (ms: number) => new Date(now.getTime() - ms).toISOString()
const minute = 60_000

describe('times', () => {
  it('shrink to the largest unit', () => {
    const { ago } = createFormat('en')
    expect(ago(before(20_000), now)).toBe('now')
    expect(ago(before(4 * minute), now)).toBe('4m')
    expect(ago(before(119 * minute), now)).toBe('1h')
    expect(ago(before(50 * 60 * minute), now)).toBe('2d')
    expect(ago(before(30 * 24 * 60 * minute), now)).toBe('Oct 21')
  })

  it('are written in the language of the member', () => {
    const { ago, day, percent } = createFormat('ru')
    expect(ago(before(4 * minute), now)).toBe('4 мин')
    expect(day(now.toISOString(), now)).toBe('Сегодня')
    expect(percent(0.667)).toBe('66,7\u00a0%')
  })

  it('call the day by its name across midnight and clock changes', () => {
    const { day } = createFormat('en')
    expect(day(new Date(2026, 10, 20, 0, 1).toISOString(), now)).toBe('Today')
    expect(day(new Date(2026, 10, 19, 23, 59).toISOString(), now)).toBe('Yesterday')
    expect(day(new Date(2026, 9, 25, 12).toISOString(), new Date(2026, 9, 26, 0, 30))).toBe('Yesterday')
  })

  it('never count below nothing', () => {
    expect(createFormat('en').span(-5)).toBe('0m')
  })
})

describe('numbers', () => {
  it('show tiny costs with two significant digits', () => {
    const { cost } = createFormat('en-GB')
    expect(cost(2_100)).toBe('$0.0021')
    expect(cost(1_234_567)).toBe('$1.2')
  })
})

describe('the region', () => {
  it('is the machine’s when it speaks the language', () => {
    expect(regionalTag('en', ['ru-RU', 'en-GB'])).toBe('en-GB')
    expect(regionalTag('ru', ['en-GB'])).toBe('ru')
  })
})
