import { safeStorage } from 'electron'
import type { SecretSealer } from './refresh-token.store.ts'

/** The keychain of macOS, DPAPI of Windows, the keyring of a Linux desktop. */
export const systemSealer: SecretSealer = {
  async isAvailable() {
    if (process.platform === 'linux') {
      // Without a keyring Chromium "encrypts" with a constant of its source code, and says that it can encrypt.
      const backend = safeStorage.getSelectedStorageBackend()
      if (backend === 'basic_text' || backend === 'unknown') return false
    }
    return safeStorage.isAsyncEncryptionAvailable()
  },
  seal: text => safeStorage.encryptStringAsync(text),
  async unseal(sealed) {
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(sealed)
    return { text: result, stale: shouldReEncrypt }
  },
}
