import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { root } from '../bootstrap.mjs'

/** Whether this machine shows windows. */
export function hasDisplay() {
  return (
    process.platform === 'darwin' ||
    process.platform === 'win32' ||
    Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  )
}

/** The Electron runtime's program, or undefined when it is not installed: the npm package alone does not bring it. */
export function electronProgram() {
  const folder = path.join(root, 'apps/desktop/node_modules/electron')
  try {
    const file = path.join(folder, 'dist', fs.readFileSync(path.join(folder, 'path.txt'), 'utf8').trim())
    return fs.existsSync(file) ? file : undefined
  } catch {
    return undefined
  }
}

export function canOpenWindow() {
  return hasDisplay() && electronProgram() !== undefined
}
