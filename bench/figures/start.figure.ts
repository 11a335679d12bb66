import { median } from '../measure/summarise-times.ts'
import { startServer } from '../stand/start-server.ts'
import type { Figure } from './figure.types.ts'

const starts = 3

/** A start on the embedded database that an earlier one has made and filled. */
export const startFigure: Figure = {
  name: 'start',
  async measure(stand) {
    const dataDir = stand.newFolder()
    const times: number[] = []
    for (let start = 0; start <= starts; start += 1) {
      const server = await startServer({ DATA_DIR: dataDir })
      times.push(server.readyMs)
      await server.stop()
    }
    const [first = 0, ...later] = times
    return [
      { figure: 'first start to ready, embedded', value: first, unit: 'ms', mark: null, reference: null },
      {
        figure: 'second start to ready, embedded',
        value: median(later),
        unit: 'ms',
        mark: 6000,
        reference: null,
      },
    ]
  },
}
