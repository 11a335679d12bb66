import { describe, expect, it } from 'vitest'
import { decideOidcReturn } from './oidc-sign-in.policy.ts'

const found = (linked: boolean, open = true, userId = 'ada') => ({ userId, linked, open })

describe('coming back from the provider', () => {
  it.each([
    ['signs in whoever has the identity', null, found(true), { kind: 'sign_in', userId: 'ada' }],
    ['signs in nobody by their address alone', null, found(false), { kind: 'prove_account', userId: 'ada' }],
    ['tells strangers that there is no account', null, null, { kind: 'no_account' }],
    ['tells the shut out the same', null, found(true, false), { kind: 'no_account' }],
    [
      'tells the shut out the same when only their address is known',
      null,
      found(false, false),
      { kind: 'no_account' },
    ],
    ['links a new identity to who asked for it', 'ada', null, { kind: 'link', userId: 'ada' }],
    ['links again what is linked', 'ada', found(true), { kind: 'link', userId: 'ada' }],
    [
      'links to who asked, whosever the address',
      'ada',
      found(false, true, 'bob'),
      { kind: 'link', userId: 'ada' },
    ],
    ['takes no identity away from another', 'ada', found(true, true, 'bob'), { kind: 'already_linked' }],
  ])('%s', (_, linkFor, person, step) => {
    expect(decideOidcReturn({ linkFor, found: person })).toEqual(step)
  })
})
