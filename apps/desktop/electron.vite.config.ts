import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const source = (path: string) => resolve(import.meta.dirname, 'src', path)

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
    plugins: [react(), tailwindcss()],
    build: {
      rolldownOptions: { input: source('renderer/index.html') },
      minify: true,
      // Inlined assets would be `data:` URLs, which the page's rules allow for images only.
      assetsInlineLimit: 0,
    },
  },
})
