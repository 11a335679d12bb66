import { expect, it } from 'vitest'
import { showableEnd } from './showable-end.policy.ts'

it.each([
  ['', null],
  ['short', null],
  ['elevenchars', null],
  ['twelve chars', 'hars'],
  ['a longer secret 1234', '1234'],
  ['smiling secret 😀😀😀😀', '😀😀😀😀'],
])('shows of %j %j', (value, end) => {
  expect(showableEnd(value)).toBe(end)
})
