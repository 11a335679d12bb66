import { join } from 'node:path'
import { resolveConfig } from 'electron-vite'
import { build } from 'vite'

const desktop = join(import.meta.dirname, '..')

/**
 * Builds main and preload as `electron-vite build` does, without the renderer, into `<outDir>/main/index.js` and
 * `<outDir>/preload/index.cjs`. Built for each run: an older build would test older code.
 */
export async function buildMain(outDir: string): Promise<void> {
  const before = { ...process.env }
  process.env.NODE_ENV_ELECTRON_VITE = 'production'
  try {
    const { config } = await resolveConfig(
      {
        root: desktop,
        configFile: join(desktop, 'electron.vite.config.ts'),
        logLevel: 'error',
        build: { outDir },
      },
      'build',
      'production',
    )
    if (config?.main === undefined || config.preload === undefined)
      throw new Error('No main or preload to build')
    await build(config.main)
    await build(config.preload)
  } finally {
    for (const name of ['NODE_ENV', 'NODE_ENV_ELECTRON_VITE']) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  }
}
