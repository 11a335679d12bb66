import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import OidcProvider from 'oidc-provider'
import type { ProviderOrder, ProviderPerson } from './oidc-provider.ts'

/** The provider itself, in a process of its own: it takes orders over the channel to the one that started it. */
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

function open(redirectUri: string): OidcProvider {
  return new OidcProvider(issuer, {
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
}

const server = createServer((request, response) => void answer(request, response))
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

process.on('message', (order: ProviderOrder) => {
  if (order.what === 'register') provider = open(order.redirectUri)
  if (order.what === 'seat') {
    seated = order.person
    if (seated !== null) known.set(seated.subject, seated)
  }
  if (order.what === 'down') {
    down = order.down
    if (down) server.closeAllConnections()
  }
  process.send?.({ done: order.id })
})
// Whoever started it is gone.
process.on('disconnect', () => process.exit())
process.send?.({ issuer, clientId, clientSecret })
