import { callProcedure } from '../measure/call-procedure.ts'
import { measureReference } from '../measure/measure-reference.ts'
import { settled } from '../measure/pace-work.ts'
import { writePassages } from '../stand/add-passages.ts'
import { signIn } from '../stand/open-stand.ts'
import type { Figure } from './figure.types.ts'

const files = 8
const passagesEach = 250

/** From the first upload to the last passage found: reading, cutting, embedding offline and storing whole files. */
export const ingestionFigure: Figure = {
  name: 'ingestion',
  measure: stand =>
    stand.onServer(async ({ url, adminUrl }) => {
      const { token, client } = await signIn(url, 'manager@demo.test')
      const texts = [...writePassages(files * passagesEach)].map(({ title, text }) => `# ${title}\n\n${text}`)
      const list = () =>
        callProcedure<{ items: { source: string; status: string; chunks: number }[] }>(
          client,
          'query',
          'knowledge.list',
          { limit: 500 },
        )
      const reference = await measureReference(adminUrl, 800)
      const begun = performance.now()
      for (let file = 0; file < files; file += 1) {
        const form = new FormData()
        const text = texts.slice(file * passagesEach, (file + 1) * passagesEach).join('\n\n')
        form.append('file', new Blob([text]), `part-${file}.md`)
        const response = await fetch(`${url}/knowledge/files`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}` },
          body: form,
        })
        if (response.status !== 202) throw new Error(`a file was answered with ${response.status}`)
      }
      let chunks = 0
      const deadline = performance.now() + 120_000
      for (let done = 0; done < files; ) {
        if (performance.now() > deadline) throw new Error('the files were not read in time')
        const uploads = (await list()).items.filter(item => item.source === 'upload')
        done = uploads.filter(item => item.status === 'indexed').length
        chunks = uploads.reduce((sum, item) => sum + item.chunks, 0)
        await settled(() => false, 50)
      }
      const seconds = (performance.now() - begun) / 1000
      client.close()
      return [
        {
          figure: 'passages read, embedded offline and stored',
          value: chunks / seconds,
          unit: '/s',
          mark: 200,
          reference: reference.oneClient.perSecond,
        },
      ]
    }),
}
