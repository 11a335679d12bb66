import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { en } from './locales/en.ts'
import type { ru } from './locales/ru.ts'

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

type Words = typeof en | typeof ru

/** Each language is a part of the program of its own: nobody waits for words they do not read. */
const wordsOf: Readonly<Record<Language, () => Promise<Words>>> = {
  en: async () => (await import('./locales/en.ts')).en,
  ru: async () => (await import('./locales/ru.ts')).ru,
}

/** @param words of that language, and of others that may be asked for without a wait */
export function createI18n(language: Language, words: Readonly<Partial<Record<Language, Words>>>): i18n {
  const instance = i18next.createInstance()
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: Object.fromEntries(
      Object.entries(words).map(([name, translation]) => [name, { translation }]),
    ),
    // React escapes.
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  })
  return instance
}

export function loadWords(language: Language): Promise<Words> {
  return wordsOf[language]()
}

/** Speaks a language from now on, once its words are here. */
export async function speak(instance: i18n, language: Language): Promise<void> {
  await fetchWords(instance, language)
  await instance.changeLanguage(language)
}

export async function fetchWords(instance: i18n, language: Language): Promise<void> {
  if (instance.hasResourceBundle(language, 'translation')) return
  instance.addResourceBundle(language, 'translation', await loadWords(language))
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(storageKey, language)
}

export function rememberedLanguage(): string | null {
  return localStorage.getItem(storageKey)
}
