import { describe, expect, it } from 'vitest'
import { readTranslit } from './read-translit.ts'

describe('readTranslit', () => {
  it.each([
    ['pozovite operatora pozhaluysta', 'позовите оператора пожалуйста'],
    ['nuzhen zhivoy chelovek', 'нужен живой человек'],
    ['uzhasnyy servis!', 'ужасный сервис!'],
    ['skolko stoit dostavka?', 'сколко стоит доставка?'],
    ['yurist', 'юрист'],
  ])('reads %j', (given, expected) => {
    expect(readTranslit(given)).toBe(expected)
  })

  it.each(['what is the price', 'где мой order', '', '12345', 'позовите'])('leaves %j alone', text => {
    expect(readTranslit(text)).toBeNull()
  })
})
