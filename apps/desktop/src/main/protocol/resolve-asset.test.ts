// @vitest-environment node
import { isAbsolute, relative, resolve, sep } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveAsset } from './resolve-asset.ts'

const root = resolve('/opt/countersign/renderer')
const home = 'app://console'
const fileOf = (path: string) => resolveAsset(root, home, `${home}${path}`)?.file ?? null

describe("the console's own files", () => {
  it('are found under the built renderer, with their type', () => {
    expect(fileOf('/index.html')).toBe(`${root}${sep}index.html`)
    expect(fileOf('/')).toBe(`${root}${sep}index.html`)
    expect(fileOf('')).toBe(`${root}${sep}index.html`)
    expect(fileOf('/assets/index-D4.js?x=1#y')).toBe(resolve(root, 'assets/index-D4.js'))
    expect(resolveAsset(root, home, 'app://console/a.css')?.contentType).toBe('text/css; charset=utf-8')
  })

  it.each([
    '/..%2f..%2fsecret.json',
    '/%2e%2e%5c..%5csecret.json',
    '/assets/..%5c..%5csecret.json',
    '/%252e%252e/secret.json',
    '/%00/index.html',
    '/index.html%00.js',
    '/C:/Windows/win.json',
    '/c%3a/x.json',
    '//etc/x.json',
    '/assets//x.js',
    '/.env.json',
    '/assets/.hidden.js',
    '/index.html.',
    '/index.html::$DATA',
    '/%E0%A4%A.js',
    '/package',
    '/main.exe',
  ])('are not reached by %s', path => expect(fileOf(path)).toBeNull())

  it('stay inside where the URL parser itself folds the dots away', () => {
    for (const dots of ['..', '%2e%2e', '.%2E']) {
      expect(fileOf(`/${dots}/${dots}/secret.json`)).toBe(resolve(root, 'secret.json'))
    }
  })

  it('are not served to another host or scheme', () => {
    for (const url of ['app://other/index.html', 'app://console:1/index.html', 'file:///index.html', 'x']) {
      expect(resolveAsset(root, home, url)).toBeNull()
    }
  })

  it('are all that can be named, whatever the path', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '%2e%2e',
        '%2E.',
        '%2f',
        '%5c',
        '\\',
        '/',
        '//',
        '%00',
        ':',
        'C:',
        '~',
        '%25',
      ),
      fc.constantFrom('assets', 'index.html', '.js', 'x.css', '%c0%ae%c0%ae', '%uff0e'),
      fc.string({ maxLength: 6 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom('/', ''), (pieces, glue) => {
        const asset = resolveAsset(root, home, `${home}/${pieces.join(glue)}`)
        if (asset === null) return
        const inside = relative(root, asset.file)
        expect(inside === '' || inside.startsWith('..') || isAbsolute(inside)).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })
})
