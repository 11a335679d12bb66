// @vitest-environment node
import { createHash } from 'node:crypto'
import type { ProviderReturn } from '@countersign/shared/desktop/ipc.contract'
import { exchangeOidcInput, startOidcQuery } from '@countersign/shared/identity/oidc.contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdProviderSignIn } from './hold-provider-sign-in.ts'
import { findSignInLink, parseSignInLink } from './parse-sign-in-link.ts'

const code = 'c'.repeat(43)
const link = `countersign://sign-in?oidc=code&code=${code}`

describe('a link back from the provider', () => {
  it('is understood, with the slash some systems add', () => {
    expect(parseSignInLink(link)).toEqual({ outcome: 'code', code })
    expect(parseSignInLink(link.replace('?', '/?'))).toEqual({ outcome: 'code', code })
    expect(parseSignInLink('countersign://sign-in?oidc=refused')).toEqual({ outcome: 'refused', code: null })
    expect(findSignInLink(['/opt/countersign', '--flag', link])).toEqual({ outcome: 'code', code })
    expect(findSignInLink(['/opt/countersign'])).toBeNull()
  })

  it.each([
    '',
    'countersign://sign-in',
    'countersign://sign-in?oidc=other',
    `countersign://sign-in?code=${code}&oidc=code`,
    'countersign://sign-in?oidc=code&code=short',
    `${link}&code=${code}`,
    `${link}#x`,
    `${link}\n`,
    ` ${link}`,
    `https://sign-in?oidc=code&code=${code}`,
    `countersign://sign-in@evil?oidc=code&code=${code}`,
  ])('is not %j', text => expect(parseSignInLink(text)).toBeNull())

  it('is nothing else', () => {
    fc.assert(fc.property(fc.string(), text => parseSignInLink(text) === null))
  })
})

describe('a sign-in at the provider', () => {
  const begin = () => {
    const sent: ProviderReturn[] = []
    const signIn = holdProviderSignIn(returned => sent.push(returned))
    return { sent, signIn }
  }

  it('asks with the hash of the verifier it hands over with the code', () => {
    const { sent, signIn } = begin()
    signIn.listen()
    const url = new URL(signIn.begin('https://desk.example'))
    expect(`${url.origin}${url.pathname}`).toBe('https://desk.example/auth/oidc/start')
    const query = startOidcQuery.parse(Object.fromEntries(url.searchParams))
    expect(query.client).toBe('desktop')
    signIn.finish({ outcome: 'code', code })
    const [returned] = sent
    expect(exchangeOidcInput.parse({ code, verifier: returned?.verifier }).verifier).toBe(returned?.verifier)
    const hash = createHash('sha256')
      .update(returned?.verifier ?? '')
      .digest('base64url')
    expect(query.challenge).toBe(hash)
  })

  it('is heard of once, also when the page was not there yet', () => {
    const { sent, signIn } = begin()
    signIn.begin('https://desk.example')
    signIn.finish({ outcome: 'code', code })
    expect(sent).toEqual([])
    signIn.listen()
    signIn.listen()
    expect(sent).toHaveLength(1)
  })

  it('links with the same verifier it gave the hash of, and not before it did', () => {
    const { sent, signIn } = begin()
    signIn.listen()
    const ticket = 't'.repeat(43)
    expect(() => signIn.link('https://desk.example', ticket)).toThrow()
    const challenge = signIn.beginLink()
    const url = new URL(signIn.link('https://desk.example', ticket))
    expect(startOidcQuery.parse(Object.fromEntries(url.searchParams))).toEqual({
      client: 'desktop',
      challenge,
      link: ticket,
    })
    signIn.finish({ outcome: 'confirm_link', code })
    const verifier = sent[0]?.verifier ?? ''
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(challenge)
  })

  it('that nobody began, or that has ended, is not heard of', () => {
    const { sent, signIn } = begin()
    signIn.listen()
    signIn.finish({ outcome: 'code', code })
    signIn.begin('https://desk.example')
    signIn.finish({ outcome: 'code', code })
    signIn.finish({ outcome: 'code', code })
    expect(sent).toHaveLength(1)
  })
})
