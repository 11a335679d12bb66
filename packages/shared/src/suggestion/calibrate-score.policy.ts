import { z } from 'zod'

/** One judged suggestion: the raw score it had, and whether people let it pass unchanged. */
export interface CalibrationSample {
  readonly score: number
  readonly unchanged: boolean
}

export const reliabilityBin = z.object({
  /** Bounds of predicted confidence; `to` is exclusive except in the last bin. */
  from: z.number(),
  to: z.number(),
  count: z.int().nonnegative(),
  /** Means within the bin; 0 when it is empty. */
  predicted: z.number(),
  observed: z.number(),
})
export type ReliabilityBin = z.infer<typeof reliabilityBin>

/** A fitted monotone curve from raw score to share of unchanged approvals, with the diagram it was judged by. */
export const calibrationModel = z.object({
  kind: z.literal('isotonic'),
  version: z.string(),
  /** Knots in ascending order of `score`; between two the curve is straight, above the last it is level; `applyCalibration` says what is below the first. */
  points: z.array(z.object({ score: z.number(), probability: z.number().min(0).max(1) })).min(1),
  samples: z.int().nonnegative(),
  /** Expected calibration error over 15 bins, of this curve on its own samples. */
  ece: z.number().nullable(),
  reliability: z.array(reliabilityBin),
})
export type CalibrationModel = z.infer<typeof calibrationModel>

/** Fewer decisions than this say too little: fall through to the broader fit. */
export const minCalibrationSamples = 50

/** The curve before anyone has decided anything: trust the score, a little less at the top. */
export const shippedPrior: CalibrationModel = {
  kind: 'isotonic',
  version: 'prior-1',
  points: [
    { score: 0, probability: 0.02 },
    { score: 0.25, probability: 0.2 },
    { score: 0.4, probability: 0.42 },
    { score: 0.6, probability: 0.66 },
    { score: 0.8, probability: 0.85 },
    { score: 1, probability: 0.97 },
  ],
  samples: 0,
  ece: null,
  reliability: [],
}

interface Block {
  readonly from: number
  readonly to: number
  readonly good: number
  readonly count: number
}

/**
 * Isotonic regression by pooling adjacent violators. Each pooled block is level between its lowest and its highest score, and drawn slightly
 * toward the overall rate (two imaginary decisions), so that a block of three happy accidents does not claim certainty. Null without samples.
 */
export function fitCalibration(
  samples: readonly CalibrationSample[],
  version: string,
): CalibrationModel | null {
  const usable = samples.filter(sample => Number.isFinite(sample.score))
  if (usable.length === 0) return null
  const overall = usable.filter(sample => sample.unchanged).length / usable.length
  const bare = pool(pointsOf(usable))
  // The imaginary decisions weigh most on small blocks and may disturb the order, hence the second pooling.
  const blocks = pool(
    bare.map(block => ({ ...block, good: block.good + 2 * overall, count: block.count + 2 })),
  )
  const points = blocks.flatMap(block => {
    const probability = Math.min(1, block.good / block.count)
    const knots = [{ score: block.from, probability }]
    return block.to > block.from ? [...knots, { score: block.to, probability }] : knots
  })
  const curve: CalibrationModel = {
    kind: 'isotonic',
    version,
    points,
    samples: usable.length,
    ece: null,
    reliability: [],
  }
  const reliability = reliabilityDiagram(
    usable.map(sample => ({
      predicted: applyCalibration(curve, sample.score),
      unchanged: sample.unchanged,
    })),
  )
  return { ...curve, reliability, ece: calibrationError(reliability) }
}

/** One block per distinct score, in ascending order: equal scores are one point of the curve, whatever order they came in. */
function pointsOf(samples: readonly CalibrationSample[]): Block[] {
  const byScore = new Map<number, Block>()
  for (const { score, unchanged } of samples) {
    const block = byScore.get(score) ?? { from: score, to: score, good: 0, count: 0 }
    byScore.set(score, { ...block, good: block.good + (unchanged ? 1 : 0), count: block.count + 1 })
  }
  return [...byScore.values()].sort((left, right) => left.from - right.from)
}

