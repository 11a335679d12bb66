import { join } from 'node:path'
import { z } from 'zod'
import {
  rankLabels,
  type TextClassifier,
  trainTextClassifier,
} from '../../apps/server/src/ai/offline/learner/text-classifier.ts'
import { readRows } from '../data/read-rows.ts'
import { calibrationError, type JudgedGuess } from '../figures/calibration-error.ts'
import { coverageAtAccuracy } from '../figures/coverage-at-accuracy.ts'
import { atLeast, atMost, type EvalSet, type SetFolders } from './eval-set.ts'

const row = z.object({ text: z.string(), intent: z.string() })
type Row = z.infer<typeof row>

const fewShots = 10

export const banking77: EvalSet = {
  name: 'banking77',
  folder: 'banking77',
  marks: [
    atLeast('accuracy', 0.925),
    atMost('ece', 0.02),
    atLeast('coverageAt98', 0.82),
    atMost('learnSeconds', 20),
    atMost('predictMs', 2),
  ],
  measure: folders => {
    const { fit, held } = readSplit(folders)
    const begun = performance.now()
    const classifier = learn(fit)
    const learned = performance.now()
    const guesses = judge(classifier, held)
    return {
      ...sureness(guesses),
      coverageAt98: coverageAtAccuracy(guesses, 0.98),
      learnSeconds: (learned - begun) / 1000,
      predictMs: (performance.now() - learned) / held.length,
    }
  },
}

export const banking77TenShot: EvalSet = {
  name: 'banking77_10shot',
  folder: 'banking77',
  marks: [atLeast('accuracy', 0.78), atMost('ece', 0.05)],
  measure: folders => {
    const { fit, held } = readSplit(folders)
    const few = firstOfEach(fit, fewShots)
    // A tenant with ten examples of each intent has thousands of messages without a label: the other texts, stripped of theirs.
    const unlabelled = fit.filter(one => !few.includes(one)).map(({ text }) => text)
    return {
      ...sureness(judge(learn(few, unlabelled), held)),
      accuracyAlone: sureness(judge(learn(few), held)).accuracy,
    }
  },
}

function readSplit({ dev, held }: SetFolders): { fit: Row[]; held: Row[] } {
  const train = readRows(join(dev, 'train.jsonl'), row)
  const check = readRows(join(dev, 'eval.jsonl'), row)
  if (held === null) return { fit: train, held: check }
  return { fit: [...train, ...check], held: readRows(join(held, 'test.jsonl'), row) }
}

function learn(fit: readonly Row[], unlabelled: readonly string[] = []): TextClassifier {
  return trainTextClassifier(
    fit.map(({ text, intent }) => ({ text, labels: [intent] })),
    'one',
    unlabelled,
  )
}

function judge(classifier: TextClassifier, held: readonly Row[]): JudgedGuess[] {
  return held.map(({ text, intent }) => {
    const [best] = rankLabels(classifier, text)
    return { confidence: best?.probability ?? 0, correct: best?.label === intent }
  })
}

function sureness(guesses: readonly JudgedGuess[]): { accuracy: number; ece: number } {
  const correct = guesses.filter(guess => guess.correct).length
  return { accuracy: correct / guesses.length, ece: calibrationError(guesses) }
}

function firstOfEach(rows: readonly Row[], most: number): Row[] {
  const taken = new Map<string, number>()
  return rows.filter(({ intent }) => {
    const count = (taken.get(intent) ?? 0) + 1
    taken.set(intent, count)
    return count <= most
  })
}
