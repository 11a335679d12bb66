import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ApprovalSubject, approvalBytes, bindApproval, checkBinding } from './bind-approval.policy.ts'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const subject: ApprovalSubject = {
  text: 'Hello',
  attachments: [],
  recipient: 'session-1',
  channel: 'channel-1',
}
const versions = { conversationVersion: 4, policyVersion: 2 }

const subjects = fc.record({
  text: fc.string({ unit: 'binary' }),
  recipient: fc.string(),
  channel: fc.string(),
  attachments: fc.array(
    fc.record({
      name: fc.string(),
      mediaType: fc.string(),
      size: fc.nat(),
      sha256: fc.stringMatching(/^[0-9a-f]{4}$/),
    }),
    { maxLength: 3 },
  ),
})

describe('approvalBytes', () => {
  it('has one documented spelling', () => {
    expect(
      approvalBytes({
        ...subject,
        text: 'Price: "5"\n',
        attachments: [{ name: 'a.pdf', mediaType: 'application/pdf', size: 3, sha256: 'ff' }],
      }),
    ).toBe(
      '["countersign.approval.v1","channel-1","session-1","Price: \\"5\\"\\n",[["a.pdf","application/pdf",3,"ff"]]]',
    )
  })

  it('differs whenever anything differs', () => {
    fc.assert(
      fc.property(subjects, subjects, (left, right) => {
        const same = isEqual(left, right)
        expect(approvalBytes(left) === approvalBytes(right)).toBe(same)
      }),
    )
  })

  it('does not let one part leak into the next', () => {
    expect(approvalBytes({ ...subject, recipient: 'a', text: 'bc' })).not.toBe(
      approvalBytes({ ...subject, recipient: 'ab', text: 'c' }),
    )
    expect(approvalBytes({ ...subject, text: '\ud800' })).not.toBe(
      approvalBytes({ ...subject, text: '\ufffd' }),
    )
    expect(approvalBytes({ ...subject, text: 'x ' })).not.toBe(approvalBytes({ ...subject, text: 'x' }))
  })
})

describe('checkBinding', () => {
  const approved = bindApproval(subject, versions, sha256)

  it('holds while nothing moved', () => {
    expect(checkBinding(approved, bindApproval({ ...subject }, versions, sha256))).toEqual({ holds: true })
  })

  it('names everything that moved', () => {
    const changed = bindApproval(
      { ...subject, text: 'Hello!' },
      { conversationVersion: 5, policyVersion: 3 },
      sha256,
    )
    expect(checkBinding(approved, changed)).toEqual({
      holds: false,
      changed: ['bytes', 'conversation', 'policy'],
    })
    const policyOnly = bindApproval(subject, { ...versions, policyVersion: 3 }, sha256)
    expect(checkBinding(approved, policyOnly)).toEqual({ holds: false, changed: ['policy'] })
  })
})

function isEqual(left: ApprovalSubject, right: ApprovalSubject): boolean {
  return (
    left.text === right.text &&
    left.recipient === right.recipient &&
    left.channel === right.channel &&
    left.attachments.length === right.attachments.length &&
    left.attachments.every((file, at) => {
      const other = right.attachments[at]
      return (
        other !== undefined &&
        file.name === other.name &&
        file.mediaType === other.mediaType &&
        file.size === other.size &&
        file.sha256 === other.sha256
      )
    })
  )
}
