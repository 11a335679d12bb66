import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '@countersign/shared/kernel/app-error'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const repository = join(import.meta.dirname, '../../../../..')
const consoleFolder = join(repository, 'apps/desktop/out/renderer')
const widgetFolder = join(repository, 'apps/widget')

/** The console, the widget and its demo page. */
export async function pageRoutes(app: FastifyInstance): Promise<void> {
  if (existsSync(join(consoleFolder, 'index.html'))) await consoleRoutes(app)
  else {
    app.get('/app', async () => {
      throw new AppError('server.unavailable', 'The console has not been built')
    })
  }
  app.get('/widget.js', async (_request, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('access-control-allow-origin', '*')
      .header('cache-control', 'public, max-age=300')
      .send(createReadStream(join(widgetFolder, 'dist/widget.js'))),
  )
  app.get('/widget/demo', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(createReadStream(join(widgetFolder, 'demo/index.html'))),
  )
  app.get('/widget/demo.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(createReadStream(join(widgetFolder, 'demo/demo.css'))),
  )
}

async function consoleRoutes(app: FastifyInstance): Promise<void> {
  // The build names its parts relative to the page, for Electron; in a browser the page has many addresses.
  const page = readFileSync(join(consoleFolder, 'index.html'), 'utf8').replace(
    '<head>',
    '<head><base href="/app/">',
  )
  await app.register(fastifyStatic, {
    root: consoleFolder,
    prefix: '/app/',
    index: false,
    wildcard: false,
    immutable: true,
    maxAge: '1y',
    // The build puts compressed scripts and styles beside the plain ones.
    preCompressed: true,
  })
  const show = async (
    _request: unknown,
    reply: { type(t: string): { header(n: string, v: string): { send(b: string): unknown } } },
  ) => reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
  app.get('/app', show)
  app.get('/app/*', show)
  app.get('/', async (_request, reply) => reply.redirect('/app'))
}
