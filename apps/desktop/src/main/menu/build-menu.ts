import type { MenuItemConstructorOptions } from 'electron'
import type { MenuWords } from './menu.words.ts'

interface MenuChoices {
  readonly words: MenuWords
  readonly isMac: boolean
  /** Developer tools show access tokens to whoever sits there, so a shipped console has none. */
  readonly withDeveloperTools: boolean
  /** Not the `reload` role: that would reload whatever the window shows, and this always goes back to the console. */
  readonly onReload: () => void
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

/** The application menu. Its accelerators leave the console's own keys alone. */
export function buildMenu({
  words,
  isMac,
  withDeveloperTools,
  onReload,
}: MenuChoices): MenuItemConstructorOptions[] {
  const application: MenuItemConstructorOptions = {
    label: 'Countersign',
    submenu: [
      { role: 'about', label: words.about },
      separator,
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.showAll },
      separator,
      { role: 'quit', label: words.quit },
    ],
  }
  const file: MenuItemConstructorOptions = {
    label: words.file,
    submenu: isMac
      ? [{ role: 'close', label: words.closeWindow }]
      : [
          { role: 'close', label: words.closeWindow },
          { role: 'quit', label: words.quit },
        ],
  }
  const view: MenuItemConstructorOptions = {
    label: words.view,
    submenu: [
      { label: words.reload, accelerator: 'CmdOrCtrl+Shift+R', click: onReload },
      separator,
      { role: 'resetZoom', label: words.actualSize },
      { role: 'zoomIn', label: words.zoomIn },
      { role: 'zoomOut', label: words.zoomOut },
      separator,
      { role: 'togglefullscreen', label: words.fullScreen },
      ...(withDeveloperTools
        ? [separator, { role: 'toggleDevTools', label: words.developerTools } as const]
        : []),
    ],
  }
  return [
    ...(isMac ? [application] : []),
    file,
    { label: words.edit, submenu: editItems(words) },
    view,
    { label: words.window, submenu: [{ role: 'minimize', label: words.minimize }] },
  ]
}

function editItems(words: MenuWords): MenuItemConstructorOptions[] {
  return [
    { role: 'undo', label: words.undo },
    { role: 'redo', label: words.redo },
    separator,
    { role: 'cut', label: words.cut },
    { role: 'copy', label: words.copy },
    { role: 'paste', label: words.paste },
    { role: 'pasteAndMatchStyle', label: words.pasteAsText },
    { role: 'selectAll', label: words.selectAll },
  ]
}

/** What was clicked, as the context menu needs it. */
interface ClickedText {
  readonly isEditable: boolean
  readonly selectionText: string
  readonly misspelledWord: string
  readonly dictionarySuggestions: readonly string[]
}

/** The menu at the pointer; null where there is nothing to do. */
export function buildContextMenu(
  clicked: ClickedText,
  words: MenuWords,
  actions: { replaceWith(word: string): void; addToDictionary(word: string): void },
): MenuItemConstructorOptions[] | null {
  if (!clicked.isEditable) {
    return clicked.selectionText.trim() === '' ? null : [{ role: 'copy', label: words.copy }]
  }
  const spelling: MenuItemConstructorOptions[] =
    clicked.misspelledWord === ''
      ? []
      : [
          ...clicked.dictionarySuggestions
            .slice(0, 5)
            .map(word => ({ label: word, click: () => actions.replaceWith(word) })),
          { label: words.addToDictionary, click: () => actions.addToDictionary(clicked.misspelledWord) },
          separator,
        ]
  return [...spelling, ...editItems(words)]
}
