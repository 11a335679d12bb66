/**
 * Runs `work` and answers no sooner than `ms` after the beginning: whether there was much to do or nothing does not show
 * in the time it took. For answers that are the same whether or not an account exists.
 */
export async function answerNoSooner<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const [result] = await Promise.allSettled([work(), new Promise(resolve => setTimeout(resolve, ms))])
  if (result.status === 'rejected') throw result.reason
  return result.value
}

/** Longer than any of the work takes on an ordinary machine, milliseconds. */
export const evenAnswerMs = 300
