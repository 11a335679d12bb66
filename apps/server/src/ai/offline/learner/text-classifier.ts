import { type FeatureSpace, fitFeatureSpace, placeInSpace, type SparseVector } from './feature-space.ts'
import { fitTemperature, fitThreshold, type ScoredRow } from './fit-calibration.ts'
import { type LabelRule, probabilitiesOf } from './linear-model.ts'
import {
  type NeuralExample,
  type NeuralModel,
  type NeuralOptions,
  scoreNeural,
  trainNeural,
} from './neural-model.ts'
import { type TextFeatures, textFeatures } from './text-features.ts'

export interface LabelledText {
  readonly text: string
  /** Exactly one under the rule `one`; none or several under `any`. */
  readonly labels: readonly string[]
}

export interface TextClassifier {
  readonly rule: LabelRule
  readonly labels: readonly string[]
  readonly space: FeatureSpace
  /** Models that left out different examples; their scores are averaged. */
  readonly members: readonly NeuralModel[]
  /** Raw scores are divided by it, so that a probability of 0.8 is right in 8 cases of 10. */
  readonly temperature: number
  /** Under the rule `any`: labels at or above this probability hold. */
  readonly threshold: number
}

export interface RankedLabel {
  readonly label: string
  readonly probability: number
}

/** What was learned, and what each member says of the examples it left out. */
export interface Training {
  readonly classifier: TextClassifier
  readonly keptOut: readonly KeptOutRow[]
}

export interface KeptOutRow extends ScoredRow {
  readonly features: TextFeatures
}

/** Texts under this label are about none of the others; it has no name to learn from. */
export const outsideLabel = 'none'

/** With fewer examples than these a word seen once is still a lead, and a label's name is one more example. */
const fewPerLabel = 30
const fewInAll = 2000
/** Each member leaves out another one of so many parts. */
const parts = 10
const mostMembers = 3
/** Small models cost little, and what they leave out is all that calibration has. */
const mostMembersOfFew = 5
/** An example counts as much as so many texts that nobody labelled. */
const exampleWeight = 2
/**
 * How much surer than the teachers their pupils are told to be. At the teachers' own sureness the pupils end less sure than
 * they are right.
 */
const sharpening = 1.4

/** How much of it is taken back; see `evenOut`. */
const evenShare = 0.3
/**
 * The temperature is fitted on what single members say of what they left out. Together they are right more often and no louder;
 * where examples are few, by this much.
 */
const togetherOfFew = 0.88

/**
 * Learns labels from texts and calibrates itself on examples that its members left out. Same examples, same classifier. Some
 * 9,000 examples of 77 labels take ten seconds: outside tests, call it in a worker thread.
 *
 * @param unlabelled texts of the same kind that nobody labelled. Where examples are few, a first set of members guesses their
 *   labels and a second one learns from the guesses too (self-training with soft labels): words that the examples lack find
 *   their meaning from the company they keep.
 */
export function trainTextClassifier(
  examples: readonly LabelledText[],
  rule: LabelRule,
  unlabelled: readonly string[] = [],
): TextClassifier {
  return train(examples, rule, unlabelled).classifier
}

