import { describe, expect, it } from 'vitest'
import { namesCountry, namesCountryBeyondUnion } from './countries.ts'
import { stemsOf } from './tokenise-text.ts'

describe('naming a country', () => {
  it.each(['Finland', 'EU', 'в Литву', 'Германию', 'Эстонии'])('hears one in %j', text => {
    expect(stemsOf(text).some(namesCountry)).toBe(true)
  })
  it.each(['delivery', 'headphones', 'посылка', ''])('hears none in %j', text => {
    expect(stemsOf(text).some(namesCountry)).toBe(false)
  })
  it.each(['Japan', 'в Японию', 'Norway', 'the USA'])('places %j outside the European Union', text => {
    expect(stemsOf(text).some(namesCountryBeyondUnion)).toBe(true)
  })
  it.each(['Finland', 'EU', 'в Литву', 'delivery'])('does not place %j outside it', text => {
    expect(stemsOf(text).some(namesCountryBeyondUnion)).toBe(false)
  })
})
