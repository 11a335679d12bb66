import { readFile, realpath } from 'node:fs/promises'
import { sep } from 'node:path'
import { assetHeaders } from './content-security.policy.ts'
import { resolveAsset } from './resolve-asset.ts'

interface ConsoleFiles {
  /** Folder of the built renderer. */
  readonly root: string
  readonly home: string
  readonly serverUrl: () => string
  readonly onRefused: () => void
}

/** Answers one request of the console's own scheme: a file of the built renderer with the page's rules, or 404. */
export async function serveConsole(
  request: { readonly method: string; readonly url: string },
  { root, home, serverUrl, onRefused }: ConsoleFiles,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response(null, { status: 405, headers: assetHeaders('text/plain', serverUrl()) })
  }
  const asset = resolveAsset(root, home, request.url)
  if (asset === null) onRefused()
  const body = asset === null ? null : await readInside(root, asset.file)
  if (asset === null || body === null) {
    return new Response('Not found', { status: 404, headers: assetHeaders('text/plain', serverUrl()) })
  }
  return new Response(request.method === 'HEAD' ? null : body, {
    status: 200,
    headers: assetHeaders(asset.contentType, serverUrl()),
  })
}

/** The file's bytes; null when there is none, or when a symbolic link leads out of `root`. */
async function readInside(root: string, file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const [realRoot, realFile] = await Promise.all([realpath(root), realpath(file)])
    if (!realFile.startsWith(realRoot + sep)) return null
    return Uint8Array.from(await readFile(realFile))
  } catch {
    return null
  }
}
