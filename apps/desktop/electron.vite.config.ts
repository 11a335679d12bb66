import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const source = (path: string) => resolve(import.meta.dirname, 'src', path)

/**
 * Writes scripts and styles compressed beside themselves, for the server that gives the console to browsers: compressed once here
 * they are a quarter of their size on the way, and cost the server nothing. The desktop reads the plain ones.
 */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle).filter(file => /[.](js|css)$/.test(file))) {
        const file = resolve(dir ?? '.', name)
        const plain = readFileSync(file)
        writeFileSync(`${file}.gz`, gzipSync(plain, { level: 9 }))
        const params = {
          [constants.BROTLI_PARAM_QUALITY]: 9,
          [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
        }
        writeFileSync(`${file}.br`, brotliCompressSync(plain, { params }))
      }
    },
  }
}

export default defineConfig({
  main: {
    build: {
      // Everything is bundled: the package then holds no node_modules, and workspace sources need no build of their own.
      externalizeDeps: false,
      rolldownOptions: { input: { index: source('main/index.ts') }, output: { format: 'es' } },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      // A sandboxed preload is one CommonJS file: it can require `electron` and nothing beside it.
      rolldownOptions: {
        input: { index: source('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: source('renderer'),
    plugins: [react(), tailwindcss(), compressed()],
    build: {
      rolldownOptions: { input: source('renderer/index.html') },
      minify: true,
      // Inlined assets would be `data:` URLs, which the page's rules allow for images only.
      assetsInlineLimit: 0,
    },
  },
})
