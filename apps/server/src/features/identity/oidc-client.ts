import type { Clock } from '@countersign/shared/kernel/clock'
import * as client from 'openid-client'
import type { OidcAnswer, OidcClaims, OidcPort } from '../../api/oidc.port.ts'

export interface OidcOptions {
  readonly issuer: string
  readonly clientId: string
  /** Null for a public client. */
  readonly clientSecret: string | null
  readonly name: string
}

const timeoutSeconds = 10
/** The provider's own keys and addresses are looked up again after this, milliseconds. */
const discoveryMs = 3600_000

/**
 * The provider by its issuer address: authorization code, PKCE, state and nonce, ID token checked against its published
 * keys. It is first asked when somebody wants to sign in, so that a server starts without it.
 *
 * @param tell of what went wrong, by a code
 */
export function makeOidcClient(options: OidcOptions, clock: Clock, tell: (reason: string) => void): OidcPort {
  let known: { readonly configuration: Promise<client.Configuration>; readonly at: number } | null = null
  const configure = () => {
    const now = clock.now().getTime()
    if (known === null || now - known.at > discoveryMs) {
      const configuration = discover(options)
      known = { configuration, at: now }
      configuration.catch(() => {
        known = null
      })
    }
    return known.configuration
  }
  return {
    name: options.name,
    async begin({ redirectUri, state, nonce, verifier }) {
      try {
        return client.buildAuthorizationUrl(await configure(), {
          redirect_uri: redirectUri,
          scope: 'openid email profile',
          state,
          nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        })
      } catch (error) {
        tell(reasonOf(error))
        return null
      }
    },
    async finish(answer, { redirectUri, state, nonce, verifier }) {
      try {
        const configuration = await configure()
        const url = new URL(redirectUri)
        url.search = answer.toString()
        const tokens = await client.authorizationCodeGrant(configuration, url, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const token = tokens.claims()
        if (token === undefined) return { kind: 'refused' }
        const told = { ...(await askWho(configuration, tokens.access_token, token)), ...token }
        return { kind: 'claims', claims: readClaims(token, told) }
      } catch (error) {
        tell(reasonOf(error))
        return { kind: isAway(error) ? 'unavailable' : 'refused' } satisfies OidcAnswer
      }
    },
  }
}

async function discover({ issuer, clientId, clientSecret }: OidcOptions): Promise<client.Configuration> {
  const server = new URL(issuer)
  const execute = server.protocol === 'http:' ? [client.allowInsecureRequests] : []
  const bySecret = (basic: boolean) => {
    if (clientSecret === null) return client.None()
    return basic ? client.ClientSecretBasic(clientSecret) : client.ClientSecretPost(clientSecret)
  }
  const found = await client.discovery(server, clientId, clientSecret ?? undefined, bySecret(false), {
    execute,
    timeout: timeoutSeconds,
  })
  const ways = found.serverMetadata().token_endpoint_auth_methods_supported
  // By the standard, a provider that names no way takes this one.
  const basic =
    ways === undefined || (ways.includes('client_secret_basic') && !ways.includes('client_secret_post'))
  if (clientSecret === null || !basic) return found
  const configuration = new client.Configuration(
    found.serverMetadata(),
    clientId,
    clientSecret,
    bySecret(true),
  )
  configuration.timeout = timeoutSeconds
  for (const apply of execute) apply(configuration)
  return configuration
}

/** Many providers keep the address out of the ID token and tell it on asking. */
async function askWho(
  configuration: client.Configuration,
  accessToken: string,
  token: client.IDToken,
): Promise<Record<string, unknown>> {
  if (token.email !== undefined) return {}
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return {}
  return client.fetchUserInfo(configuration, accessToken, token.sub)
}

function readClaims(token: client.IDToken, told: Record<string, unknown>): OidcClaims {
  const email = typeof told.email === 'string' ? told.email.trim().toLowerCase().slice(0, 254) : null
  const methods = Array.isArray(token.amr) ? token.amr : []
  return {
    issuer: token.iss,
    subject: token.sub,
    email,
    verifiedEmail: told.email_verified === true ? email : null,
    mfa: methods.includes('mfa'),
  }
}

/** Of all that can go wrong, what passes by itself: no connection, no answer in time, an error on their side. */
function isAway(error: unknown): boolean {
  const { name, code, status, cause } = error as {
    name?: string
    code?: string
    status?: number
    cause?: unknown
  }
  if (name === 'TimeoutError' || code === 'OAUTH_TIMEOUT') return true
  if (error instanceof TypeError && code === undefined) return true
  if (typeof status === 'number' && status >= 500) return true
  if (cause instanceof Response) return cause.status >= 500
  return cause instanceof Error && cause !== error && isAway(cause)
}

function reasonOf(error: unknown): string {
  const { name, code, error: answer } = error as { name?: string; code?: string; error?: string }
  return [name, code, answer]
    .filter(part => typeof part === 'string')
    .join(' ')
    .slice(0, 120)
}
