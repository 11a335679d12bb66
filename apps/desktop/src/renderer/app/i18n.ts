import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './locales/en.ts'
import { ru } from './locales/ru.ts'

export const languages = ['en', 'ru'] as const
export type Language = (typeof languages)[number]

const storageKey = 'countersign.language'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en }
  }
}

/** What the member chose, else the first language of the browser that we speak, else English. */
export function firstLanguage(stored: string | null, preferred: readonly string[]): Language {
  const wanted = [stored ?? '', ...preferred].map(tag => tag.toLowerCase().split('-')[0])
  return languages.find(language => language === wanted.find(tag => tag === 'en' || tag === 'ru')) ?? 'en'
}

/** Ready when it returns: the words of both languages are part of the program. */
export function createI18n(language: Language): i18n {
  const instance = i18next.createInstance()
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, ru: { translation: ru } },
    // React escapes.
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  })
  return instance
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(storageKey, language)
}

export function rememberedLanguage(): string | null {
  return localStorage.getItem(storageKey)
}
