import { randomInt } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { refuseWeakPassword } from './refuse-weak-password.ts'

const owner = { email: 'ada@lamps.test', name: 'Ada Lovelace', tenantNames: ['Lamps & Co'] }
const reasonFor = async (password: string) =>
  (await refuseWeakPassword(password, owner))?.details?.reason ?? null

describe('a new password', () => {
  it.each([
    // As they stand in published breaches.
    'mailcreated5240',
    '4815162342',
    'rjirfrgbde',
    'undertaker',
    'sonyericsson',
    'q123456789',
    'p030710p$e4o',
    // What people make of one that is refused.
    'Liverpool2024!',
    '1q2w3e4r5t2024!',
    'abc1232024!!',
    'S0nyer1csson!',
    'Наташа2010!!',
    'людмила2024!',
  ])('that others have had stolen is refused: %s', async password => {
    expect(await reasonFor(password)).toBe('common')
  })

  it.each(['wobbly-lantern-71', 'чайник на плите 42', 'seven kettles sing', 'kT9$wq2!mZ'])(
    'nobody had before is taken: %s',
    async password => {
      expect(await reasonFor(password)).toBeNull()
    },
  )

  it('drawn by lot is taken, also from so long a list', async () => {
    const alphabet = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789!#%'
    const draw = () => Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('')
    const refusedOnes: string[] = []
    for (let turn = 0; turn < 2000; turn += 1) {
      const password = draw()
      if ((await reasonFor(password)) !== null) refusedOnes.push(password)
    }
    expect(refusedOnes).toEqual([])
  })
})