/** Merges neighbours until the rate strictly rises from block to block. */
function pool(blocks: readonly Block[]): Block[] {
  const pooled: Block[] = []
  for (const block of blocks) {
    let last = block
    for (let left = pooled.at(-1); left !== undefined; left = pooled.at(-1)) {
      if (left.good / left.count < last.good / last.count) break
      pooled.pop()
      last = { from: left.from, to: last.to, good: left.good + last.good, count: left.count + last.count }
    }
    pooled.push(last)
  }
  return pooled
}

/**
 * The calibrated confidence of a raw score, 0..1; never falls as the score rises. Below the lowest score anyone has decided about the
 * record says nothing, so confidence falls from there as it would have before there was one: a draft worse than any that was
 * approved is not as sure as they were.
 */
export function applyCalibration(model: CalibrationModel, score: number): number {
  const first = model.points[0]
  const last = model.points.at(-1)
  if (first === undefined || last === undefined || !Number.isFinite(score)) return 0
  if (score < first.score) {
    return (
      (first.probability * between(shippedPrior.points, score)) / between(shippedPrior.points, first.score)
    )
  }
  return between(model.points, score)
}

/** A curve of straight lines between its knots, level outside them. */
function between(points: CalibrationModel['points'], score: number): number {
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined) return 0
  if (score <= first.score) return first.probability
  if (score >= last.score) return last.probability
  for (let at = 1; at < points.length; at++) {
    const left = points[at - 1]
    const right = points[at]
    if (left === undefined || right === undefined || score > right.score) continue
    const span = right.score - left.score
    const share = span === 0 ? 1 : (score - left.score) / span
    return Math.min(right.probability, left.probability + share * (right.probability - left.probability))
  }
  return last.probability
}

/** Observed against predicted share of unchanged approvals in `bins` equal bins of confidence. */
export function reliabilityDiagram(
  predictions: readonly { readonly predicted: number; readonly unchanged: boolean }[],
  bins = 15,
): ReliabilityBin[] {
  const sums = Array.from({ length: bins }, () => ({ count: 0, predicted: 0, good: 0 }))
  for (const { predicted, unchanged } of predictions) {
    const bin = sums[Math.max(0, Math.min(bins - 1, Math.floor(predicted * bins)))]
    if (bin === undefined) continue
    bin.count += 1
    bin.predicted += predicted
    bin.good += unchanged ? 1 : 0
  }
  return sums.map((bin, at) => ({
    from: at / bins,
    to: (at + 1) / bins,
    count: bin.count,
    predicted: bin.count === 0 ? 0 : bin.predicted / bin.count,
    observed: bin.count === 0 ? 0 : bin.good / bin.count,
  }))
}

/** Expected calibration error: the mean gap between predicted and observed, weighted by how many fall into each bin. 0 without data. */
export function calibrationError(diagram: readonly ReliabilityBin[]): number {
  const total = diagram.reduce((sum, bin) => sum + bin.count, 0)
  if (total === 0) return 0
  return diagram.reduce((sum, bin) => sum + (bin.count / total) * Math.abs(bin.predicted - bin.observed), 0)
}

export interface CalibrationChoice {
  readonly model: CalibrationModel
  readonly by: 'intent' | 'tenant' | 'prior'
}

/** Tenant × intent when enough people decided, else the tenant's, else what we ship. */
export function chooseCalibration(
  byIntent: CalibrationModel | null,
  tenant: CalibrationModel | null,
): CalibrationChoice {
  if (byIntent !== null && byIntent.samples >= minCalibrationSamples) return { model: byIntent, by: 'intent' }
  if (tenant !== null && tenant.samples >= minCalibrationSamples) return { model: tenant, by: 'tenant' }
  return { model: shippedPrior, by: 'prior' }
}
