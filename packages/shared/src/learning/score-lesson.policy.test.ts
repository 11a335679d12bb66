import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type LessonFacts,
  lessonCodes,
  lessonPoints,
  lessonReasons,
  lessonScore,
  mergeReasons,
  repeatsCorrection,
} from './score-lesson.policy.ts'

const facts = (changes: Partial<LessonFacts>): LessonFacts => ({
  decision: 'NEED_APPROVAL',
  action: 'reject',
  draft: 'Thirty days.',
  finalText: null,
  penalties: [],
  ...changes,
})

describe('lessonReasons', () => {
  it.each<[string, Partial<LessonFacts>, [string, number][]]>([
    ['a draft that passed', { action: 'approve', penalties: ['LOW_SIMILARITY'] }, []],
    ['a rejected one', {}, [['REJECTED', 25]]],
    ['one a person handed over', { action: 'escalate' }, [['ESCALATED', 30]]],
    ['one the run handed over', { action: null, decision: 'ESCALATE' }, [['ESCALATED', 30]]],
    ['a run that only asks', { action: null }, []],
    ['a rewritten one', { action: 'edit', finalText: 'Please call us.' }, [['EDITED', 25]]],
    [
      'one with a word changed',
      {
        action: 'edit',
        draft: 'It takes three working days at most.',
        finalText: 'It takes two working days at most.',
      },
      [['EDITED', 4]],
    ],
    [
      'what was found wanting as well',
      { penalties: ['NO_SOURCES', 'LOW_SIMILARITY', 'SOURCE_CONFLICT', 'OUT_OF_SCOPE', 'LONG_CONVERSATION'] },
      [
        ['REJECTED', 25],
        ['LOW_SIMILARITY', 15],
        ['SOURCE_CONFLICT', 15],
        ['OUT_OF_SCOPE', 10],
      ],
    ],
  ])('of %s', (_, changes, reasons) => {
    expect(lessonReasons(facts(changes)).map(({ code, points }) => [code, points])).toEqual(reasons)
  })
})

const anyReasons = fc.array(
  fc
    .constantFrom(...lessonCodes)
    .chain(code => fc.integer({ min: 1, max: lessonPoints[code] }).map(points => ({ code, points }))),
)

describe('mergeReasons', () => {
  it('keeps each reason once, at its heaviest, whatever came first', () => {
    fc.assert(
      fc.property(anyReasons, anyReasons, (left, right) => {
        const merged = mergeReasons(left, right)
        expect(new Set(merged.map(({ code }) => code)).size).toBe(merged.length)
        expect(lessonScore(merged)).toBe(lessonScore(mergeReasons(right, left)))
        for (const { code, points } of [...left, ...right]) {
          expect(merged.find(one => one.code === code)?.points).toBeGreaterThanOrEqual(points)
        }
      }),
    )
  })

  it('never scores more than 100', () => {
    const all = lessonCodes.map(code => ({ code, points: lessonPoints[code] }))
    expect(lessonScore(all)).toBe(100)
  })
})

describe('repeatsCorrection', () => {
  const taught = {
    question: 'Can I return opened headphones?',
    draft: 'You can return them within 14 days.',
    finalAnswer: 'You can return them within 30 days.',
  }

  it.each([
    ['the same question and the same words', {}, true],
    [
      'another draft, the same words put right',
      { draft: 'Yes, within 14 days.', finalAnswer: 'Yes, within 30 days.' },
      true,
    ],
    ['another correction of the same draft', { finalAnswer: 'You can return them to any shop.' }, false],
    ['another question', { question: 'When does my parcel arrive?' }, false],
    ['nothing sent', { finalAnswer: null }, false],
    ['nothing changed', { finalAnswer: taught.draft }, false],
  ])('%s: %s', (_, changes, repeats) => {
    expect(repeatsCorrection(taught, { ...taught, ...changes })).toBe(repeats)
  })
})
