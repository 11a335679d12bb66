import { AppError } from '@countersign/shared/kernel/app-error'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isDatabaseAway } from '../../db/database-away.ts'
import type { Log } from '../../telemetry/log.ts'

/** Any error of a plain HTTP route, as the product's own. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  // A query that is shared with the console's API refuses in its words.
  if (error instanceof Error && error.cause instanceof AppError) return error.cause
  const { code, statusCode } = error as Partial<FastifyError>
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new AppError('input.too_large', 'The request is larger than 1 MiB')
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new AppError('input.unsupported_media_type', 'The request must be JSON')
  }
  // A part of the address longer than any name here.
  if (code === 'FST_ERR_MAX_PARAM_LENGTH') return new AppError('route.not_found', 'There is nothing here')
  if (statusCode === 429) return new AppError('rate.limited', 'Too many requests; try again later')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new AppError('input.invalid', 'The request cannot be read')
  }
  if (isDatabaseAway(error)) {
    return new AppError('server.unavailable', 'Try again in a moment', { cause: error })
  }
  return new AppError('server.error', 'Something went wrong', { cause: error })
}

/** The body of every error of a plain HTTP route. */
export function errorBody(error: AppError) {
  return { error: { code: error.code, message: error.message, issues: error.issues } }
}

/** @param bodyOf how the routes spell an error */
export function answerError(log: Log, bodyOf: (error: AppError) => unknown = errorBody) {
  return (error: unknown, _request: FastifyRequest, reply: FastifyReply) => {
    const known = toAppError(error)
    if (known.status >= 500) log.error({ err: error }, 'request failed')
    return reply.status(known.status).send(bodyOf(known))
  }
}
