import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sqlOf } from '../../db/sql-of.ts'
import { type ProviderPerson, startProvider, type TestProvider } from '../../testing/oidc-provider.ts'
import { seedSmallTenant, testPassword } from '../../testing/small-tenant.ts'
import { makeBrowser as openBrowser, type TestBrowser } from '../../testing/test-browser.ts'
import { anonymous, codeOf, refusalOf, startTestServer, type TestServer } from '../../testing/test-server.ts'
import { hashSecret, makeSecret } from './oidc-tickets.ts'

describe('signing in with an OpenID provider', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oidc-'))
  let test: TestServer
  let provider: TestProvider
  let now = Date.now()
  let count = 0
  let email = ''
  let tenantId = ''
  let ada: ProviderPerson

  beforeAll(async () => {
    provider = await startProvider()
    const env = {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      OIDC_NAME: 'Acme ID',
    }
    test = await startTestServer(folder, env, { clock: { now: () => new Date(now) } })
    await provider.register(`${test.url}/auth/oidc/callback`)
  }, 60_000)
  afterAll(async () => {
    await test.server.close()
    await provider.close()
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    count += 1
    ;({ tenantId } = await seedSmallTenant(test.server.services, `o${count}`))
    email = `operator@o${count}.test`
    ada = { subject: `ada-${count}`, email, emailVerified: true }
    await provider.seat(ada)
    await provider.setDown(false)
  })

  const makeBrowser = () => openBrowser(test.url, provider.issuer)
  const outcome = (url: URL) => url.searchParams.get('oidc')
  const codeIn = (url: URL) => url.searchParams.get('code') ?? ''
  const signedIn = async (browser: TestBrowser) => {
    const { accessToken } = await browser.api().auth.login.mutate({ email, password: testPassword })
    return browser.api(accessToken)
  }
  const link = async (browser = makeBrowser()) => {
    const api = await signedIn(browser)
    const { url } = await api.account.linkOidc.mutate({ client: 'browser' })
    expect(outcome(await browser.go(url))).toBe('linked')
    return api
  }
  const mails = async () => {
    await test.server.drain(20_000)
    const response = await fetch(`${test.url}/dev/mail.json?to=${email}`)
    const body = (await response.json()) as { mails: { content: { template: string } }[] }
    return body.mails.map(mail => mail.content).filter(content => content.template === 'oidc_changed')
  }
  const audited = () =>
    test.server.services.database.withTenant(tenantId, async tx =>
      (
        await sqlOf(tx).$queryRaw<{ action: string }[]>`
            SELECT action FROM audit_events WHERE action LIKE 'member_oidc%' ORDER BY created_at, id`
      ).map(row => row.action),
    )

  it('is offered by name', async () => {
    expect(await anonymous(test.url).auth.methods.query()).toMatchObject({ oidc: { name: 'Acme ID' } })
  })

  it('opens a session for a linked identity, once', async () => {
    const api = await link()
    const browser = makeBrowser()
    const landed = await browser.go()
    expect(`${landed.origin}${landed.pathname}`).toBe(`${test.url}/app/sign-in`)
    expect(outcome(landed)).toBe('code')
    const pair = await browser.api().auth.exchangeOidc.mutate({ code: codeIn(landed) })
    expect(pair.member.email).toBe(email)
    expect(browser.jarOf(landed).has('countersign_refresh')).toBe(true)
    expect(await browser.api(pair.accessToken).auth.me.query()).toMatchObject({ email })
    expect(await codeOf(browser.api().auth.exchangeOidc.mutate({ code: codeIn(landed) }))).toBe(
      'token.invalid',
    )
    const { identities } = await api.account.oidcIdentities.query()
    expect(identities).toMatchObject([
      { issuer: provider.issuer, email, lastUsedAt: new Date(now).toISOString() },
    ])
    expect(await audited()).toEqual(['member_oidc_linked'])
    expect(await mails()).toEqual([
      { template: 'oidc_changed', name: 'operator', provider: 'Acme ID', linked: true },
    ])
  })

  it('asks the provider for a code with PKCE, state and nonce, each time others', async () => {
    const browser = makeBrowser()
    const [one, two] = [await browser.start(), await browser.start()]
    for (const url of [one, two]) {
      expect(Object.fromEntries(url.searchParams)).toMatchObject({
        response_type: 'code',
        client_id: provider.clientId,
        redirect_uri: `${test.url}/auth/oidc/callback`,
        code_challenge_method: 'S256',
      })
    }
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one.searchParams.get(name)).toMatch(/^[\w-]{43}$/)
      expect(one.searchParams.get(name)).not.toBe(two.searchParams.get(name))
    }
  })

  it('signs nobody in by their address alone: the account is proven first', async () => {
    const browser = makeBrowser()
    const landed = await browser.go()
    expect(outcome(landed)).toBe('link_needed')
    expect(await codeOf(browser.api().auth.exchangeOidc.mutate({ code: codeIn(landed) }))).toBe(
      'token.invalid',
    )
    const api = await signedIn(browser)
    expect(await api.account.confirmOidcLink.mutate({ code: codeIn(landed) })).toEqual({ done: true })
    expect(await codeOf(api.account.confirmOidcLink.mutate({ code: codeIn(landed) }))).toBe('token.invalid')
    expect(outcome(await browser.go())).toBe('code')
  })

  it('links a proposed identity to nobody but the account it was proposed for', async () => {
    const browser = makeBrowser()
    const landed = await browser.go()
    email = `second@o${count}.test`
    const api = await signedIn(browser)
    expect(await codeOf(api.account.confirmOidcLink.mutate({ code: codeIn(landed) }))).toBe('token.invalid')
    expect(await api.account.oidcIdentities.query()).toEqual({ identities: [] })
  })

  it.each<[string, Partial<ProviderPerson>]>([
    ['an address the provider has not checked', { emailVerified: false }],
    ['an address nobody has', { email: 'nobody@elsewhere.test' }],
  ])('tells who comes with %s that there is no account', async (_, part) => {
    await provider.seat({ ...ada, ...part })
    const landed = await makeBrowser().go()
    expect([outcome(landed), codeIn(landed)]).toEqual(['no_account', ''])
  })

  it('knows a linked person by their identity, whatever their address has become', async () => {
    await link()
    await provider.seat({ ...ada, email: 'other@elsewhere.test', emailVerified: false })
    expect(outcome(await makeBrowser().go())).toBe('code')
  })

  it('ends at the door for who was shut out, also between the two steps', async () => {
    await link()
    const browser = makeBrowser()
    const landed = await browser.go()
    const shut = (at: string | null) =>
      test.server.services.database.withTenant(
        tenantId,
        tx =>
          sqlOf(tx)
            .$executeRaw`UPDATE memberships SET disabled_at = ${at}::timestamptz WHERE tenant_id = ${tenantId}::uuid`,
      )
    await shut('2026-01-01')
    expect(await codeOf(browser.api().auth.exchangeOidc.mutate({ code: codeIn(landed) }))).toBe(
      'auth.invalid',
    )
    expect(outcome(await browser.go())).toBe('no_account')
    await shut(null)
    expect(outcome(await browser.go())).toBe('code')
  })

  describe('the way back', () => {
    it('is refused with another state', async () => {
      await link()
      const browser = makeBrowser()
      const back = await browser.atProvider(await browser.start())
      back.searchParams.set('state', makeSecret())
      expect(outcome((await browser.visit(back)).to ?? back)).toBe('expired')
      back.searchParams.delete('state')
      expect(outcome((await browser.visit(back)).to ?? back)).toBe('expired')
    })

    it('works once', async () => {
      await link()
      const browser = makeBrowser()
      const back = await browser.atProvider(await browser.start())
      expect(outcome((await browser.visit(back)).to ?? back)).toBe('code')
      expect(outcome((await browser.visit(back)).to ?? back)).toBe('expired')
    })

    it('works once also when it comes many times at once', async () => {
      await link()
      const browser = makeBrowser()
      const back = await browser.atProvider(await browser.start())
      const all = await Promise.all(
        [1, 2, 3, 4].map(async () => outcome((await browser.visit(back)).to ?? back)),
      )
      expect(all.sort()).toEqual(['code', 'expired', 'expired', 'expired'])
    })

    it('is refused in another browser, which cannot be made to sign in as somebody else', async () => {
      await link()
      const [browser, other] = [makeBrowser(), makeBrowser()]
      const back = await browser.atProvider(await browser.start())
      expect(outcome((await other.visit(back)).to ?? back)).toBe('refused')
      const landed = await browser.go()
      expect(await codeOf(other.api().auth.exchangeOidc.mutate({ code: codeIn(landed) }))).toBe(
        'token.invalid',
      )
    })

    it('is refused with the nonce of another sign-in', async () => {
      await link()
      const browser = makeBrowser()
      const there = await browser.start()
      there.searchParams.set('nonce', makeSecret())
      expect(outcome((await browser.visit(await browser.atProvider(there))).to ?? there)).toBe('refused')
    })

    it('is refused with the code of another sign-in, which another verifier belongs to', async () => {
      await link()
      const browser = makeBrowser()
      const one = await browser.atProvider(await browser.start())
      const two = await browser.atProvider(await browser.start())
      one.searchParams.set('code', two.searchParams.get('code') ?? '')
      expect(outcome((await browser.visit(one)).to ?? one)).toBe('refused')
    })

    it('is refused from another provider', async () => {
      await link()
      const browser = makeBrowser()
      const back = await browser.atProvider(await browser.start())
      back.searchParams.set('iss', 'https://other.example')
      expect(outcome((await browser.visit(back)).to ?? back)).toBe('refused')
    })

    it('comes too late after ten minutes, and so does its code after two', async () => {
      await link()
      const browser = makeBrowser()
      const back = await browser.atProvider(await browser.start())
      const before = now
      now += 11 * 60_000
      expect(outcome((await browser.visit(back)).to ?? back)).toBe('expired')
      const landed = await browser.go()
      now += 3 * 60_000
      expect(await codeOf(browser.api().auth.exchangeOidc.mutate({ code: codeIn(landed) }))).toBe(
        'token.invalid',
      )
      now = before
    })

    it('of somebody who said no leads back to the sign-in', async () => {
      await provider.seat(null)
      expect(outcome(await makeBrowser().go())).toBe('refused')
    })
  })

  describe('with the provider down', () => {
    it('says so on the way there and on the way back, and works again', async () => {
      await link()
      const browser = makeBrowser()
      const back = await browser.atProvider(await browser.start())
      await provider.setDown(true)
      expect(outcome((await browser.visit(back)).to ?? back)).toBe('unavailable')
      await provider.setDown(false)
      expect(outcome(await browser.go())).toBe('code')
    })

    it('starts all the same', async () => {
      const spare = await startProvider()
      const spareFolder = mkdtempSync(join(tmpdir(), 'oidc-'))
      const env = { OIDC_ISSUER: spare.issuer, OIDC_CLIENT_ID: 'x' }
      const other = await startTestServer(spareFolder, env)
      try {
        const there = () => fetch(`${other.url}/auth/oidc/start`, { redirect: 'manual' })
        expect((await there()).headers.get('location')).toBe(`${other.url}/app/sign-in?oidc=unavailable`)
        spare.register(`${other.url}/auth/oidc/callback`)
        expect((await there()).headers.get('location')).toMatch(spare.issuer)
      } finally {
        await other.server.close()
        await spare.close()
        rmSync(spareFolder, { recursive: true, force: true })
      }
    }, 60_000)
  })

  describe('linking', () => {
    it('takes no identity away from another', async () => {
      await link()
      email = `second@o${count}.test`
      const browser = makeBrowser()
      const api = await signedIn(browser)
      const { url } = await api.account.linkOidc.mutate({ client: 'browser' })
      expect(outcome(await browser.go(url))).toBe('already_linked')
      expect(await api.account.oidcIdentities.query()).toEqual({ identities: [] })
    })

    it('works once, and only in the browser that asked: nobody links my identity to their account', async () => {
      const browser = makeBrowser()
      const api = await signedIn(browser)
      const { url } = await api.account.linkOidc.mutate({ client: 'browser' })
      expect(outcome(await makeBrowser().go(url))).toBe('refused')
      expect(outcome(await browser.go(url))).toBe('expired')
      expect(await api.account.oidcIdentities.query()).toEqual({ identities: [] })
    })

    it('is undone, and then signs nobody in', async () => {
      const api = await link()
      const { identities } = await api.account.oidcIdentities.query()
      const id = identities[0]?.id ?? ''
      const stranger = await signInAsSecond()
      expect(await codeOf(stranger.account.unlinkOidc.mutate({ id }))).toBe('oidc.not_found')
      expect(await api.account.unlinkOidc.mutate({ id })).toEqual({ done: true })
      expect(await codeOf(api.account.unlinkOidc.mutate({ id }))).toBe('oidc.not_found')
      expect(outcome(await makeBrowser().go())).toBe('link_needed')
      expect(await audited()).toEqual(['member_oidc_linked', 'member_oidc_unlinked'])
    })

    const signInAsSecond = async () => {
      const { accessToken } = await anonymous(test.url).auth.login.mutate({
        email: `second@o${count}.test`,
        password: testPassword,
      })
      return makeBrowser().api(accessToken)
    }
  })

  describe('from the desktop', () => {
    const verifier = makeSecret()
    const desktop = `?client=desktop&challenge=${hashSecret(verifier)}`

    it('comes back through the deep link, for who has the verifier', async () => {
      await link()
      const browser = makeBrowser()
      const landed = await browser.go(`${test.url}/auth/oidc/start${desktop}`)
      expect([landed.protocol, landed.host, outcome(landed)]).toEqual(['countersign:', 'sign-in', 'code'])
      const pair = await anonymous(test.url).auth.exchangeOidc.mutate({ code: codeIn(landed), verifier })
      expect(pair.member.email).toBe(email)
    })

    it.each<[string, string | undefined]>([
      ['another verifier', makeSecret()],
      ['none', undefined],
    ])('opens nothing with %s, and is spent by the try', async (_, wrong) => {
      await link()
      const browser = makeBrowser()
      const code = codeIn(await browser.go(`${test.url}/auth/oidc/start${desktop}`))
      const exchange = (shown?: string) =>
        browser.api().auth.exchangeOidc.mutate({ code, ...(shown === undefined ? {} : { verifier: shown }) })
      expect(await codeOf(exchange(wrong))).toBe('token.invalid')
      expect(await codeOf(exchange(verifier))).toBe('token.invalid')
    })

    it('links when the desktop itself has confirmed', async () => {
      const api = await signedIn(makeBrowser())
      const { url } = await api.account.linkOidc.mutate({
        client: 'desktop',
        challenge: hashSecret(verifier),
      })
      const landed = await makeBrowser().go(url)
      expect([landed.protocol, outcome(landed)]).toEqual(['countersign:', 'confirm_link'])
      expect(await api.account.oidcIdentities.query()).toEqual({ identities: [] })
      expect(await api.account.confirmOidcLink.mutate({ code: codeIn(landed), verifier })).toEqual({
        done: true,
      })
      expect((await api.account.oidcIdentities.query()).identities).toHaveLength(1)
    })

    it('is not begun without the hash of a verifier', async () => {
      for (const query of ['?client=desktop', '?client=desktop&challenge=x', '?client=phone']) {
        expect((await makeBrowser().visit(`${test.url}/auth/oidc/start${query}`)).status).toBe(400)
      }
    })
  })

  it.each(['', 'torn', '\u0000', 'x'.repeat(5000)])(
    'a torn code or leave to link is one that is over: %j',
    async torn => {
      const browser = makeBrowser()
      expect(await codeOf(browser.api().auth.exchangeOidc.mutate({ code: torn }))).toBe('token.invalid')
      const { to } = await browser.visit(`${test.url}/auth/oidc/start?link=${encodeURIComponent(torn)}`)
      expect(to && outcome(to)).toBe('expired')
    },
  )

  describe('the second factor', () => {
    const demand = () =>
      test.server.services.database.withTenant(
        tenantId,
        tx =>
          sqlOf(tx).$executeRaw`UPDATE tenants SET require_second_factor = true WHERE id = ${tenantId}::uuid`,
      )
    const exchange = async () => {
      const browser = makeBrowser()
      return browser.api().auth.exchangeOidc.mutate({ code: codeIn(await browser.go()) })
    }

    it('is owed all the same', async () => {
      await link()
      await demand()
      expect(await codeOf(exchange())).toBe('auth.second_factor_setup_required')
    })

    it('is not asked for again by us when the provider has', async () => {
      await link()
      await demand()
      await provider.seat({ ...ada, amr: ['pwd', 'mfa'] })
      expect((await exchange()).member.email).toBe(email)
      await provider.seat({ ...ada, amr: ['pwd'] })
      expect(await codeOf(exchange())).toBe('auth.second_factor_setup_required')
    })

    it('of ours ends the sign-in', async () => {
      const api = await link()
      const { secret } = await api.account.beginSecondFactor.mutate({ password: testPassword })
      const codeFor = () => new TOTP({ secret }).generate({ timestamp: now })
      await api.account.confirmSecondFactor.mutate({ code: codeFor() })
      now += 60_000
      const { code, details } = await refusalOf(exchange())
      expect(code).toBe('auth.second_factor_required')
      const challenge = String(details?.challenge)
      const pair = await makeBrowser().api().auth.secondFactor.mutate({ challenge, code: codeFor() })
      expect(pair.member.email).toBe(email)
    })
  })

  it('is nothing where no provider is set up', async () => {
    const bareFolder = mkdtempSync(join(tmpdir(), 'oidc-'))
    const bare = await startTestServer(bareFolder)
    try {
      expect(await anonymous(bare.url).auth.methods.query()).toMatchObject({ oidc: null })
      for (const path of ['start', 'callback?code=x&state=y']) {
        const response = await fetch(`${bare.url}/auth/oidc/${path}`, { redirect: 'manual' })
        expect([
          response.status,
          ((await response.json()) as { error: { code: string } }).error.code,
        ]).toEqual([404, 'oidc.off'])
      }
    } finally {
      await bare.server.close()
      rmSync(bareFolder, { recursive: true, force: true })
    }
  }, 60_000)
})
