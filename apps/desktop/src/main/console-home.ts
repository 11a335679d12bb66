/** The scheme and origin the built console is served on. Its own scheme, because `file:` pages may read every file. */
export const consoleScheme = 'app'
export const consoleOrigin = 'app://console'
export const consolePage = `${consoleOrigin}/index.html`
