// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDeepLink, parseDeepLink } from './parse-deep-link.ts'

const conversationId = '01890a5d-ac96-774b-bcce-b302099a8057'
const link = `countersign://conversation/${conversationId}`

describe('a link to a conversation', () => {
  it('is understood, with the last slash some systems add and in capitals', () => {
    const expected = { kind: 'conversation', conversationId }
    expect(parseDeepLink(link)).toEqual(expected)
    expect(parseDeepLink(`${link}/`)).toEqual(expected)
    expect(parseDeepLink(link.toUpperCase())).toEqual(expected)
  })

  it('is found among the arguments of a start', () => {
    expect(findDeepLink(['/opt/Countersign/countersign', '--no-sandbox', link])).toEqual({
      kind: 'conversation',
      conversationId,
    })
    expect(findDeepLink(['/opt/Countersign/countersign', '--flag'])).toBeNull()
    expect(findDeepLink([])).toBeNull()
  })

  it.each([
    '',
    'countersign://',
    'countersign://conversation/',
    'countersign://conversation/not-a-uuid',
    `countersign://conversation/${'-'.repeat(36)}`,
    `countersign:conversation/${conversationId}`,
    `countersign://customer/${conversationId}`,
    `countersign://conversation@evil/${conversationId}`,
    `${link}?then=https://example.com`,
    `${link}#x`,
    `${link}/../../x`,
    `${link}\n`,
    ` ${link}`,
    `https://conversation/${conversationId}`,
    `--x=${link}`,
  ])('is not %j', text => expect(parseDeepLink(text)).toBeNull())

  it('is nothing else: no text is taken that does not end in its own id', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.uuid().map(id => `countersign://conversation/${id}`),
        ),
        text => {
          const parsed = parseDeepLink(text)
          if (parsed !== null) expect(text).toBe(`countersign://conversation/${parsed.conversationId}`)
        },
      ),
    )
  })
})
