import type { MailContent } from '@countersign/shared/mail/mail.contract'
import { testPassword } from '../../testing/small-tenant.ts'
import type { SpawnedServer } from '../../testing/spawn-server.ts'
import { procedureCases } from './procedure-cases.fixture.ts'
import { nobody } from './two-tenants.fixture.ts'

const email = 'sekret.person@example.test'
const firstPassword = 'Sekretfirst words for a door'
const secondPassword = 'Sekretsecond words for a door'

/** Drives a server through accounts, invitations, keys and secrets, well and badly. */
export async function walkAccountRoad(
  server: Pick<SpawnedServer, 'url' | 'drain'>,
): Promise<{ handedOut: string[]; refused: string[]; walked: number }> {
  const { url } = server
  const handedOut = new Set<string>()
  const refused: string[] = []

  async function call(path: string, input: unknown, token: string | null = null): Promise<unknown> {
    const response = await fetch(`${url}/trpc/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(input === undefined ? {} : { body: JSON.stringify(input) }),
    })
    const { result, error } = (await response.json()) as {
      result?: { data: unknown }
      error?: { data: { code: string } }
    }
    for (const text of secretsIn(result?.data)) handedOut.add(text)
    if (error !== undefined) refused.push(`${path}: ${error.data.code}`)
    return result?.data
  }

  async function tokenOf(template: MailContent['template'], to = email): Promise<string> {
    await server.drain(20_000)
    const response = await fetch(`${url}/dev/mail.json?to=${encodeURIComponent(to)}`)
    const { mails } = (await response.json()) as { mails: { content: MailContent }[] }
    const content = mails.find(mail => mail.content.template === template)?.content
    const link = content !== undefined && 'link' in content ? content.link : null
    const token = link === null ? null : new URL(link).searchParams.get('token')
    if (token === null) throw new Error(`no ${template} with a link`)
    handedOut.add(token)
    return token
  }

  const accessTokenOf = (pair: unknown) => {
    const { accessToken } = (pair ?? {}) as { accessToken?: string }
    if (accessToken === undefined) throw new Error(`nobody was signed in; refused: ${refused.join(', ')}`)
    return accessToken
  }

  await call('auth.signUp', {
    email,
    password: firstPassword,
    name: 'Sekretperson',
    tenantName: 'Sekrettenant',
    language: 'en',
  })
  await call('auth.login', { email, password: firstPassword })
  const verification = await tokenOf('verify_email')
  await call('auth.verifyEmail', { token: `${verification}x` })
  await call('auth.verifyEmail', { token: verification })
  await call('auth.verifyEmail', { token: verification })

  await call('auth.requestPasswordReset', { email })
  const reset = await tokenOf('reset_password')
  await call('auth.resetPassword', { token: reset, password: secondPassword })
  await call('auth.resetPassword', { token: reset, password: firstPassword })
  await call('auth.login', { email, password: firstPassword })
  const owner = accessTokenOf(await call('auth.login', { email, password: secondPassword }))

  const invited = 'sekret.invited@example.test'
  await call('team.invite', { email: invited, role: 'operator' }, owner)
  const invitation = await tokenOf('invite', invited)
  await call('auth.describeInvite', { token: invitation })
  const accepted = { token: invitation, name: 'Sekretinvited', password: firstPassword }
  await call('auth.acceptInvite', accepted)
  await call('auth.acceptInvite', accepted)

  const made = await call('apiKey.create', { name: 'Sekretkey', scopes: ['knowledge.read'] }, owner)
  const { secret } = made as { secret: string }
  for (const key of [secret, `${secret}x`, 'cs_live_sekret']) {
    await fetch(`${url}/api/v1/knowledge/search?text=Sekretsearch`, {
      headers: { authorization: `Bearer ${key}` },
    })
    await fetch(`${url}/api/v1/conversations`, { headers: { authorization: `Bearer ${key}` } })
  }

  await call('secret.put', { name: 'A_TOKEN', value: 'Sekretvault value of a provider' }, owner)
  await call('account.beginSecondFactor', { password: 'Sekretwrong words' }, owner)
  await call('account.beginSecondFactor', { password: secondPassword }, owner)
  await call(
    'account.requestEmailChange',
    { newEmail: 'sekret.new@example.test', password: secondPassword },
    owner,
  )
  await call('auth.confirmEmailChange', { token: await tokenOf('change_email', 'sekret.new@example.test') })

  // Addresses are noted by their pattern alone.
  await fetch(`${url}/auth/oidc/callback?code=Sekretcode&state=Sekretstate`, { redirect: 'manual' })
  await fetch(`${url}/app/reset-password?token=Sekrettoken`)
  await fetch(`${url}/trpc/auth.describeInvite?input=${encodeURIComponent('{"token":"Sekrettoken"}')}`)

  // Every procedure there is, with words of a person wherever words can stand.
  let walked = 0
  const operator = accessTokenOf(
    await call('auth.login', { email: 'operator@test.test', password: testPassword }),
  )
  for (const [path, { inputs, plain }] of Object.entries(procedureCases)) {
    const given = inputs.length > 0 ? inputs.map(make => make(() => nobody)) : [plain]
    for (const input of given) {
      for (const token of [null, operator, owner]) await call(path, withWords(input), token)
      walked += 1
    }
  }
  await server.drain(20_000)
  return { handedOut: [...handedOut], refused, walked }
}

/** Fields that hold words, in inputs that are right otherwise. */
const wordy = [
  'text',
  'reason',
  'title',
  'value',
  'tenantName',
  'password',
  'current',
  'code',
  'token',
  'challenge',
]

function withWords(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(withWords)
  if (typeof input !== 'object' || input === null) return input
  return Object.fromEntries(
    Object.entries(input).map(([name, part]) => [
      name,
      wordy.includes(name) && typeof part === 'string' ? `Sekret${name}-${'x'.repeat(30)}` : withWords(part),
    ]),
  )
}

const isOpaque = /^[\w.~+/=-]{20,}$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Texts of an answer that only who was given them may have: long, and without a word in them. */
function secretsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    const opaque = isOpaque.test(value) && !uuid.test(value) && /\d/.test(value)
    return opaque && Number.isNaN(Date.parse(value)) ? [value] : []
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(secretsIn) : []
}
