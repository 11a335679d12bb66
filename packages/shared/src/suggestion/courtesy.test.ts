import { describe, expect, it } from 'vitest'
import { isCourtesy } from './courtesy.ts'

describe('isCourtesy', () => {
  it.each([
    'Hello!',
    'Hello Anna,',
    'Thank you for contacting us.',
    'You are welcome!',
    'I am sorry to hear that.',
    'Please let us know if you have any questions.',
    'A colleague will check and answer you here.',
    'I do not have information about this yet.',
    'Здравствуйте!',
    'Спасибо за обращение.',
    'Нам очень жаль, что так вышло.',
    'Коллега проверит и ответит вам здесь.',
    'Пожалуйста!',
    'Хорошего дня!',
    '👋',
  ])('%j needs no evidence', sentence => {
    expect(isCourtesy(sentence)).toBe(true)
  })

  it.each([
    'Thank you, your refund of $20 is on its way.',
    'Hello! We deliver to Spain.',
    'The battery lasts ten hours.',
    'Спасибо, доставка бесплатная.',
    'Доставим завтра.',
    'Sure, it is waterproof and dustproof.',
  ])('%j claims something', sentence => {
    expect(isCourtesy(sentence)).toBe(false)
  })
})
