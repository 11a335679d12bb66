import { describe, expect, it } from 'vitest'
import { AppError, type ErrorCode, errorStatus } from './app-error.ts'

const codes = Object.keys(errorStatus) as ErrorCode[]

describe('error codes', () => {
  it.each(codes)('%s is a name and an HTTP error', code => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*(\.[a-z_]+)$/)
    expect(errorStatus[code]).toBeGreaterThanOrEqual(400)
    expect(errorStatus[code]).toBeLessThan(600)
  })

  it('blames the server, or whom it depends on, for exactly three things', () => {
    expect(codes.filter(code => errorStatus[code] >= 500).sort()).toEqual([
      'oidc.unavailable',
      'server.error',
      'server.unavailable',
    ])
  })

  it('has the codes that outside checks rely on', () => {
    const promised = [
      'suggestion.stale',
      'suggestion.already_decided',
      'conversation.not_found',
      'auth.invalid',
      'auth.locked',
      'auth.forbidden',
      'rate.limited',
    ]
    expect(codes).toEqual(expect.arrayContaining(promised))
  })
})

describe('AppError', () => {
  it('carries code, status, issues, details and cause', () => {
    const cause = new Error('underneath')
    const issues = [{ path: 'text', message: 'must not be empty' }]
    const error = new AppError('input.invalid', 'The input does not fit', {
      issues,
      details: { at: 1 },
      cause,
    })
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({
      name: 'AppError',
      code: 'input.invalid',
      status: 400,
      message: 'The input does not fit',
      issues,
      details: { at: 1 },
      cause,
    })
  })

  it('has no issues, details or cause of its own making', () => {
    const error = new AppError('auth.invalid', 'Sign in first')
    expect(error.issues).toEqual([])
    expect(error.details).toBeUndefined()
    expect('cause' in error).toBe(false)
  })
})
