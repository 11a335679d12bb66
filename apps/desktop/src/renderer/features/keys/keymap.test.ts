import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commands, type KeyPress, keymap, matchPress, type Press, readPress } from './keymap.ts'

const press = (patch: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  ...patch,
})
const free = { first: null, typing: false, repeat: false }

describe('reading a key', () => {
  it('takes the letter of a Latin layout, wherever it lies', () => {
    expect(readPress(press({ key: 'j', code: 'KeyC' }))).toEqual({ key: 'j' })
  })

  it('takes the place of the key on a layout without Latin letters', () => {
    expect(readPress(press({ key: 'о', code: 'KeyJ' }))).toEqual({ key: 'j' })
    expect(readPress(press({ key: 'л', code: 'KeyK', ctrlKey: true }))).toEqual({ key: 'k', mod: true })
    expect(readPress(press({ key: '.', code: 'Slash' }))).toEqual({ key: '/' })
    expect(readPress(press({ key: ',', code: 'Slash', shiftKey: true }))).toEqual({ key: '?' })
  })

  it('leaves alone what belongs to somebody else', () => {
    expect(readPress(press({ key: 'j', code: 'KeyJ', altKey: true }))).toBeNull()
    expect(readPress(press({ key: 'J', code: 'KeyJ', shiftKey: true }))).toBeNull()
    expect(readPress(press({ key: 'j', code: 'KeyJ', isComposing: true }))).toBeNull()
    expect(readPress(press({ key: 'ArrowDown', code: 'ArrowDown' }))).toBeNull()
    expect(readPress(press({ key: '1', code: 'Digit1' }))).toBeNull()
  })
})

describe('the map', () => {
  it('gives no two commands the same keys, and none a key that begins two', () => {
    const all = commands.map(command => JSON.stringify(keymap[command]))
    expect(new Set(all).size).toBe(all.length)
    const firsts = commands
      .filter(command => keymap[command].length === 2)
      .map(command => keymap[command][0].key)
    const singles = commands
      .filter(command => keymap[command].length === 1)
      .map(command => keymap[command][0])
    for (const first of firsts) {
      expect(singles.some(single => single.key === first && single.mod === undefined)).toBe(false)
    }
  })

  it('reaches every command by its own keys', () => {
    for (const command of commands) {
      let first: Press | null = null
      for (const key of keymap[command]) {
        const matched = matchPress(key, { ...free, first })
        if (matched.kind === 'wait') first = matched.first
        else expect(matched).toEqual({ kind: 'run', command })
      }
    }
  })

  it('goes with G then A, and assigns with A alone', () => {
    expect(matchPress({ key: 'a' }, { ...free, first: { key: 'g' } })).toEqual({
      kind: 'run',
      command: 'go.approvals',
    })
    expect(matchPress({ key: 'a' }, free)).toEqual({ kind: 'run', command: 'conversation.assign' })
  })

  it('takes a second key that goes nowhere as a first one', () => {
    expect(matchPress({ key: 'j' }, { ...free, first: { key: 'g' } })).toEqual({
      kind: 'run',
      command: 'conversation.next',
    })
  })
})

describe('typing', () => {
  it('never runs a command, except opening the palette', () => {
    const keys = fc.record({
      key: fc.oneof(fc.string({ minLength: 1, maxLength: 1 }), fc.constantFrom('Enter', '/', '?')),
      code: fc.constantFrom('KeyJ', 'KeyX', 'KeyR', 'KeyG', 'Slash', 'Enter', 'Space'),
      ctrlKey: fc.boolean(),
      shiftKey: fc.boolean(),
    })
    fc.assert(
      fc.property(keys, fc.boolean(), (key, afterG) => {
        const read = readPress(press(key))
        if (read === null) return
        const matched = matchPress(read, { first: afterG ? { key: 'g' } : null, typing: true, repeat: false })
        expect(
          matched.kind === 'none' || (matched.kind === 'run' && matched.command === 'palette.open'),
        ).toBe(true)
      }),
    )
  })
})

describe('a held key', () => {
  it('moves on and on, but approves once', () => {
    const held = { ...free, repeat: true }
    expect(matchPress({ key: 'j' }, held)).toEqual({ kind: 'run', command: 'conversation.next' })
    expect(matchPress({ key: 'enter', mod: true }, held)).toEqual({ kind: 'none' })
    expect(matchPress({ key: 'x' }, held)).toEqual({ kind: 'none' })
  })
})
