import { may, type Permission } from '@countersign/shared/identity/role.policy'
import { AppError } from '@countersign/shared/kernel/app-error'
import type { Result } from '@countersign/shared/kernel/result'
import { initTRPC, TRPCError } from '@trpc/server'
import { type TRPC_ERROR_CODE_KEY, TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import { ZodError } from 'zod'
import { isDatabaseAway } from '../db/database-away.ts'
import type { ApiContext } from './context.ts'

const kinds: Readonly<Record<number, TRPC_ERROR_CODE_KEY>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
}

/** The one place where refusals become tRPC errors. */
export function toTrpcError(error: AppError): TRPCError {
  return new TRPCError({
    code: kinds[error.status] ?? 'INTERNAL_SERVER_ERROR',
    message: error.message,
    cause: error,
  })
}

/** The product's error behind a tRPC one: bad input and unknown procedures have theirs too. */
export function appErrorOf(error: TRPCError): AppError {
  if (error.cause instanceof AppError) return error.cause
  // What is stored and does not fit is our fault, not the caller's: only a refused input is a bad request.
  if (error.code === 'BAD_REQUEST' && error.cause instanceof ZodError) {
    const issues = error.cause.issues.map(issue => ({ path: issue.path.join('.'), message: issue.message }))
    return new AppError('input.invalid', 'The input does not fit', { issues })
  }
  switch (error.code) {
    case 'NOT_FOUND':
      return new AppError('route.not_found', 'There is no such procedure')
    case 'METHOD_NOT_SUPPORTED':
      return new AppError('method.not_allowed', 'The procedure is called with another method')
    case 'PARSE_ERROR':
    case 'BAD_REQUEST':
      return new AppError('input.invalid', 'The request cannot be read')
    case 'PAYLOAD_TOO_LARGE':
      return new AppError('input.too_large', 'The request is too large')
    case 'UNSUPPORTED_MEDIA_TYPE':
      return new AppError('input.unsupported_media_type', 'The request must be JSON')
    default:
      if (isDatabaseAway(error.cause)) {
        return new AppError('server.unavailable', 'Try again in a moment', { cause: error })
      }
      return new AppError('server.error', 'Something went wrong', { cause: error })
  }
}

/** What a client reads of an error that no procedure answered with. */
export function trpcErrorBody(error: AppError) {
  const { code, status, issues, message } = error
  const kind = TRPC_ERROR_CODES_BY_KEY[kinds[status] ?? 'INTERNAL_SERVER_ERROR']
  return { error: { message, code: kind, data: { code, httpStatus: status, issues } } }
}

const t = initTRPC.context<ApiContext>().create({
  errorFormatter({ shape, error }) {
    const { code, status, issues, details } = appErrorOf(error)
    return {
      ...shape,
      message: code === 'server.error' ? 'Something went wrong' : shape.message,
      data: { code, httpStatus: status, path: shape.data.path, issues, ...(details ? { details } : {}) },
    }
  },
})

export const router = t.router
export const mergeRouters = t.mergeRouters
/** A procedure for everyone. A database that is away is told as such: its own words name hosts and quote values. */
export const publicProcedure = t.procedure.use(async ({ ctx, path, next }) => {
  const tooMany = await ctx.limitCall(path, 'address')
  if (tooMany !== null) throw toTrpcError(tooMany)
  const result = await next()
  if (result.ok) return result
  const known = appErrorOf(result.error)
  if (known.code === 'server.unavailable') throw toTrpcError(known)
  return result
})

/** A procedure for signed-in members who have the permission. Nothing in its body asks again. */
export function memberProcedure(permission?: Permission) {
  return publicProcedure.use(async ({ ctx, path, next }) => {
    if (ctx.actor === null) throw toTrpcError(ctx.refusal ?? new AppError('auth.invalid', 'Sign in first'))
    if (permission !== undefined && !may(ctx.actor.role, permission)) {
      throw toTrpcError(new AppError('auth.forbidden', 'This role may not do that'))
    }
    const tooMany = await ctx.limitCall(path, 'tenant')
    if (tooMany !== null) throw toTrpcError(tooMany)
    return next({ ctx: { ...ctx, actor: ctx.actor } })
  })
}

/** The value of a command's answer; its refusal becomes the error the client reads by code. */
export async function answer<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result
  if (settled.ok) return settled.value
  const details = settled.details
  throw toTrpcError(new AppError(settled.code, settled.code, details === undefined ? {} : { details }))
}
