import pg from 'pg'
import { embedOffline, offlineEmbedModel } from '../../packages/shared/src/text/embed-offline.ts'

const batch = 500

/** What a shop says about each of its goods, and how customers ask for it. `#` is the thing's name, `@` a figure. */
const aspects: readonly (readonly [title: string, text: string, question: string])[] = [
  [
    'warranty',
    'The # comes with a warranty of @ months. Faults in material and workmanship are repaired free of charge; wear, water and falls are not covered. Keep the invoice, it is the proof of purchase.',
    'how long is the warranty on the #',
  ],
  [
    'battery life',
    'A full charge of the # lasts @ hours at normal use. Cold weather shortens it. The cell can be replaced by our workshop after the guarantee has ended.',
    'how many hours does the battery of the # last',
  ],
  [
    'charging',
    'Charge the # with the supplied cable; empty to full takes @ minutes. It may stay plugged in overnight. Do not use chargers above the stated power.',
    'how do I charge the #',
  ],
  [
    'return of opened goods',
    'You can send the # back within @ days of delivery, also when the box has been opened. All parts must be there. The refund arrives on the card you paid with.',
    'can I return the # if I opened it',
  ],
  [
    'shipping',
    'The # leaves our warehouse within @ hours. Express parcels arrive the next working day, standard parcels in three. Islands take longer.',
    'when will the # be shipped',
  ],
  [
    'customs and taxes',
    'For addresses outside the union the # is sent without tax. The carrier collects duty of about @ percent at the door; we cannot pay it for you.',
    'do I have to pay customs for the #',
  ],
  [
    'cleaning',
    'Wipe the # with a soft damp cloth after every @ uses. No solvents, no dishwasher. Dry it before you put it away.',
    'what is the right way to clean the #',
  ],
  [
    'first set-up',
    'Hold the button of the # for @ seconds until the light turns blue, then open the app and follow the steps. A password of the wireless network is needed.',
    'how do I set up my new #',
  ],
  [
    'pairing with a phone',
    'Switch on Bluetooth, open the settings and choose the # from the list. If it does not appear, hold both keys for @ seconds and try again.',
    'the # does not pair with my phone',
  ],
  [
    'firmware',
    'Updates for the # are offered in the app. Version @ brings a steadier connection. Do not switch it off while it is being written.',
    'how can I update the firmware of the #',
  ],
  [
    'spare parts',
    'Pads, hinges and screws of the # can be ordered singly for @ euros. Fitting them takes a small screwdriver and five minutes.',
    'where do I get spare parts for the #',
  ],
  [
    'measures and weight',
    'The # is @ millimetres wide and weighs as much as a paperback. It fits into hand luggage.',
    'how big and heavy is the #',
  ],
  [
    'colours',
    'The # is made in graphite, sand and @ other colours. Colours on screens are not binding.',
    'which colours does the # come in',
  ],
  [
    'repair',
    'Broken outside the guarantee, the # is repaired for a fixed price of @ euros. Print the label in your account and send it in.',
    'what does it cost to repair the #',
  ],
  [
    'noise',
    'At full power the # reaches @ decibels, at night mode half of that. A rattle means that a screw has come loose.',
    'why is my # so loud',
  ],
  [
    'compatibility',
    'The # works with every phone made in the last @ years, with tablets and with most televisions. Old game consoles need an adapter.',
    'does the # work with an old television',
  ],
  [
    'loan and instalments',
    'You may pay for the # in @ monthly instalments without interest. The bank checks your data within a minute.',
    'can I buy the # in instalments',
  ],
  [
    'gift wrapping',
    'We wrap the # for @ euros and enclose your card. The invoice goes to you by mail, not into the parcel.',
    'can you gift wrap the #',
  ],
  [
    'disposal',
    'Old units of the # are taken back at no cost. Pack it, print a label, and bring it to one of @ collection points.',
    'how do I dispose of my old #',
  ],
  [
    'water resistance',
    'The # stands rain and sweat but not swimming; it is rated IPX@. Salt water damages the seals.',
    'is the # waterproof',
  ],
]

/** Numbers that come out the same every time: figures of two runs are about the same passages. */
function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
}

