import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  webchatHandshake,
  webchatMessageInput,
  webchatReceipt,
  webchatTextLimit,
  webchatThreadQuery,
} from './webchat.contract.ts'

const good = { sessionId: 'session-1', messageId: 'm1', text: 'Hello' }
const fits = (change: Record<string, unknown>) =>
  webchatMessageInput.safeParse({ ...good, ...change }).success
const bytes = (text: string) => new TextEncoder().encode(text).length

describe('a web chat message', () => {
  it.each([
    ['six characters', 'x'.repeat(6), true],
    ['128 characters', 'x'.repeat(128), true],
    ['five characters', 'x'.repeat(5), false],
    ['129 characters', 'x'.repeat(129), false],
    ['a space', 'session 1', false],
    ['a letter outside ASCII', 'sessión-1', false],
    ['a number', 1_234_567, false],
    ['all of printable ASCII', '!"#$%&\'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~', true],
  ])('session of %s: %s', (_name, sessionId, expected) => {
    expect(fits({ sessionId })).toBe(expected)
  })

  it.each([
    ['one byte', 'x', true],
    ['exactly the limit', 'x'.repeat(webchatTextLimit), true],
    ['one byte too many', 'x'.repeat(webchatTextLimit + 1), false],
    ['the limit in characters of two bytes', 'я'.repeat(webchatTextLimit / 2), true],
    ['one character of two bytes too many', 'я'.repeat(webchatTextLimit / 2 + 1), false],
    ['four-byte characters over the limit in bytes only', '🎧'.repeat(webchatTextLimit / 4 + 1), false],
    ['nothing', '', false],
    ['white space only', ' \t\r\n\u00a0', false],
    ['tab and line breaks', 'a\tb\r\nc', true],
    ['NUL', 'a\u0000b', false],
    ['escape', 'a\u001b[31mb', false],
    ['delete', 'a\u007fb', false],
    ['a C1 control', 'a\u0085b', false],
    ['a lone high surrogate', 'a\ud800b', false],
    ['a lone low surrogate', '\udfff', false],
    ['a surrogate pair', '\ud83c\udfa7', true],
    ['right-to-left and combining text', '\u202bשלום\u202c e\u0301 \u200d', true],
    ['no string', { toString: 'x' }, false],
  ])('text of %s: %s', (_name, text, expected) => {
    expect(fits({ text })).toBe(expected)
  })

  it('keeps any text it accepts exactly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), text => {
        const parsed = webchatMessageInput.safeParse({ ...good, text })
        if (parsed.success) expect(parsed.data.text).toBe(text)
      }),
    )
  })

  it('accepts well-formed printable text within the limit, and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        const allowed =
          text.trim() !== '' &&
          text.isWellFormed() &&
          bytes(text) <= webchatTextLimit &&
          // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
          !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(text)
        expect(fits({ text })).toBe(allowed)
      }),
    )
  })

  it.each([
    ['no attachments', [], true],
    ['ten', Array.from({ length: 10 }, () => ({ kind: 'image', url: 'https://a.test/b.png' })), true],
    ['eleven', Array.from({ length: 11 }, () => ({ kind: 'image', url: 'https://a.test/b.png' })), false],
    ['an unencrypted address', [{ kind: 'image', url: 'http://a.test/b.png' }], false],
    ['a script', [{ kind: 'file', url: 'javascript:alert(1)' }], false],
    ['an unknown kind', [{ kind: 'spell', url: 'https://a.test' }], false],
    ['NUL in the address', [{ kind: 'file', url: 'https://a.test/\u0000' }], false],
    ['a lone surrogate in the address', [{ kind: 'file', url: 'https://a.test/\ud800' }], false],
    ['NUL in the name', [{ kind: 'file', url: 'https://a.test', name: '\u0000' }], false],
    ['a negative size', [{ kind: 'file', url: 'https://a.test', size: -1 }], false],
  ])('attachments: %s: %s', (_name, attachments, expected) => {
    expect(fits({ attachments })).toBe(expected)
  })

  it.each([
    [{ name: 'Anna' }, true],
    [{ name: '   ' }, false],
    [{ name: 'x'.repeat(121) }, false],
    [{ name: 'a\u0000' }, false],
    [{ name: 'a\ud800' }, false],
    [{ email: 'anna@example.test' }, true],
    [{ email: 'anna' }, false],
    [{ email: 'anna@example.test\u0000' }, false],
    [{ messageId: '' }, false],
    [{ messageId: 'x'.repeat(129) }, false],
    [{ messageId: 7 }, false],
    [{ unknown: 'ignored' }, true],
  ])('%j: %s', (change, expected) => {
    expect(fits(change)).toBe(expected)
  })
})

describe('the other doors of web chat', () => {
  it.each([
    [{}, true],
    [{ after: '0' }, true],
    [{ after: '2147483647' }, true],
    [{ after: '2147483648' }, false],
    [{ after: '-1' }, false],
    [{ after: '1.5' }, false],
    [{ after: 'x' }, false],
    [{ after: ['1', '2'] }, false],
  ])('thread query %j: %s', (change, expected) => {
    expect(webchatThreadQuery.safeParse({ sessionId: 'session-1', ...change }).success).toBe(expected)
  })

  it.each([
    [{ seq: 1, status: 'read' }, true],
    [{ seq: 1, status: 'delivered' }, true],
    [{ seq: 0, status: 'read' }, false],
    [{ seq: 2_147_483_648, status: 'read' }, false],
    [{ seq: 1, status: 'sent' }, false],
    [{ seq: '1', status: 'read' }, false],
    [null, false],
  ])('receipt %j: %s', (receipt, expected) => {
    expect(webchatReceipt.safeParse(receipt).success).toBe(expected)
  })

  it.each([
    [{ channelKey: 'demo', sessionId: 'session-1' }, true],
    [{ channelKey: 'de\u0000mo', sessionId: 'session-1' }, false],
    [{ channelKey: 'x'.repeat(65), sessionId: 'session-1' }, false],
    [{ channelKey: 'demo', sessionId: 'short' }, false],
    [{ channelKey: 'demo' }, false],
  ])('handshake %j: %s', (handshake, expected) => {
    expect(webchatHandshake.safeParse(handshake).success).toBe(expected)
  })
})
