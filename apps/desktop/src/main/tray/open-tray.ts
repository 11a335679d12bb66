import { Menu, nativeImage, Tray } from 'electron'
import type { MenuWords } from '../menu/menu.words.ts'
import trayImage from './tray-image.png?asset'

export interface UnreadTray {
  setUnread(count: number): void
}

/** The icon beside the clock, with the number of unread conversations: in its tooltip, and wherever the system shows one. */
export function openTray(words: MenuWords, isMac: boolean, onOpen: () => void): UnreadTray {
  const image = nativeImage.createFromPath(trayImage).resize({ width: 18, height: 18 })
  const tray = new Tray(image)
  tray.on('click', onOpen)

  function setUnread(count: number): void {
    tray.setToolTip(`Countersign — ${words.unread(count)}`)
    if (isMac) tray.setTitle(count === 0 ? '' : String(count))
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: words.unread(count), enabled: false },
        { type: 'separator' },
        { label: words.open, click: onOpen },
        { label: words.quit, role: 'quit' },
      ]),
    )
  }
  setUnread(0)
  return { setUnread }
}
