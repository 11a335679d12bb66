import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choosePalette, contrast, formatColour, parseColour, type Rgb } from './colour.ts'

const part = fc.integer({ min: 0, max: 255 })
const anyColour = fc.tuple(part, part, part)
const light: Rgb = [255, 255, 255]
const dark: Rgb = [29, 28, 27]

describe('colours', () => {
  it('reads short and long hex, and nothing else', () => {
    expect(parseColour('#0f766e')).toEqual([15, 118, 110])
    expect(parseColour(' #F0a ')).toEqual([255, 0, 170])
    for (const text of [undefined, '', 'red', '#12', '#12345', '#0f766e;}*{display:none', 'url(x)']) {
      expect(parseColour(text)).toBeNull()
    }
  })

  it('writes what it reads', () => {
    fc.assert(
      fc.property(anyColour, colour => {
        expect(parseColour(formatColour(colour))).toEqual(colour)
      }),
    )
  })

  it('measures contrast as WCAG does', () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5)
    expect(contrast([118, 118, 118], [255, 255, 255])).toBeCloseTo(4.54, 2)
  })

  it('keeps the shop’s own colour where it is readable', () => {
    expect(choosePalette([15, 118, 110], light)).toMatchObject({
      fill: [15, 118, 110],
      onFill: [255, 255, 255],
    })
  })

  it('stays readable for every colour a shop can pick, light and dark', () => {
    fc.assert(
      fc.property(anyColour, fc.constantFrom(light, dark), (brand, surface) => {
        const palette = choosePalette(brand, surface)
        const text: Rgb = surface === light ? [28, 27, 26] : [236, 234, 231]
        expect(contrast(palette.onFill, palette.fill)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(palette.ink, surface)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(palette.ink, palette.tint)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(text, palette.tint)).toBeGreaterThanOrEqual(4.5)
      }),
      { numRuns: 1_000 },
    )
  })
})
