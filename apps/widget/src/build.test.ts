// @vitest-environment node
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type BuiltWidget, buildWidget, sizeLimit } from '../build.ts'

let built: BuiltWidget
let code: string

beforeAll(async () => {
  built = await buildWidget()
  code = new TextDecoder().decode(built.code)
})

describe('the built script', () => {
  it('stays within its size', () => {
    expect(sizeLimit).toBeLessThanOrEqual(15_000)
    expect(built.gzipped).toBeGreaterThan(5_000)
    expect(built.gzipped).toBeLessThanOrEqual(sizeLimit)
  })

  it('is one classic script in plain ASCII', () => {
    expect(code).not.toMatch(/^\s*(import|export)\b/m)
    expect(code).not.toMatch(/\bimport\(/)
    expect([...built.code].every(byte => byte < 128)).toBe(true)
  })

  it('touches nothing that a strict policy or Trusted Types would stop', () => {
    for (const sink of [
      /innerHTML/,
      /outerHTML/,
      /insertAdjacentHTML/,
      /document\.write/,
      /\beval\(/,
      /new Function/,
      /DOMParser/,
      /createContextualFragment/,
      /setAttribute\("style"/,
      /\.style\b/,
      /cssText/,
      /srcdoc/,
    ]) {
      expect(code).not.toMatch(sink)
    }
  })
})

describe('the demo page', () => {
  const read = (name: string) => readFileSync(join(import.meta.dirname, '../demo', name), 'utf8')

  it('has no inline script, style or handler, and loads only from its own server', () => {
    const page = read('index.html')
    expect(page).not.toMatch(/<style|style=|\son\w+=|javascript:/i)
    expect([...page.matchAll(/<script[^>]*>([^<]*)<\/script>/g)].map(match => match[1])).toEqual([''])
    for (const [, address = ''] of page.matchAll(/\s(?:src|href)="([^"]*)"/g)) {
      expect(address).toMatch(/^(\/|#|data:image\/)/)
    }
    expect(read('demo.css')).not.toMatch(/@import|url\(/)
  })

  it('embeds the chat of the demo channel', () => {
    expect(read('index.html')).toMatch(/<script src="\/widget\.js" data-channel="demo"[^>]* async><\/script>/)
  })
})
