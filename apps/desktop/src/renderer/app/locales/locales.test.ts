import { errorStatus } from '@countersign/shared/kernel/app-error'
import { describe, expect, it } from 'vitest'
import { createI18n, firstLanguage } from '../i18n.ts'
import { refusalWords } from '../refusal-words.ts'
import { en } from './en.ts'
import { ru } from './ru.ts'

type Words = { readonly [key: string]: string | Words }

const plural = /_(zero|one|two|few|many|other)$/

function flatten(words: Words, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') flat.set(prefix + key, value)
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text)
  }
  return flat
}

const both = { en: flatten(en), ru: flatten(ru) }
// `inbox.status.waiting_customer` is a word with an underscore, not a plural.
// Nor is a refusal such as `intent.too_many`: its key is the server's code.
const isPlural = (key: string) => !key.startsWith('refusal.') && plural.test(key)
const bases = (words: Map<string, string>) => new Set([...words.keys()].map(key => key.replace(plural, '')))
const slots = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1]).sort()

describe('English and Russian', () => {
  it('say the same things', () => {
    expect([...bases(both.ru)].sort()).toEqual([...bases(both.en)].sort())
  })

  it('have every plural form their grammar asks for', () => {
    for (const language of ['en', 'ru'] as const) {
      const words = both[language]
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
      const counted = [...words.keys()].filter(isPlural).map(key => key.replace(plural, ''))
      for (const base of new Set(counted)) {
        for (const form of forms)
          expect(words.has(`${base}_${form}`), `${language} ${base}_${form}`).toBe(true)
      }
    }
  })

  it('fill in the same facts', () => {
    for (const [key, text] of both.en) {
      if (isPlural(key)) continue
      expect(slots(both.ru.get(key) ?? ''), key).toEqual(slots(text))
    }
    for (const [key, text] of both.ru) {
      if (!isPlural(key)) continue
      const english = both.en.get(key) ?? both.en.get(key.replace(plural, '_other')) ?? ''
      expect(slots(text), key).toEqual(slots(english))
    }
  })

  it('leave nothing empty, shout nothing, and Russian is Russian', () => {
    const sameInBoth = /^(language\.|channel\.|customer\.count)/
    for (const language of ['en', 'ru'] as const) {
      for (const [key, text] of both[language]) {
        expect(text.trim(), key).not.toBe('')
        expect(text, key).not.toContain('!')
      }
    }
    for (const [key, text] of both.ru) {
      if (!sameInBoth.test(key))
        expect(
          /[а-яё]/i.test(text.replace(/\{\{\w+\}\}/g, '')) ||
            !/[a-z]/i.test(text.replace(/\{\{\w+\}\}/g, '')),
          key,
        ).toBe(true)
    }
  })

  it('have a sentence for every refusal', () => {
    for (const language of ['en', 'ru'] as const) {
      const { t } = createI18n(language, { en, ru })
      for (const code of [...Object.keys(errorStatus), 'network']) {
        const words = refusalWords(code as never, t)
        expect(words, code).toMatch(/\.$/)
        expect(words).not.toContain('refusal')
      }
    }
  })

  it('count as their speakers do', () => {
    const { t } = createI18n('ru', { ru })
    const sources = [1, 3, 5, 21, 112].map(count => t('suggestion.sources', { count }))
    expect(sources).toEqual(['1 источник', '3 источника', '5 источников', '21 источник', '112 источников'])
  })
})

describe('the first language', () => {
  it('is what the member chose, then what the browser asks for, then English', () => {
    expect(firstLanguage('ru', ['en-GB'])).toBe('ru')
    expect(firstLanguage(null, ['de-DE', 'ru-RU', 'en'])).toBe('ru')
    expect(firstLanguage(null, ['de-DE'])).toBe('en')
    expect(firstLanguage('xx', ['ru'])).toBe('ru')
  })
})
