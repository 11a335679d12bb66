import { extname, isAbsolute, relative, resolve } from 'node:path'

interface Asset {
  readonly file: string
  readonly contentType: string
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/**
 * The file of the built console that a URL of its own scheme names, or null. Nothing outside `root` can be named: the
 * path is decoded once, and refused whole when it has anything a file system reads in a second way.
 */
export function resolveAsset(root: string, home: string, url: string): Asset | null {
  if (!URL.canParse(url)) return null
  const { protocol, host, pathname } = new URL(url)
  if (`${protocol}//${host}` !== home) return null
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (path === '/' || path === '') path = '/index.html'
  const segments = path.slice(1).split('/')
  // A dot at the end and a colon inside name other files on Windows (`a.` is `a`, `a:b` is a stream of `a`).
  const odd = segments.some(s => s === '' || s.startsWith('.') || s.endsWith('.') || /[\\:%\p{Cc}]/u.test(s))
  if (odd) return null
  const contentType = contentTypes[extname(path).toLowerCase()]
  if (contentType === undefined) return null
  const file = resolve(root, ...segments)
  const inside = relative(root, file)
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return null
  return { file, contentType }
}
