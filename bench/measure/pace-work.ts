/** Starts `total` pieces of work at an even pace, whether or not the ones before are done; waits for all. */
export async function paced(
  rate: number,
  total: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  const begin = performance.now()
  const started: Promise<void>[] = []
  for (let index = 0; index < total; index += 1) {
    const wait = begin + (index * 1000) / rate - performance.now()
    if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait))
    started.push(work(index))
  }
  await Promise.all(started)
}

/** Waits until something holds, at most so long. */
export async function settled(holds: () => boolean, timeoutMs: number): Promise<void> {
  const end = performance.now() + timeoutMs
  while (!holds() && performance.now() < end) await new Promise(resolve => setTimeout(resolve, 10))
}
