import { type ReplayCell, replayStep } from '@countersign/shared/insight/insight.contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'

const bars = 50
const [width, height] = [600, 120]

export interface ConfidenceBar {
  readonly good: number
  readonly bad: number
  readonly unjudged: number
}

/** Drafts by confidence, in fifty equal steps. Those the score did not decide are not in it. */
export function confidenceBars(cells: readonly ReplayCell[]): ConfidenceBar[] {
  const counted = Array.from({ length: bars }, () => ({ good: 0, bad: 0, unjudged: 0 }))
  for (const cell of cells) {
    if (cell.fixed) continue
    const bar = counted[Math.min(bars - 1, Math.floor(cell.step * replayStep * bars + 1e-6))]
    if (bar === undefined) continue
    if (cell.outcome === 'approved') bar.good += cell.count
    else if (cell.outcome === 'none' || cell.outcome === 'auto_sent') bar.unjudged += cell.count
    else bar.bad += cell.count
  }
  return counted
}

interface ConfidenceChartProps {
  readonly cells: readonly ReplayCell[]
  readonly tAuto: number
  readonly tEscalate: number
}

const layers = [
  { name: 'good', words: 'machine.chartGood', look: 'fill-accent' },
  { name: 'bad', words: 'machine.chartBad', look: 'fill-red' },
  { name: 'unjudged', words: 'machine.chartUnjudged', look: 'fill-line-2' },
] as const

/** Where the drafts lie and where the thresholds cut. What it says in numbers is in the table above it. */
export function ConfidenceChart({ cells, tAuto, tEscalate }: ConfidenceChartProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const counted = useMemo(() => confidenceBars(cells), [cells])
  const highest = Math.max(1, ...counted.map(bar => bar.good + bar.bad + bar.unjudged))
  const step = width / bars
  return (
    <figure className="mt-6" aria-label={t('machine.chart')}>
      <figcaption className="mb-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-2">
        <span className="font-medium">{t('machine.chart')}</span>
        {layers.map(({ name, words, look }) => (
          <span key={name} className="inline-flex items-center gap-1.5">
            <svg aria-hidden="true" viewBox="0 0 8 8" className="size-2">
              <rect width="8" height="8" rx="2" className={look} />
            </svg>
            {t(words)}
          </span>
        ))}
      </figcaption>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="h-32 w-full"
      >
        {counted.map((bar, index) => {
          let top = height
          return layers.map(({ name, look }) => {
            const tall = ((height - 4) * bar[name]) / highest
            top -= tall
            return tall === 0 ? null : (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
                key={`${index} ${name}`}
                x={index * step + 1}
                y={top}
                width={step - 2}
                height={tall}
                className={look}
              />
            )
          })
        })}
        <line
          y1={height}
          x2={width}
          y2={height}
          className="stroke-line-2"
          vectorEffect="non-scaling-stroke"
        />
        <line
          x1={tEscalate * width}
          x2={tEscalate * width}
          y2={height}
          strokeDasharray="4 3"
          vectorEffect="non-scaling-stroke"
          className="stroke-amber"
        />
        <line
          x1={tAuto * width}
          x2={tAuto * width}
          y2={height}
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
          className="stroke-ink"
        />
      </svg>
      <p aria-hidden="true" className="nums flex justify-between text-xs text-ink-3">
        <span>0</span>
        <span>
          {t('machine.chartEscalate', { value: format.threshold(tEscalate) })} ·{' '}
          {t('machine.chartAuto', { value: format.threshold(tAuto) })}
        </span>
        <span>1</span>
      </p>
    </figure>
  )
}