export function train(
  examples: readonly LabelledText[],
  rule: LabelRule,
  unlabelled: readonly string[] = [],
): Training {
  const labels = [...new Set(examples.flatMap(example => example.labels))].sort()
  const numberOf = new Map(labels.map((label, at) => [label, at]))
  const rows = examples.map(({ text, labels: holding }) => ({
    features: textFeatures(text),
    labels: holding.flatMap(label => numberOf.get(label) ?? []),
  }))
  const few = rows.length < Math.max(fewInAll, fewPerLabel * labels.length)
  const names =
    few && rule === 'one'
      ? labels.flatMap((label, at) =>
          label === outsideLabel
            ? []
            : [{ features: textFeatures(label.replaceAll('_', ' ')), labels: [at] }],
        )
      : []
  const others = few && rule === 'one' ? unlabelled.map(textFeatures) : []
  const space = fitFeatureSpace(
    [...rows, ...names].map(row => row.features).concat(others),
    few && others.length === 0 ? 1 : 2,
  )
  const place = (features: TextFeatures) => placeInSpace(space, features)
  const shape = { labels: labels.length, columns: space.columnOf.size, rule }
  const toExample = (vector: SparseVector, holding: readonly number[], weight: number): NeuralExample => {
    const target = new Float32Array(labels.length)
    for (const label of holding) target[label] = 1
    return { vector, target, weight }
  }
  const named = names.map(row => toExample(place(row.features), row.labels, 1))
  const known = rows.map(row => toExample(place(row.features), row.labels, 1))
  const leftOut = (at: number, member: number) => at % parts === member

  const teachers = Array.from(
    { length: Math.min(few && others.length === 0 ? mostMembersOfFew : mostMembers, rows.length) },
    (_, member) => {
      const shown = known.filter((_, at) => !leftOut(at, member))
      return trainNeural([...shown, ...named], shape, { ...optionsFor(rule, few), seed: member + 1 })
    },
  )
  const members = others.length === 0 ? teachers : trainPupils()

  function trainPupils(): NeuralModel[] {
    const vectors = others.map(place)
    // Each pupil has one teacher: what a pupil leaves out must not reach it through somebody else's guesses.
    return teachers.map((teacher, member) => {
      const guessed = vectors.map(vector => {
        const scores = scoreNeural(teacher, vector).map(score => score * sharpening)
        return { vector, target: Float32Array.from(probabilitiesOf(rule, scores)), weight: 1 }
      })
      const shown = [...known.filter((_, at) => !leftOut(at, member)), ...named]
      const weighed = shown.map(example => ({ ...example, weight: exampleWeight }))
      const options = { ...optionsFor(rule, false), epochs: 15, seed: 101 + member }
      return trainNeural([...weighed, ...guessed], shape, options)
    })
  }

  if (rule === 'one') {
    const counts = labels.map((_, label) => rows.filter(row => row.labels[0] === label).length)
    for (const { bias } of members) evenOut(bias, counts)
  }
  const keptOut = members.flatMap((model, member) =>
    rows.flatMap((row, at) =>
      leftOut(at, member)
        ? [{ ...row, scores: scoreNeural(model, (known[at] as NeuralExample).vector) }]
        : [],
    ),
  )
  const classifier = {
    rule,
    labels,
    space,
    members,
    temperature: rule === 'one' ? fitTemperature(keptOut) * (few ? togetherOfFew : 1) : 1,
    threshold: rule === 'any' ? fitThreshold(keptOut) : 0,
  }
  return { classifier, keptOut }
}

/** Takes back, in part, that a label is likelier for having more examples: how many somebody wrote says little about how many will ask. */
function evenOut(bias: Float32Array, counts: readonly number[]): void {
  const mean = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length)
  for (const [label, count] of counts.entries()) {
    bias[label] = (bias[label] ?? 0) - evenShare * Math.log(Math.max(1, count) / Math.max(1, mean))
  }
}

/** Every label with its probability, best first. */
export function rankLabels(classifier: TextClassifier, text: string): RankedLabel[] {
  const scores = scoreText(classifier, text)
  const probabilities = probabilitiesOf(classifier.rule, scores, classifier.temperature)
  return classifier.labels
    .map((label, at) => ({ label, probability: probabilities[at] ?? 0 }))
    .sort((left, right) => right.probability - left.probability)
}

export function scoreText(classifier: TextClassifier, text: string): Float64Array {
  return meanScores(classifier.members, placeInSpace(classifier.space, textFeatures(text)))
}

/** What the members say on average: the raw score of every label. */
export function meanScores(members: readonly NeuralModel[], vector: SparseVector): Float64Array {
  const mean = new Float64Array(members[0]?.labels ?? 0)
  for (const member of members) {
    const scores = scoreNeural(member, vector)
    for (let label = 0; label < mean.length; label++) {
      mean[label] = (mean[label] as number) + (scores[label] as number) / members.length
    }
  }
  return mean
}

// Chosen on a fold of the development rows of labelled collections (see docs/evaluation.md).
function optionsFor(rule: LabelRule, few: boolean): Omit<NeuralOptions, 'seed'> {
  if (rule === 'any') return { units: 128, epochs: 40, rate: 0.5, hidden: 0.5, hiddenUnits: 0.3 }
  if (few) return { units: 128, epochs: 25, rate: 0.5, hidden: 0.5, hiddenUnits: 0.3 }
  return { units: 128, epochs: 30, rate: 0.45, hidden: 0.7, hiddenUnits: 0.4 }
}
