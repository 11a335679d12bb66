import type { i18n } from 'i18next'
import { type Language, rememberLanguage, speak } from '../../app/i18n.ts'

/** Remembers it and speaks it. Words that cannot be fetched leave the language as it is; the choice holds for the next start. */
export function chooseLanguage(language: Language, instance: i18n): void {
  rememberLanguage(language)
  speak(instance, language).then(
    () => {
      document.documentElement.lang = language
    },
    () => undefined,
  )
}
