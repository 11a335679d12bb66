// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bounds, minimumSize, placeWindow } from './window-bounds.policy.ts'

const laptop: Bounds = { x: 0, y: 25, width: 1728, height: 1055 }
const monitor: Bounds = { x: 1728, y: -200, width: 2560, height: 1440 }

const rectangle = (least: number) =>
  fc.record({
    x: fc.integer({ min: -10_000, max: 10_000 }),
    y: fc.integer({ min: -10_000, max: 10_000 }),
    width: fc.integer({ min: least, max: 6000 }),
    height: fc.integer({ min: least, max: 6000 }),
  })

const inside = (inner: Bounds, outer: Bounds) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height

describe('the place of the window', () => {
  it('is remembered', () => {
    const bounds = { x: 1800, y: 100, width: 1200, height: 800 }
    expect(placeWindow(bounds, [laptop, monitor])).toEqual(bounds)
  })

  it('is the middle of the primary display the first time', () => {
    expect(placeWindow(null, [laptop, monitor])).toEqual({ x: 144, y: 103, width: 1440, height: 900 })
  })

  it('comes back to the primary display when the other one is unplugged', () => {
    const bounds = { x: 2500, y: 100, width: 1200, height: 800 }
    expect(inside(placeWindow(bounds, [laptop]), laptop)).toBe(true)
  })

  it('is pulled in when only an edge is left on the screen', () => {
    expect(placeWindow({ x: -1150, y: 100, width: 1240, height: 700 }, [laptop]).x).toBe(0)
    expect(placeWindow({ x: -1235, y: 100, width: 1240, height: 700 }, [laptop])).toEqual(
      placeWindow(null, [laptop]),
    )
  })

  it('lies wholly in one display, and is no smaller than the console needs where the display allows it', () => {
    fc.assert(
      fc.property(
        fc.option(rectangle(0)),
        fc.array(rectangle(320), { minLength: 1, maxLength: 4 }),
        (remembered, displays) => {
          const [first, ...rest] = displays as [Bounds, ...Bounds[]]
          const placed = placeWindow(remembered, [first, ...rest])
          const display = displays.find(area => inside(placed, area))
          expect(display).toBeDefined()
          if (display === undefined) return
          expect(placed.width).toBeGreaterThanOrEqual(
            Math.min(minimumSize.width, ...displays.map(d => d.width)),
          )
          expect([placed.x, placed.y, placed.width, placed.height].every(Number.isInteger)).toBe(true)
        },
      ),
    )
  })
})
