import type { KnowledgeItem } from '@countersign/shared/knowledge/knowledge.contract'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { mara } from '../../testing/detail.fixture.ts'
import { renderWith, TestRefusal, testConsole } from '../../testing/test-console.tsx'
import { KnowledgePanel } from './knowledge-panel.tsx'

afterEach(cleanup)

const item = (change: Partial<KnowledgeItem>): KnowledgeItem => ({
  id: '019a0000-0000-7000-8000-00000000000a',
  title: 'Returns',
  source: 'text',
  category: null,
  language: 'en',
  status: 'indexed',
  error: null,
  progress: null,
  active: true,
  version: 1,
  chunks: 2,
  url: null,
  siteId: null,
  fileName: null,
  about: null,
  updatedAt: '2026-11-20T10:00:00.000Z',
  ...change,
})

function show(
  handlers: Parameters<typeof testConsole>[0],
  options: { search?: string; items?: KnowledgeItem[] } = {},
) {
  const world = testConsole({
    'knowledge.list': () => ({ items: options.items ?? [item({})] }),
    'knowledge.sites': () => ({ items: [] }),
    ...handlers,
  })
  world.console.session.store.setState(
    {
      phase: 'signed_in',
      accessToken: 'token-1',
      member: { ...mara, permissions: [...mara.permissions, 'knowledge.write'] },
    },
    true,
  )
  world.console.connection.setState({ phase: 'live', ready: true })
  renderWith(world, <KnowledgePanel search={options.search ?? ''} onSearch={() => {}} />)
  return world
}

const rowOf = async (title: string) => {
  const found = await screen.findByText(title)
  return within(found.closest('tr') as HTMLElement)
}
const choose = async (title: string, action: string) => {
  await userEvent.click((await rowOf(title)).getByRole('button', { name: `Actions for ${title}` }))
  await userEvent.click(await screen.findByRole('menuitem', { name: action }))
}

describe('the list of documents', () => {
  it('says of each where it stands, and why', async () => {
    show(
      {},
      {
        items: [
          item({ id: '1', title: 'Read' }),
          item({ id: '2', title: 'Under way', status: 'processing', progress: 0.4 }),
          item({ id: '3', title: 'Sealed', status: 'failed', error: 'knowledge.encrypted' }),
          item({ id: '4', title: 'Old', error: 'knowledge.unreadable' }),
          item({ id: '5', title: 'Resting', active: false }),
        ],
      },
    )
    expect((await rowOf('Read')).getByText('In use')).toBeTruthy()
    expect((await rowOf('Under way')).getByText('Reading, 40 %')).toBeTruthy()
    expect((await rowOf('Sealed')).getByText(/protected by a password/)).toBeTruthy()
    expect((await rowOf('Old')).getByText('Older text in use')).toBeTruthy()
    expect((await rowOf('Resting')).getByText('Switched off')).toBeTruthy()
  })

  it('deletes at once, and brings back what was deleted', async () => {
    let deleted = false
    const world = show({
      'knowledge.list': () => ({ items: deleted ? [] : [item({})] }),
      'knowledge.delete': () => {
        deleted = true
        return { id: 'x' }
      },
      'knowledge.restore': () => {
        deleted = false
        return { id: 'x' }
      },
    })
    await choose('Returns', 'Delete')
    await waitFor(() => expect(screen.queryByText('Returns')).toBeNull())
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(await screen.findByText('Returns')).toBeTruthy()
    expect(world.calls.map(call => call.path)).toContain('knowledge.restore')
  })

  it('puts a document back that could not be switched off, and says why', async () => {
    show({
      'knowledge.setActive': () => {
        throw new TestRefusal('auth.forbidden')
      },
    })
    await choose('Returns', 'Switch off')
    expect((await screen.findAllByText('Your role does not allow this.')).length).toBeGreaterThan(0)
    expect((await rowOf('Returns')).getByText('In use')).toBeTruthy()
  })
})

describe('adding', () => {
  const open = async (kind: string) => {
    await userEvent.click(await screen.findByRole('button', { name: 'Add' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: kind }))
  }

  it('a question asked in several ways', async () => {
    const world = show({ 'knowledge.upsertFaq': () => ({ id: 'x' }) })
    await open('Question and answer')
    await userEvent.click(await screen.findByRole('button', { name: 'Save' }))
    expect(screen.getByText('Write at least one question.')).toBeTruthy()
    await userEvent.type(screen.getByLabelText('Question'), 'Do you ship to Norway?')
    await userEvent.type(screen.getByLabelText('Question in other words, 2'), 'Delivery to Norway?')
    await userEvent.type(screen.getByLabelText('Answer'), 'Yes, in five days.')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(world.calls.find(call => call.path === 'knowledge.upsertFaq')?.input).toMatchObject({
        questions: ['Do you ship to Norway?', 'Delivery to Norway?'],
        answer: 'Yes, in five days.',
      }),
    )
  })

  it('a site, and hears why its address is refused', async () => {
    show({
      'knowledge.addSite': () => {
        throw new TestRefusal('knowledge.address_refused')
      },
    })
    await open('Web page or site')
    await userEvent.type(await screen.findByLabelText('Address'), 'http://10.0.0.1')
    await userEvent.click(screen.getByRole('button', { name: 'Read it' }))
    expect((await screen.findByRole('alert')).textContent).toMatch(/not on the public internet/)
  })

  it('a product list after seeing what is wrong with it', async () => {
    const plan = {
      columns: ['sku', 'name', 'price'],
      mapping: { sku: 'sku', name: 'name', price: 'price' },
      created: 1,
      updated: 0,
      unchanged: 0,
      errors: [{ row: 3, field: 'price', problem: 'price_unreadable', value: 'call us' }],
    }
    const world = show({ 'knowledge.importProducts': () => plan })
    await open('Product list')
    const file = new File(['sku,name,price\nA,B,1\nC,D,call us\n'], 'list.csv', { type: 'text/csv' })
    const input = (await screen.findAllByLabelText('Choose a file')).find(
      one => one.tagName === 'INPUT',
    ) as HTMLInputElement
    fireEvent.change(input, { target: { files: [file] } })
    expect(await screen.findByText('The price is not a number')).toBeTruthy()
    expect(screen.getByText('call us')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Store 1 product' }))
    await waitFor(() =>
      expect(
        world.calls
          .filter(call => call.path === 'knowledge.importProducts')
          .map(call => (call.input as { dryRun?: boolean }).dryRun),
      ).toEqual([true, undefined]),
    )
  })
})

describe('searching as the AI does', () => {
  it('lights up the words and tells the places in each lane', async () => {
    show(
      {
        'knowledge.search': () => ({
          about: ['Hotel Miravel'],
          hits: [
            {
              chunkId: 'c',
              documentId: 'd',
              title: 'Parking',
              text: 'Parking costs 12 euros.',
              score: 0.71,
              headings: ['Cars'],
              question: null,
              about: 'Hotel Miravel',
              lanes: { words: 1, vector: 3, cosine: 0.42, rank: 1 },
              marks: [[0, 7]],
            },
          ],
        }),
      },
      { search: 'parking' },
    )
    expect(await screen.findByText('Parking › Cars')).toBeTruthy()
    expect(document.querySelector('mark')?.textContent).toBe('Parking')
    expect(screen.getByText(/Words: place 1/).textContent).toContain('Meaning: place 3')
    expect(screen.getByText(/Taken to be about Hotel Miravel/)).toBeTruthy()
  })
})
