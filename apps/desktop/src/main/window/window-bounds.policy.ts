/** Screen rectangle in device-independent pixels. */
export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const minimumSize = { width: 900, height: 600 } as const
const preferredSize = { width: 1440, height: 900 } as const

/** How much of the title bar must be reachable for a window to count as visible. */
const grip = 80

function overlap(a: Bounds, b: Bounds): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width < grip || height < grip ? 0 : width * height
}

function within(start: number, length: number, areaStart: number, areaLength: number): number {
  return Math.round(Math.min(Math.max(start, areaStart), areaStart + areaLength - length))
}

/**
 * Where the window opens: the remembered bounds, moved and shrunk to lie wholly inside the work area they overlap
 * most; centred on the first work area when nothing is remembered or the display they were on is gone.
 * `workAreas` starts with the primary display's and is never empty.
 */
export function placeWindow(remembered: Bounds | null, workAreas: readonly [Bounds, ...Bounds[]]): Bounds {
  let home = workAreas[0]
  let best = 0
  if (remembered !== null) {
    for (const area of workAreas) {
      const shared = overlap(remembered, area)
      if (shared > best) {
        best = shared
        home = area
      }
    }
  }
  const wanted = remembered !== null && best > 0 ? remembered : null
  const width = Math.round(Math.min(Math.max((wanted ?? preferredSize).width, minimumSize.width), home.width))
  const height = Math.round(
    Math.min(Math.max((wanted ?? preferredSize).height, minimumSize.height), home.height),
  )
  return {
    width,
    height,
    x: within(wanted?.x ?? home.x + (home.width - width) / 2, width, home.x, home.width),
    y: within(wanted?.y ?? home.y + (home.height - height) / 2, height, home.y, home.height),
  }
}
