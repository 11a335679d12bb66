import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import OidcProvider from 'oidc-provider'

/** Somebody the provider knows, and what it says of them. */
export interface ProviderPerson {
  readonly subject: string
  readonly email: string
  readonly emailVerified: boolean
  /** How it says it has asked them, e.g. `['pwd', 'mfa']`. */
  readonly amr?: readonly string[]
}

export interface TestProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Takes the client that comes back to this address. */
  register(redirectUri: string): void
  /** Who is at the provider's screen from now on; null says no there. */
  seat(person: ProviderPerson | null): void
  /** Answers nothing more, or does again. */
  setDown(down: boolean): void
  close(): Promise<void>
}

/** A certified OpenID provider on a port of its own, whose screens answer by themselves. */
export async function startProvider(): Promise<TestProvider> {
  const clientId = 'countersign'
  const clientSecret = randomBytes(24).toString('hex')
  let seated: ProviderPerson | null = null
  const known = new Map<string, ProviderPerson>()
  let provider: OidcProvider | null = null
  let down = false

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (down || provider === null) return void request.socket.destroy()
    if (!request.url?.startsWith('/interaction/')) return provider.callback()(request, response)
    const result =
      seated === null
        ? { error: 'access_denied' }
        : { login: { accountId: seated.subject, amr: seated.amr, remember: false } }
    await provider.interactionFinished(request, response, result)
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    clientId,
    clientSecret,
    register(redirectUri) {
      provider = new OidcProvider(issuer, {
        clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
        claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['name'] },
        cookies: { keys: [randomBytes(16).toString('hex')] },
        features: { devInteractions: { enabled: false } },
        interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
        findAccount(_context, subject) {
          const person = known.get(subject)
          if (person === undefined) return undefined
          const { email, emailVerified } = person
          return {
            accountId: subject,
            claims: () => ({ sub: subject, email, email_verified: emailVerified, name: 'Ada' }),
          }
        },
        async loadExistingGrant({ oidc }) {
          const grant = new oidc.provider.Grant({
            clientId: oidc.client.clientId,
            accountId: oidc.session.accountId,
          })
          grant.addOIDCScope('openid email profile')
          await grant.save()
          return grant
        },
      })
    },
    seat(person) {
      seated = person
      if (person !== null) known.set(person.subject, person)
    },
    setDown(value) {
      down = value
      if (value) server.closeAllConnections()
    },
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