const beginnings = 'ba ce di fo gu ha jo ka le mi no pu ra se ti vo wa xi yo zu bri cha dro fle gra'.split(
  ' ',
)
const middles = 'lan mer tis ron vel dak sim por nat gol ves rim tal bor den fik lum'.split(' ')
const endings = 'ora eta ino ax il um on ea is ov ar ell ita ume'.split(' ')
const kinds =
  'headphones speaker kettle lamp charger keyboard mouse camera drill scale fan heater radio router toaster'.split(
    ' ',
  )

/** A name that exists nowhere, the same for the same number: brand, model and kind. Brands and models are shared, pairs are not. */
function nameOf(index: number): string {
  const brand = index % 180
  const model = Math.floor(index / 180) + (brand % 7) * 31
  const word = (number: number) =>
    `${beginnings[number % beginnings.length]}${middles[Math.floor(number / beginnings.length) % middles.length]}${endings[Math.floor(number / 3) % endings.length]}`
  return `${word(brand * 37 + 5)} ${word(model * 53 + 900)} ${kinds[(brand + model) % kinds.length]}`
}

export interface AddedPassages {
  readonly tenantId: string
  /** Questions, each answered by one of the passages. */
  readonly questions: readonly string[]
}

/** The text of one passage and what a customer who needs it would ask. */
export function* writePassages(count: number): Generator<{ title: string; text: string; question: string }> {
  const random = numbers(11)
  for (let index = 0; index < count; index += 1) {
    const name = nameOf(Math.floor(index / aspects.length))
    const [aspect, text, question] = aspects[index % aspects.length] as (typeof aspects)[number]
    const fill = (template: string) =>
      template.replaceAll('#', name).replaceAll('@', String(1 + Math.floor(random() * 90)))
    yield { title: `${name}: ${aspect}`, text: fill(text), question: `${fill(question)}?` }
  }
}

/**
 * Fills the demo shop with so many passages, ten to a document.
 *
 * @param url a role that row-level security does not hold
 */
export async function addPassages(url: string, count: number): Promise<AddedPassages> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const questions: string[] = []
  let tenant = ''
  try {
    const { rows } = await client.query<{ tenant: string }>(
      "SELECT tenant_id AS tenant FROM channels WHERE key = 'demo'",
    )
    tenant = rows[0]?.tenant ?? ''
    if (tenant === '') throw new Error('the demo shop is not there')
    let waiting: { document: string; index: number; title: string; text: string; vector: string }[] = []
    const flush = async () => {
      const documents = [...new Map(waiting.map(one => [one.document, one.title]))]
      await client.query(
        `INSERT INTO documents (id, tenant_id, source, title, content, language, status, chunk_count)
         SELECT id, $1, 'text', title, '', 'en', 'indexed', 10 FROM unnest($2::uuid[], $3::text[]) d (id, title)`,
        [tenant, documents.map(([id]) => id), documents.map(([, title]) => title)],
      )
      await client.query(
        `INSERT INTO chunks (id, tenant_id, document_id, index, content, token_count, start_offset, end_offset, ts_config, tsv,
           embedding, embed_model)
         SELECT gen_random_uuid(), $1, document, index, text, 100, 0, length(text), 'english',
           setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', text), 'B'), vector::vector, $2
         FROM unnest($3::uuid[], $4::int[], $5::text[], $6::text[], $7::text[]) c (document, index, title, text, vector)`,
        [
          tenant,
          offlineEmbedModel,
          waiting.map(one => one.document),
          waiting.map(one => one.index),
          waiting.map(one => one.title),
          waiting.map(one => one.text),
          waiting.map(one => one.vector),
        ],
      )
      waiting = []
    }
    let at = 0
    let document = ''
    for (const { title, text, question } of writePassages(count)) {
      if (at % 10 === 0) document = crypto.randomUUID()
      const vector = `[${embedOffline(`${title}\n${text}`).join(',')}]`
      waiting.push({ document, index: at % 10, title, text, vector })
      if (at % Math.max(1, Math.floor(count / 397)) === 0) questions.push(question)
      at += 1
      if (waiting.length >= batch && at % 10 === 0) await flush()
    }
    if (waiting.length > 0) await flush()
  } finally {
    await client.end()
  }
  return { tenantId: tenant, questions }
}

/** What the autovacuum of a shop that grew slowly would have done long ago. */
export async function settleTables(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('VACUUM ANALYZE chunks')
    await client.query('VACUUM ANALYZE documents')
  } finally {
    await client.end()
  }
}
