/** Where `electron-vite dev` serves the renderer, as it tells the desktop it starts. */
export function readDevelopmentUrl(): string | undefined {
  return process.env.ELECTRON_RENDERER_URL
}
