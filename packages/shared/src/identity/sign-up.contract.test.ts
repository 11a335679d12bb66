import { describe, expect, it } from 'vitest'
import { changePasswordInput, updateAccountInput } from './account.contract.ts'
import { mailedCode, resetPasswordInput, signUpInput, verifyEmailInput } from './sign-up.contract.ts'

const whole = { email: 'a@b.test', password: 'x', name: 'A', tenantName: 'T', language: 'en' }

describe('inputs before a session', () => {
  it('store an e-mail in one form, and a password as it was typed', () => {
    const input = { ...whole, email: '  Ada@Lamps.TEST ', password: ' x ' }
    expect(signUpInput.parse(input)).toEqual({ ...whole, email: 'ada@lamps.test', password: ' x ' })
  })

  it.each([
    { email: 'ada' },
    { email: 'ada@' },
    { email: `${'x'.repeat(250)}@b.test` },
    { password: '' },
    { password: 'x'.repeat(1025) },
    { name: '  ' },
    { name: 'x'.repeat(121) },
    { tenantName: '' },
    { name: 'Win at https://prize.test' },
    { name: 'Ada\nLovelace' },
    { name: '<b>Ada</b>' },
    { tenantName: 'a\u0000b' },
    { language: 'de' },
    { language: undefined },
  ])('do not take %j', change => {
    expect(signUpInput.safeParse({ ...whole, ...change }).success).toBe(false)
  })

  it.each([
    ['123456', '123456'],
    [' 123 456 ', '123456'],
    ['123-456', '123456'],
    ['12345a', '12345a'],
    [123456, null],
  ])('read the code %j as %j', (text, code) => {
    expect(mailedCode.safeParse(text).data ?? null).toBe(code)
  })

  it.each([
    [{ token: 'x'.repeat(43) }, true],
    [{ email: 'a@b.test', code: '123456' }, true],
    [{ token: 'short' }, true],
    [{ token: 1 }, false],
    [{ email: 'a@b.test' }, false],
    [{ code: '123456' }, false],
    [{}, false],
  ])('take %j as a proof: %s', (proof, fits) => {
    expect(verifyEmailInput.safeParse(proof).success).toBe(fits)
    expect(resetPasswordInput.safeParse({ ...proof, password: 'x' }).success).toBe(fits)
    expect(resetPasswordInput.safeParse(proof).success).toBe(false)
  })
})

describe('inputs about an account', () => {
  it('leave both passwords as they were typed', () => {
    expect(changePasswordInput.parse({ current: ' a ', password: ' b ' })).toEqual({
      current: ' a ',
      password: ' b ',
    })
  })

  it.each([
    [{ name: 'Ada' }, true],
    [{ name: 'Ada', language: 'ru' }, true],
    [{ name: '' }, false],
    [{ language: 'ru' }, false],
  ])('update with %j: %s', (input, fits) => {
    expect(updateAccountInput.safeParse(input).success).toBe(fits)
  })
})
