import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { personalIn, redacted, redactPersonal, salutedName } from './redact-personal.ts'

describe('redactPersonal', () => {
  it.each([
    ['Write to anna.k@example.com please', `Write to ${redacted} please`],
    ['Call +49 30 1234567', `Call ${redacted}`],
    ['Звоните (495) 123-45-67', `Звоните ${redacted}`],
    ['Your order #4821334 is packed', `Your order ${redacted} is packed`],
    ['Hello Anna, it is in stock.', 'it is in stock.'],
    ['Здравствуйте, Мария! Товар в наличии.', 'Товар в наличии.'],
    ['Hi Anna! It is in stock.', 'It is in stock.'],
    ['Hello, Anna Maria Kovač! It is in stock.', 'It is in stock.'],
    ['Dear Mr. Smith,\nyour parcel left.', 'your parcel left.'],
    ['Good afternoon Ms O’Neill, it is here.', 'it is here.'],
    ['Hi Anna-Maria,\n\nyes.', 'yes.'],
    ['Hello ANNA, yes.', 'yes.'],
    ['hello anna, yes.', 'yes.'],
    ['Hi Anna it is in stock.', 'it is in stock.'],
    ['Hi Anna\nIt is in stock.', 'It is in stock.'],
    ['Hello again, Anna. It is here.', 'It is here.'],
    ['Good Morning Peter — we have it.', 'we have it.'],
    ['Уважаемая Мария Ивановна! Товар в наличии.', 'Товар в наличии.'],
    ['Добрый день, Пётр. Отправили.', 'Отправили.'],
    ['Мария, здравствуйте! Отправили.', 'Отправили.'],
    ['Anna, good morning! It left.', 'It left.'],
    ['Здравствуйте, мария! Отправили.', 'Отправили.'],
    ['Здравствуйте Мария, отправили.', 'отправили.'],
    ['Thank you, Anna! It left.', 'Thank you! It left.'],
    ['It left. Thanks for asking! Sorry, Peter.', 'It left. Thanks for asking! Sorry.'],
    ['Отправили. Спасибо большое, Мария!', 'Отправили. Спасибо большое!'],
    ['Извините, Пётр Ильич, задержались.', 'Извините, задержались.'],
  ])('takes the personal out of %j', (given, expected) => {
    expect(redactPersonal(given)).toBe(expected)
  })

  it.each([
    'Delivery takes 2-4 days and costs $5.',
    'It costs 12 900 ₽.',
    'Open from 9:00 to 18:00.',
    'Hello! It is in stock.',
    'Hello! Yes, it is in stock.',
    'Hello there, it is in stock.',
    'Hi, your order is packed.',
    'Hi your order is packed, and on its way.',
    'Hello! Unfortunately, it is sold out.',
    'Hello, we have two of them, both new.',
    'Здравствуйте! Да, есть в наличии.',
    'Здравствуйте! К сожалению, нет.',
    'Здравствуйте, ваш заказ собран, скоро отправим.',
    'Thank you for waiting.',
    'Thanks! Your parcel left.',
    'Спасибо за ожидание!',
    'Sorry, we do not have it.',
  ])('leaves %j alone', text => {
    expect(redactPersonal(text)).toBe(text)
  })

  it('takes any name out after a greeting, and reads long texts without choking', () => {
    const name = fc
      .tuple(fc.constantFrom('A', 'B', 'K', 'Ж', 'Ю'), fc.stringMatching(/^[bcdfgklmnprst]{4,9}$/))
      .map(([first, rest]) => first + rest)
    fc.assert(
      fc.property(name, fc.constantFrom('Hello ', 'Hi, ', 'Dear ', 'Здравствуйте, '), (who, greeting) => {
        expect(redactPersonal(`${greeting}${who}! It is here.`)).toBe('It is here.')
      }),
    )
    const started = performance.now()
    for (const piece of ['Hello ', 'Anna ', 'Thanks, Anna', '1 ', 'a@', 'Аа-'])
      redactPersonal(piece.repeat(4000))
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('tells what it would take out, and whom a text greets', () => {
    expect(personalIn('Write to a@b.example or call +49 30 1234567')).toEqual([
      'a@b.example',
      '+49 30 1234567',
    ])
    expect(personalIn('It costs $5.')).toEqual([])
    expect(salutedName('Hello Anna, it is here.')).toBe('Anna')
    expect(salutedName('Здравствуйте, Мария Ивановна!')).toBe('Мария Ивановна')
    for (const text of ['Hello! Yes, it is.', 'Hello there,', 'It is here.', ''])
      expect(salutedName(text)).toBeNull()
  })
})
