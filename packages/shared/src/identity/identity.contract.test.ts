import { describe, expect, it } from 'vitest'
import { loginInput, refreshInput } from './identity.contract.ts'

describe('sign-in inputs', () => {
  it.each([
    [{ email: 'a@b', password: 'x' }, true],
    [{ email: '  owner@demo.test ', password: ' spaces count ' }, true],
    [{ email: 'ab', password: 'x' }, false],
    [{ email: `${'x'.repeat(250)}@b.c`, password: 'x' }, true],
    [{ email: `${'x'.repeat(251)}@b.c`, password: 'x' }, false],
    [{ email: 'a@b', password: '' }, false],
    [{ email: 'a@b', password: 'x'.repeat(1025) }, false],
    [{ email: 'a@b' }, false],
    [{ email: ['a@b'], password: 'x' }, false],
    [{ email: 'a@b\u0000', password: 'x' }, false],
    [null, false],
  ])('%j: %s', (input, fits) => {
    expect(loginInput.safeParse(input).success).toBe(fits)
  })

  it('leaves the password as it was typed', () => {
    expect(loginInput.parse({ email: ' a@b ', password: ' x ' })).toEqual({ email: 'a@b', password: ' x ' })
  })

  it.each([
    [undefined, true],
    [{}, true],
    [{ refreshToken: 'x'.repeat(43) }, true],
    [{ refreshToken: 'short' }, true],
    [{ refreshToken: '' }, true],
    [{ refreshToken: 1 }, false],
  ])('refresh %j: %s', (input, fits) => {
    expect(refreshInput.safeParse(input).success).toBe(fits)
  })
})
