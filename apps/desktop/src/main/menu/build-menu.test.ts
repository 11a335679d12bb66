// @vitest-environment node
import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { buildContextMenu, buildMenu } from './build-menu.ts'
import { chooseMenuLanguage, menuLanguages, menuWords } from './menu.words.ts'

function flatten(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap(item => [
    item,
    ...(Array.isArray(item.submenu) ? flatten(item.submenu as MenuItemConstructorOptions[]) : []),
  ])
}

const build = (language: 'en' | 'ru', isMac = false, withDeveloperTools = false) =>
  flatten(buildMenu({ words: menuWords[language], isMac, withDeveloperTools, onReload: () => {} }))

describe('the application menu', () => {
  it.each(menuLanguages)('names every entry in %s', language => {
    for (const isMac of [true, false]) {
      const items = build(language, isMac, true).filter(item => item.type !== 'separator')
      expect(items.length).toBeGreaterThan(15)
      for (const item of items) expect(item.label?.trim()).toBeTruthy()
    }
  })

  it('can be left on every system', () => {
    for (const isMac of [true, false]) {
      expect(build('en', isMac).filter(item => item.role === 'quit')).toHaveLength(1)
    }
  })

  it('has developer tools only in development', () => {
    const roles = (tools: boolean) => build('en', true, tools).map(item => item.role)
    expect(roles(true)).toContain('toggleDevTools')
    expect(roles(false)).not.toContain('toggleDevTools')
    expect(roles(true)).not.toContain('reload')
  })

  it("speaks the first of the person's languages that it knows", () => {
    expect(chooseMenuLanguage(['de-DE', 'ru-RU', 'en-US'])).toBe('ru')
    expect(chooseMenuLanguage(['en-GB', 'ru'])).toBe('en')
    expect(chooseMenuLanguage(['ru_RU'])).toBe('ru')
    expect(chooseMenuLanguage(['de'])).toBe('en')
    expect(chooseMenuLanguage([])).toBe('en')
  })

  it('counts in grammatical Russian', () => {
    const { unread } = menuWords.ru
    expect([0, 1, 3, 5, 11, 21].map(unread)).toEqual([
      'Непрочитанных нет',
      '1 непрочитанное',
      '3 непрочитанных',
      '5 непрочитанных',
      '11 непрочитанных',
      '21 непрочитанное',
    ])
  })
})

describe('the menu at the pointer', () => {
  const nothing = { isEditable: false, selectionText: '', misspelledWord: '', dictionarySuggestions: [] }
  const actions = { replaceWith: () => {}, addToDictionary: () => {} }

  it('offers to copy a selection, and nothing where there is none', () => {
    expect(buildContextMenu(nothing, menuWords.en, actions)).toBeNull()
    expect(buildContextMenu({ ...nothing, selectionText: ' ' }, menuWords.en, actions)).toBeNull()
    const items = buildContextMenu({ ...nothing, selectionText: 'x' }, menuWords.en, actions)
    expect(items?.map(item => item.role)).toEqual(['copy'])
  })

  it('offers corrections of a misspelt word in a field', () => {
    const chosen: string[] = []
    const items = buildContextMenu(
      { ...nothing, isEditable: true, misspelledWord: 'helo', dictionarySuggestions: ['hello', 'help'] },
      menuWords.en,
      { ...actions, replaceWith: word => chosen.push(word) },
    )
    expect(items?.slice(0, 3).map(item => item.label)).toEqual(['hello', 'help', 'Add to Dictionary'])
    const choose = items?.[0]?.click as (() => void) | undefined
    choose?.()
    expect(chosen).toEqual(['hello'])
    expect(items?.some(item => item.role === 'paste')).toBe(true)
  })
})
