import type { ReliabilityBin } from '@countersign/shared/suggestion/calibrate-score.policy'
import { useTranslation } from 'react-i18next'

const side = 260
const left = 50
const top = 14
const bottom = 30
const ticks = [0, 0.25, 0.5, 0.75, 1] as const

/** A dot for each step of confidence, as large as what it stands for; where promise and deed agree it lies on the line. */
export function ReliabilityDiagram({ bins }: { bins: readonly ReliabilityBin[] }) {
  const { t } = useTranslation()
  const most = Math.max(1, ...bins.map(bin => bin.count))
  const x = (value: number) => left + value * side
  const y = (value: number) => top + (1 - value) * side
  return (
    <svg
      role="img"
      aria-label={t('reliability.chart', { bins: bins.length })}
      viewBox={`0 0 ${left + side + 14} ${side + top + bottom + 6}`}
      className="w-full max-w-80 text-2xs"
    >
      {ticks.map(tick => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(1)} className="stroke-line" />
          <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} className="stroke-line" />
          <text x={x(tick)} y={y(0) + 13} textAnchor="middle" className="fill-ink-3">
            {tick}
          </text>
          <text x={left - 6} y={y(tick) + 4} textAnchor="end" className="fill-ink-3">
            {tick}
          </text>
        </g>
      ))}
      <line x1={x(0)} x2={x(1)} y1={y(0)} y2={y(1)} strokeDasharray="4 3" className="stroke-ink-3" />
      {bins
        .filter(bin => bin.count > 0)
        .map(bin => (
          <g key={bin.from}>
            <line
              x1={x(bin.predicted)}
              x2={x(bin.predicted)}
              y1={y(bin.predicted)}
              y2={y(bin.observed)}
              className={bin.observed < bin.predicted ? 'stroke-amber' : 'stroke-accent-line'}
            />
            <circle
              cx={x(bin.predicted)}
              cy={y(bin.observed)}
              r={3 + 7 * Math.sqrt(bin.count / most)}
              className="fill-accent stroke-surface"
              fillOpacity="0.85"
            />
          </g>
        ))}
      <text x={x(0.5)} y={side + top + bottom} textAnchor="middle" className="fill-ink-2">
        {t('reliability.predicted')}
      </text>
      <text
        x={10}
        y={y(0.5)}
        textAnchor="middle"
        transform={`rotate(-90 10 ${y(0.5)})`}
        className="fill-ink-2"
      >
        {t('reliability.observed')}
      </text>
    </svg>
  )
}
