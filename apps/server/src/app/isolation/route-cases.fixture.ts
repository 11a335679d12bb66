import type { IdsOf } from './two-tenants.fixture.ts'

/** What a request may name of a tenant. */
export interface Place {
  readonly id: IdsOf
  /** The secret of a customer of the tenant's web chat. */
  readonly sessionId: string
}

interface RouteRequest {
  readonly url: string
  readonly body?: unknown
  /** A form instead, with a file. */
  readonly form?: Readonly<Record<string, string>>
}

export interface RouteCase {
  /**
   * The request with what it names of a tenant. `ownChannel` is the key of the caller's own web chat, through which a
   * customer of another tenant may be asked for.
   */
  readonly ask: (place: Place, ownChannel: string) => RouteRequest
  /** Whether the request names anything of a tenant at all. */
  readonly names: boolean
  /** Made at the request, so that two answers that are alike still differ in it. */
  readonly makesIds: boolean
}

/** A route that holds nothing of a tenant, and an address of it. */
const page = (url: string): RouteCase => ({ ask: () => ({ url }), names: false, makesIds: false })
const names = (ask: RouteCase['ask'], makesIds = false): RouteCase => ({ ask, names: true, makesIds })

/** Every route of the server but the files of the console's build; a new one without a case fails a test. */
export const routeCases: Readonly<Record<string, RouteCase>> = {
  'GET /': page('/'),
  'GET /app': page('/app'),
  'GET /app/*': names(({ id }) => ({ url: `/app/inbox/${id('conversations')}` })),
  'GET /app/index.html': page('/app/index.html'),
  'GET /healthz': page('/healthz'),
  'GET /readyz': page('/readyz'),
  'GET /metrics': page('/metrics'),
  // Mails of this machine's mailbox, for whoever sits at it; no ids of a tenant.
  'GET /dev/mail': page('/dev/mail'),
  'GET /dev/mail.css': page('/dev/mail.css'),
  'GET /dev/mail.json': page('/dev/mail.json?to=nobody@nowhere.test'),
  'GET /dev/mail/:id': page('/dev/mail/none'),
  'OPTIONS /knowledge/files': page('/knowledge/files'),
  'POST /knowledge/files': names(
    ({ id }) => ({ url: '/knowledge/files', form: { documentId: id('documents') } }),
    true,
  ),
  'GET /knowledge/files/:id': names(({ id }) => ({ url: `/knowledge/files/${id('documents')}` })),
  'GET /auth/oidc/start': page('/auth/oidc/start'),
  'GET /auth/oidc/callback': page('/auth/oidc/callback?state=none'),
  'GET /widget.js': page('/widget.js'),
  'GET /widget/demo': page('/widget/demo'),
  'GET /widget/demo.css': page('/widget/demo.css'),
  'GET /api/v1/conversations': page('/api/v1/conversations'),
  'GET /api/v1/conversations/:id': names(({ id }) => ({
    url: `/api/v1/conversations/${id('conversations')}`,
  })),
  'GET /api/v1/knowledge/search': page('/api/v1/knowledge/search?text=thirty%20days'),
  'PUT /api/v1/knowledge/:id': names(({ id }) => ({
    url: `/api/v1/knowledge/${id('documents')}`,
    body: { title: 'T', text: 'Text' },
  })),
  // What the procedures say is the matter of their own cases.
  'GET /trpc/:path': names(({ id }) => ({
    url: `/trpc/conversation.get?input=${encodeURIComponent(JSON.stringify({ id: id('conversations') }))}`,
  })),
  'POST /trpc/:path': names(({ id }) => ({
    url: '/trpc/conversation.resolve,suggestion.reject?batch=1',
    body: { 0: { id: id('conversations') }, 1: { id: id('suggestions'), version: 1 } },
  })),
  'OPTIONS /trpc/:path': page('/trpc/conversation.get'),
  'GET /channels/webchat/:channelKey/messages': names(({ sessionId }, ownChannel) => ({
    url: `/channels/webchat/${ownChannel}/messages?sessionId=${sessionId}`,
  })),
  'POST /channels/webchat/:channelKey/messages': names(
    ({ sessionId }, ownChannel) => ({
      url: `/channels/webchat/${ownChannel}/messages`,
      body: { sessionId, messageId: 'victim-1', text: 'Where is my order?' },
    }),
    true,
  ),
  'OPTIONS /channels/webchat/:channelKey/messages': page('/channels/webchat/demo/messages'),
}

/** Only there when the console has been built. */
export const consoleRoutes: readonly string[] = ['GET /', 'GET /app/*', 'GET /app/index.html']

/** A file of the console's build has a name of its own in each build, and is the same for everyone. */
export const isBuiltFile = (route: string) => /^(GET|HEAD) \/app\/assets\//.test(route)

/** What a request sends, and how it is called. */
export function bodyOf({ body, form }: RouteRequest): {
  headers: Record<string, string>
  body?: string | FormData
} {
  if (form !== undefined) {
    const data = new FormData()
    for (const [name, value] of Object.entries(form)) data.set(name, value)
    data.set('file', new File(['Thirty days.'], 'returns.txt', { type: 'text/plain' }))
    return { headers: {}, body: data }
  }
  return body === undefined
    ? { headers: {} }
    : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
