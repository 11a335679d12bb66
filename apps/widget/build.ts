import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** Most the script may weigh on the wire, in bytes of gzip: 15 kB. */
export const sizeLimit = 15_000

export interface BuiltWidget {
  readonly code: Uint8Array
  readonly gzipped: number
}

/** One classic script without dependencies, for browsers that have constructable style sheets. Nothing is written. */
export async function buildWidget(): Promise<BuiltWidget> {
  const here = import.meta.dirname
  const result = await build({
    entryPoints: [join(here, 'src/widget.ts')],
    outfile: join(here, 'dist/widget.js'),
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    // ASCII only: a page in another encoding would read the Cyrillic strings as noise.
    charset: 'ascii',
    legalComments: 'none',
    target: ['chrome111', 'firefox115', 'safari16.4'],
    logLevel: 'warning',
  })
  const code = result.outputFiles[0]?.contents
  if (!code) throw new Error('esbuild gave no output')
  return { code, gzipped: gzipSync(code, { level: 9 }).length }
}

async function main(): Promise<void> {
  const { mkdir, writeFile } = await import('node:fs/promises')
  const { code, gzipped } = await buildWidget()
  console.log(`widget.js: ${code.length} bytes, ${gzipped} gzipped (limit ${sizeLimit})`)
  if (gzipped > sizeLimit) {
    process.exitCode = 1
    return
  }
  const folder = join(import.meta.dirname, 'dist')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'widget.js'), code)
}

if (import.meta.main) await main()
