import { may, type Permission } from '@countersign/shared/identity/role.policy'
import { AppError } from '@countersign/shared/kernel/app-error'
import { uuid } from '@countersign/shared/kernel/ids'
import type { Result } from '@countersign/shared/kernel/result'
import { storedText } from '@countersign/shared/kernel/stored-text'
import { type FileKind, largestFile } from '@countersign/shared/knowledge/knowledge.contract'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../api/actor.ts'
import type { SessionReader } from '../../api/read-session.ts'
import type { Services } from '../../api/services.ts'
import { readOriginal, uploadDocument } from '../../features/knowledge/index.ts'
import { sniffKind } from '../../pipelines/ingest/extract/sniff-kind.ts'
import { nameTenant } from '../../telemetry/log.ts'

export interface UploadRoutesOptions {
  readonly services: Services
  readonly sessions: SessionReader
  /** Origins other than this server's that may call: the desktop console's own. */
  readonly consoleOrigins: readonly string[]
}

const fields = z.object({
  documentId: uuid.optional(),
  category: storedText.trim().max(60).optional(),
  about: storedText.trim().max(200).optional(),
  tags: storedText
    .max(2000)
    .transform(text => text.split(',').flatMap(tag => tag.trim().slice(0, 60) || []))
    .pipe(z.array(z.string()).max(30))
    .optional(),
})
const params = z.object({ id: uuid })

const types: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'application/octet-stream',
  markdown: 'text/plain; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
}

/** Files for the knowledge of a tenant, in and out; everything else about them is tRPC. */
export async function uploadRoutes(app: FastifyInstance, options: UploadRoutesOptions): Promise<void> {
  const { services, consoleOrigins } = options
  app.removeAllContentTypeParsers()
  // A file ends where the limit is: what comes after is not kept, not even for a moment.
  await app.register(multipart, {
    limits: { fileSize: largestFile, files: 1, fields: 8, fieldSize: 4000, parts: 9, headerPairs: 50 },
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const { origin } = request.headers
    if (origin === undefined || !consoleOrigins.includes(origin)) return
    reply.header('access-control-allow-origin', origin)
    reply.header('access-control-allow-headers', 'authorization, accept-language, x-unattended')
    reply.header('access-control-allow-methods', 'GET, POST')
    reply.header('access-control-max-age', '600')
    reply.header('vary', 'origin')
  })
  app.options('/knowledge/files', async (_request, reply) => reply.status(204).send())

  app.post('/knowledge/files', async (request, reply) => {
    const actor = await enter(options, request, 'knowledge.write')
    if (!request.isMultipart())
      throw new AppError('input.unsupported_media_type', 'The request must be a form')
    const file = await readForm(request)
    const kind = sniffKind(file.name, file.bytes)
    if (kind === 'office-encrypted')
      throw new AppError('knowledge.encrypted', 'The file is behind a password')
    if (kind === 'unknown') throw new AppError('knowledge.unsupported', 'This kind of file cannot be read')
    if (file.bytes.length === 0) throw new AppError('knowledge.no_text', 'The file is empty')
    const answer = unwrap(await uploadDocument(services, actor, { ...file, kind }))
    return reply.status(202).send(answer)
  })

  app.get('/knowledge/files/:id', async (request, reply) => {
    const actor = await enter(options, request, 'knowledge.read')
    const found = params.safeParse(request.params)
    if (!found.success) throw new AppError('knowledge.not_found', 'There is no such file')
    const { name, kind, bytes } = unwrap(await readOriginal(services, actor, found.data.id))
    // Somebody else's page must never run as one of this server's.
    return reply
      .type(types[kind])
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(Buffer.from(bytes))
  })
}

async function readForm(request: FastifyRequest) {
  try {
    const part = await request.file()
    if (part === undefined) throw new AppError('input.invalid', 'The form has no file')
    const bytes = await part.toBuffer()
    // The plugin looks for what was cut off at each piece it is handed. When a piece ends just at the limit there is no further one.
    if (part.file.truncated) throw new AppError('knowledge.too_large', 'The file is too large')
    // Fields behind the file are read only once it has ended.
    const values: Record<string, string> = {}
    for (const [name, field] of Object.entries(part.fields)) {
      if (
        field !== undefined &&
        !Array.isArray(field) &&
        field.type === 'field' &&
        typeof field.value === 'string'
      )
        values[name] = field.value
    }
    const read = fields.safeParse(values)
    if (!read.success) {
      const issues = read.error.issues.map(issue => ({ path: issue.path.join('.'), message: issue.message }))
      throw new AppError('input.invalid', 'The form does not fit', { issues })
    }
    return { name: part.filename ?? '', bytes, ...read.data }
  } catch (error) {
    if (error instanceof AppError) throw error
    const { code } = error as { code?: string }
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw new AppError('knowledge.too_large', 'The file is too large')
    if (code?.startsWith('FST_') === true) throw new AppError('input.invalid', 'The form cannot be read')
    throw new AppError('input.invalid', 'The form cannot be read', { cause: error })
  }
}

async function enter(
  options: UploadRoutesOptions,
  request: FastifyRequest,
  permission: Permission,
): Promise<Actor> {
  const [, token = ''] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? []
  const session = await options.sessions.read(token, true)
  if (session instanceof AppError) throw session
  if (!may(session.role, permission)) throw new AppError('auth.forbidden', 'This role may not do that')
  nameTenant(session.tenantId)
  const { membershipId: memberId, userId, tenantId, role, sessionId } = session
  return { memberId, userId, tenantId, role, sessionId, language: 'en' }
}

function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new AppError(result.code, result.code)
}
