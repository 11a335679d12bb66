import { AppError } from '@countersign/shared/kernel/app-error'
import type { FastifyInstance } from 'fastify'

/** Largest request body, bytes. */
export const bodyLimit = 1024 * 1024

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

function decode(body: Buffer): string {
  try {
    return utf8.decode(body)
  } catch {
    throw new AppError('input.bad_encoding', 'The request is not valid UTF-8')
  }
}

/**
 * Reads JSON bodies strictly: bytes that are not UTF-8 are refused instead of being replaced by question marks, which
 * is what Node's own decoding does and what a person would then approve an answer to.
 *
 * @param parse false leaves the body a string, for a handler that parses it itself
 */
export function readJsonBodies(app: FastifyInstance, parse: boolean): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => {
    try {
      const text = decode(body as Buffer)
      if (!parse) return done(null, text)
      try {
        done(null, JSON.parse(text))
      } catch {
        done(new AppError('input.invalid', 'The request is not JSON'))
      }
    } catch (error) {
      done(error as Error)
    }
  })
}
