import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'

/** What an Electron event carries that a listener may veto. */
interface Veto {
  readonly event: { defaultPrevented: boolean; preventDefault(): void }
}

export function vetoable(): Veto['event'] {
  return {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    },
  }
}

interface SystemOptions {
  readonly userData: string
  /** BCP 47, the person's order. */
  readonly languages: readonly string[]
  /** False: a Linux desktop without a keyring. */
  readonly hasKeyring: boolean
  readonly version: string
}

interface MenuItem {
  readonly label?: string
  readonly role?: string
  readonly submenu?: readonly MenuItem[]
  readonly click?: () => void
}

/** A profile is in use by one application at a time, and its keyring outlives it, as on one machine. */
const runningApplications = new Map<string, EventEmitter>()
const keyrings = new Map<string, Buffer>()

/** The parts of the `electron` stand-in that have no window: application, menus, tray, notifications, secrets. */
export function makeSystem(options: SystemOptions) {
  const seen = {
    openedOutside: [] as string[],
    notifications: [] as InstanceType<typeof Notification>[],
    trays: [] as InstanceType<typeof Tray>[],
    applicationMenu: null as readonly MenuItem[] | null,
    badgeCount: 0,
    hasQuit: false,
    sandboxEnabled: false,
    schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  }
  let isReady = false
  let becomeReady = () => {}
  const ready = new Promise<void>(resolve => {
    becomeReady = () => {
      isReady = true
      resolve()
    }
  })

  class Application extends EventEmitter {
    readonly isPackaged = true
    readonly name = 'Countersign'
    whenReady = () => ready
    isReady = () => isReady
    getVersion = () => options.version
    getPath = (name: string) => {
      if (name !== 'userData') throw new Error(`The stand-in has no path ${name}`)
      return options.userData
    }
    getPreferredSystemLanguages = () => options.languages
    requestSingleInstanceLock() {
      const first = runningApplications.get(options.userData)
      if (first === undefined) {
        runningApplications.set(options.userData, this)
        return true
      }
      first.emit('second-instance', vetoable(), [...process.argv], process.cwd(), null)
      return false
    }
    enableSandbox() {
      if (isReady) throw new Error('enableSandbox only works before the app is ready')
      seen.sandboxEnabled = true
    }
    setAsDefaultProtocolClient = () => true
    setBadgeCount(count: number) {
      seen.badgeCount = count
      return true
    }
    quit() {
      if (seen.hasQuit) return
      seen.hasQuit = true
      this.emit('before-quit', vetoable())
      this.emit('quit', vetoable(), 0)
    }
    exit() {
      seen.hasQuit = true
    }
    release() {
      if (runningApplications.get(options.userData) === this) runningApplications.delete(options.userData)
    }
  }

  class Menu {
    readonly items: readonly MenuItem[]
    constructor(items: readonly MenuItem[] = []) {
      this.items = items
    }
    popup() {}
    static buildFromTemplate = (items: readonly MenuItem[]) => new Menu(items)
    static setApplicationMenu(menu: Menu | null) {
      seen.applicationMenu = menu?.items ?? null
    }
  }

  class Tray extends EventEmitter {
    toolTip = ''
    menu: Menu | null = null
    constructor(image: { isEmpty(): boolean }) {
      super()
      if (image.isEmpty()) throw new Error('Failed to load image')
      seen.trays.push(this)
    }
    setToolTip(text: string) {
      this.toolTip = text
    }
    setTitle() {}
    setContextMenu(menu: Menu) {
      this.menu = menu
    }
  }

  class Notification extends EventEmitter {
    readonly options: { title: string; body: string }
    isShown = false
    constructor(shown: { title: string; body: string }) {
      super()
      this.options = shown
    }
    static isSupported = () => true
    show() {
      this.isShown = true
      seen.notifications.push(this)
      this.emit('show')
    }
    close() {
      this.isShown = false
      this.emit('close')
    }
  }

  const key = keyrings.get(options.userData) ?? randomBytes(32)
  keyrings.set(options.userData, key)
  const safeStorage = {
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => (options.hasKeyring ? 'gnome_libsecret' : 'basic_text'),
    async encryptStringAsync(text: string) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    async decryptStringAsync(sealed: Buffer) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(12, 28))
      const text = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
      return { result: text.toString('utf8'), shouldReEncrypt: false }
    },
  }

  const nativeImage = {
    createFromPath(path: string) {
      const image = { isEmpty: () => !existsSync(path), resize: () => image, setTemplateImage: () => {} }
      return image
    },
  }

  const display = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }

  return {
    app: new Application(),
    Menu,
    Tray,
    Notification,
    safeStorage,
    nativeImage,
    nativeTheme: { shouldUseDarkColors: false },
    screen: { getPrimaryDisplay: () => display, getAllDisplays: () => [display] },
    shell: {
      async openExternal(url: string) {
        seen.openedOutside.push(url)
      },
    },
    seen,
    becomeReady,
  }
}
