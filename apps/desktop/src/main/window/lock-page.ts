import { type Session, shell, type WebContents } from 'electron'
import type { Log } from '../log/open-log.ts'
import { decideNavigation, decideNewWindow, type NavigationVerdict } from './navigation.policy.ts'
import { mayGrant } from './permission.policy.ts'

/** Holds whatever a web contents of ours shows to the console at `home`: navigation, windows, embedded views. */
export function lockPage(contents: WebContents, home: string, log: Log): void {
  function follow(verdict: NavigationVerdict, url: string): void {
    if (verdict === 'open_outside') void shell.openExternal(url)
    else if (verdict === 'refuse') log.write('navigation.refused', { scheme: schemeOf(url) })
  }
  contents.on('will-frame-navigate', event => {
    const verdict = decideNavigation(event.url, home)
    if (verdict === 'stay' && event.isMainFrame) return
    event.preventDefault()
    // A frame inside the page has no business anywhere, so its links are not followed either.
    follow(event.isMainFrame ? verdict : 'refuse', event.url)
  })
  contents.on('will-redirect', event => {
    if (decideNavigation(event.url, home) === 'stay') return
    event.preventDefault()
    follow('refuse', event.url)
  })
  contents.setWindowOpenHandler(({ url }) => {
    follow(decideNewWindow(url, home), url)
    return { action: 'deny' }
  })
  contents.on('will-attach-webview', event => event.preventDefault())
}

/** Permissions, devices and downloads of every page of the session. */
export function lockSession(session: Session, home: string, log: Log): void {
  session.setPermissionRequestHandler((_, permission, answer, details) => {
    const granted = mayGrant(permission, details.requestingUrl, home)
    if (!granted) log.write('permission.refused', { reason: permission })
    answer(granted)
  })
  session.setPermissionCheckHandler((_, permission, origin) => mayGrant(permission, origin, home))
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', event => {
    event.preventDefault()
    log.write('download.refused')
  })
}

function schemeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : 'none'
}
