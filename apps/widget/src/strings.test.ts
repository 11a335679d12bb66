import { describe, expect, it } from 'vitest'
import { chooseLanguage, strings } from './strings.ts'

describe('language', () => {
  it('is the first wish that is spoken here', () => {
    expect(chooseLanguage(['ru-RU', 'en'])).toBe('ru')
    expect(chooseLanguage([undefined, '', 'de', 'ru'])).toBe('ru')
    expect(chooseLanguage(['EN_us', 'ru'])).toBe('en')
    expect(chooseLanguage(['de', null])).toBe('en')
  })
})

describe('strings', () => {
  it('count in both languages', () => {
    expect([1, 2].map(strings.en.unread)).toEqual(['1 new message', '2 new messages'])
    expect([1, 3, 5, 11, 21, 22].map(strings.ru.unread)).toEqual([
      '1 новое сообщение',
      '3 новых сообщения',
      '5 новых сообщений',
      '11 новых сообщений',
      '21 новое сообщение',
      '22 новых сообщения',
    ])
  })

  it('never call a text one byte too long exactly as long as the limit', () => {
    expect(strings.en.tooLong(16 * 1024 + 1, 16 * 1024)).toContain('16.1 of 16 kB')
    expect(strings.ru.tooLong(16 * 1024 + 1, 16 * 1024)).toContain('16,1 из 16 КБ')
  })

  it('are Russian throughout', () => {
    for (const [name, text] of Object.entries(strings.ru)) {
      if (typeof text === 'string') expect(text, name).toMatch(/^[^a-z]*[А-Яа-я][^a-z]*$/i)
    }
  })
})
