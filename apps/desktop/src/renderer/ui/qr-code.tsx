import { useMemo } from 'react'
import { encode } from 'uqr'

/** Light on all sides that a reader needs to find the edge, in modules. */
const quietModules = 4

/** A square that a phone reads. Dark on white in both themes: many readers do not know the opposite. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const code = encode(text, { ecc: 'M', border: quietModules })
    const path = code.data
      .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
      .join('')
    return { size: code.size, path }
  }, [text])
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className="size-44 shrink-0 rounded-md border border-line-2"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#1b1b19" />
    </svg>
  )
}
