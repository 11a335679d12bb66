import { uuid } from '@countersign/shared/kernel/ids'
import { describe, expect, it } from 'vitest'
import { newUuid } from './new-uuid.ts'

describe('a new id', () => {
  it('is a UUID and never the same', () => {
    const ids = Array.from({ length: 200 }, newUuid)
    for (const id of ids) expect(uuid.safeParse(id).success, id).toBe(true)
    expect(new Set(ids).size).toBe(200)
  })
})
