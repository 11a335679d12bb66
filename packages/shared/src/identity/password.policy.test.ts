import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passwordProblem, readingsOf } from './password.policy.ts'

const owner = {
  email: 'ada.lovelace@analytical.test',
  name: 'Ada Lovelace',
  tenantNames: ['Difference & Co'],
}
const words = ['password', 'dragon', 'iloveyou', 'monkey', 'letmein', 'пароль']
const common = new Set([...words, '1q2w3e4r', 'k.lvbkf', 'p$rt-7'])
const problem = (password: string) => passwordProblem(password, owner, text => common.has(text))

describe('passwordProblem', () => {
  it.each([
    ['', 'too_short'],
    ['tr0ub4dor', 'too_short'],
    ['🦊🦊🦊🦊🦊🦊🦊🦊🦊', 'too_short'],
    ['Password2024!', 'common'],
    ['p@$$w0rd!!!!', 'common'],
    ['1234DRAGON1234', 'common'],
    ['!!iloveyou!!', 'common'],
    ['passwordpassword', 'common'],
    ['l3tm31n-l3tm31n', 'common'],
    ['ПарольПароль1', 'common'],
    ['ｐａｓｓｗｏｒｄ９９', 'common'],
    ['1q2w3e4r2024!', 'common'],
    ['Людмила1985', 'common'],
    ['p$rt-7p$rt-7', null],
    ['p$rt-71999!', 'common'],
    ['aaaaaaaaaaaa', 'repeated'],
    ['abababababab', 'repeated'],
    ['abcabcabcabc', 'repeated'],
    ['112112121212', 'repeated'],
    ['1234567890', 'sequence'],
    ['9876543210', 'sequence'],
    ['qwertyuiop', 'sequence'],
    ['qwerty12345!', 'sequence'],
    ['abcdefghij', 'sequence'],
    ['1qaz2wsx3edc', 'sequence'],
    ['йцукенгшщз', 'sequence'],
    ['ada.lovelace', 'personal'],
    ['Lovelace1815', 'personal'],
    ['Difference1!', 'personal'],
    ['analytical99', 'personal'],
    ['l0v3l4c3-4d4', 'personal'],
    ['correct horse 42', null],
    ['wobbly-lantern-71', null],
    ['a dragon in my bathtub', null],
    ['ada wrote the first program', null],
    ['кот спит на подоконнике', null],
    ['kT9$wq2!mZ', null],
  ])('%j: %s', (password, expected) => {
    expect(problem(password)).toBe(expected)
  })

  it('lets no decoration save a common one', () => {
    const decoration = fc.stringMatching(/^[0-9!.\-_#]{2,6}$/)
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        decoration,
        decoration,
        fc.boolean(),
        (word, before, behind, shout) => {
          const written = `${before}${shout ? word.toUpperCase() : word}${behind}`
          expect(problem(written)).not.toBeNull()
        },
      ),
    )
  })

  it('takes what is drawn by lot', () => {
    const alphabet = fc.constantFrom(...'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789')
    fc.assert(
      fc.property(fc.array(alphabet, { minLength: 14, maxLength: 30 }), letters => {
        fc.pre(new Set(letters.map(letter => letter.toLowerCase())).size > 6)
        expect(problem(letters.join(''))).toBeNull()
      }),
      { seed: 11 },
    )
  })

  it('answers for any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        problem(text)
        expect(readingsOf(text.toLowerCase()).every(reading => reading.length >= 4)).toBe(true)
      }),
    )
  })
})
